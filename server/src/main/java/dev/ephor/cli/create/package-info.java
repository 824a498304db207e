/**
 * {@code ephor create}: beginnings of files that people write by hand, made from options. Each kind
 * of file is one command; nothing is read or evaluated here.
 */
@NullMarked
package dev.ephor.cli.create;

import org.jspecify.annotations.NullMarked;
