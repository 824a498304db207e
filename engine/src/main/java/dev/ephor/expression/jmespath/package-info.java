/**
 * Kyverno's dialect of JMESPath: a lexer and parser that recover, a checker, an evaluator and the
 * functions, one file a family, listed in one table. Parsing gives a tree and problems and never
 * throws; evaluating gives an answer that says the value, the missing key or the failure. Clock,
 * chance and names of hosts come in through {@link Setting}; nothing here does I/O.
 */
@NullMarked
package dev.ephor.expression.jmespath;

import org.jspecify.annotations.NullMarked;
