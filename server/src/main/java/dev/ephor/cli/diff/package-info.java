/**
 * {@code ephor diff}: what becomes of manifests when policies change. Gathers both versions, asks
 * the engine, and prints; it decides nothing.
 */
@NullMarked
package dev.ephor.cli.diff;

import org.jspecify.annotations.NullMarked;
