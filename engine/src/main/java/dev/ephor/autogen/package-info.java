/**
 * Rules for pod controllers, made from rules for pods: which policies qualify, and how each part of
 * a rule is rewritten. Rewrites share what they do not touch, and what they make carries the origin
 * of the clause it came from, so that a verdict of a generated rule names the clause as written.
 * Nothing here reads the typed policy model or judges anything.
 */
@NullMarked
package dev.ephor.autogen;

import org.jspecify.annotations.NullMarked;
