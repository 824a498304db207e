/**
 * The Common Expression Language as Kyverno and Kubernetes speak it. {@link
 * dev.ephor.expression.cel.CelEnvironment} compiles a text for one dialect; the result is evaluated
 * against plain values. Texts are parsed and checked by {@code dev.cel}, whose classes appear in no
 * signature of this package and are loaded when the first expression is compiled; evaluation and
 * every function are written here, so that values are read without copies and errors read as the
 * reference's.
 */
@NullMarked
package dev.ephor.expression.cel;

import org.jspecify.annotations.NullMarked;
