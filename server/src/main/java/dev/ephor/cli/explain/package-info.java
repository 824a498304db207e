/**
 * The command {@code ephor explain}: finds what is meant, and prints what {@code explain} tells.
 */
@NullMarked
package dev.ephor.cli.explain;

import org.jspecify.annotations.NullMarked;
