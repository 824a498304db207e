/**
 * Policy lints: what a policy or exception says that its author can hardly have meant, though the
 * reference takes it. Each lint is one file, one line in {@link dev.ephor.lint.Lints} and one page
 * of {@code docs/lints}. What the reference refuses is no lint but a check ({@code policy.check}).
 * A lint is quiet when it is not sure, and nothing here changes any outcome.
 */
@NullMarked
package dev.ephor.lint;

import org.jspecify.annotations.NullMarked;
