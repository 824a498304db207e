/**
 * What a growing selection takes in, from a word to the document. Plain spans; no protocol types.
 */
@NullMarked
package dev.ephor.ide.selection;

import org.jspecify.annotations.NullMarked;
