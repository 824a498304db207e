/**
 * Editor features, one package a feature: pure functions of a snapshot and a place that return
 * plain records. No protocol types.
 */
@NullMarked
package dev.ephor.ide;

import org.jspecify.annotations.NullMarked;
