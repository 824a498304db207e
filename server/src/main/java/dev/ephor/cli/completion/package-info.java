/**
 * {@code ephor completion}: scripts that complete commands and options in shells, made from the
 * commands themselves. Bash and zsh come from picocli; the others are made here.
 */
@NullMarked
package dev.ephor.cli.completion;

import org.jspecify.annotations.NullMarked;
