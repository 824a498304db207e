/**
 * What may be written at a cursor: keys, values, names, snippets. A feature is a small class that
 * gives proposals for a {@link dev.ephor.ide.completion.Cursor} and a line in {@link
 * dev.ephor.ide.completion.Completions}; ranking and filtering are the same for all.
 */
@NullMarked
package dev.ephor.ide.completion;

import org.jspecify.annotations.NullMarked;
