/**
 * The functions of CEL: one file a library, each a table of overloads with their signatures, and
 * what they compute. {@link dev.ephor.expression.cel.function.Overload} is a row of such a table.
 */
@NullMarked
package dev.ephor.expression.cel.function;

import org.jspecify.annotations.NullMarked;
