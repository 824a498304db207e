/**
 * {@code ephor test}, in place of {@code kyverno test}: finds test files, reads what they name,
 * runs them in parallel and prints tables in their order. What rows there are is decided by the
 * engine.
 */
@NullMarked
package dev.ephor.cli.test;

import org.jspecify.annotations.NullMarked;
