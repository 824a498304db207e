/** The command line: one picocli command a file, one output format a file. */
@NullMarked
package dev.ephor.cli;

import org.jspecify.annotations.NullMarked;
