/**
 * Which resources a rule concerns. Clauses are compiled once into conditions; a decision names the
 * condition that made it and is made without allocating anything. Nothing is judged here.
 */
@NullMarked
package dev.ephor.rule.match;

import org.jspecify.annotations.NullMarked;
