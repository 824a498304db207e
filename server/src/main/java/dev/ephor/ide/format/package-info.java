/**
 * Layout: what a formatter changes, and where the next line begins. Only blanks and line breaks are
 * touched. Plain edits; no protocol types.
 */
@NullMarked
package dev.ephor.ide.format;

import org.jspecify.annotations.NullMarked;
