/**
 * What may be written at a place. Each kind of place has a file of its own that gives {@link
 * dev.ephor.ide.completion.Proposal}s; no protocol types.
 */
@NullMarked
package dev.ephor.ide.completion;

import org.jspecify.annotations.NullMarked;
