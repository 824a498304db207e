/**
 * Kyverno's test files ({@code cli.kyverno.io/v1alpha1}, kind {@code Test}): their typed model,
 * running them, and what their results are worth. Everything here is a function of documents that
 * somebody else has read; which rows there are and what they say is the reference's, why a row
 * fails is ours.
 */
@NullMarked
package dev.ephor.testing;

import org.jspecify.annotations.NullMarked;
