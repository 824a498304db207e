/**
 * Assertion trees, as {@code validate.assert} holds them against a request: what their keys and
 * leaves mean, what agrees with what, and the words of the reference for what does not. Expressions
 * are evaluated by whoever asks.
 */
@NullMarked
package dev.ephor.rule.assertion;

import org.jspecify.annotations.NullMarked;
