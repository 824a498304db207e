/**
 * CEL as it is being typed: a tree with exact places for any text, however broken. For completion,
 * hover and checks; what is evaluated is parsed by {@code dev.cel}.
 */
@NullMarked
package dev.ephor.expression.cel.syntax;

import org.jspecify.annotations.NullMarked;
