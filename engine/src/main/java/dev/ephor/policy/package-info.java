/**
 * The typed model of every policy kind: sealed, immutable records read from values. Reading never
 * fails: what is wrong is a problem at a place. Nothing is evaluated here.
 */
@NullMarked
package dev.ephor.policy;

import org.jspecify.annotations.NullMarked;
