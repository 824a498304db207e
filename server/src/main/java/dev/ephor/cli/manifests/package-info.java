/**
 * The files that {@code apply} and {@code test} are given: which there are, what they hold, and
 * where in them something stands. What a document means is not decided here.
 */
@NullMarked
package dev.ephor.cli.manifests;

import org.jspecify.annotations.NullMarked;
