package dev.ephor.expression.cel;

/** What became of a text: an expression that can be evaluated, or a problem. */
public sealed interface CelCompilation permits CelExpression, CelProblem {}
