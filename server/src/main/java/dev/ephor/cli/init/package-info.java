/**
 * {@code ephor init}: policies to start with, and their tests, into a repository. Their texts are
 * those of {@code samples/policies}, which the build packs beside the classes.
 */
@NullMarked
package dev.ephor.cli.init;

import org.jspecify.annotations.NullMarked;
