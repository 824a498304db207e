/**
 * What a file shows: its diagnostics, limited to what a person and an editor can bear. Plain
 * records; no protocol types.
 */
@NullMarked
package dev.ephor.ide.diagnostics;

import org.jspecify.annotations.NullMarked;
