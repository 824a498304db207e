/** What of a file can be folded away. Plain records; no protocol types. */
@NullMarked
package dev.ephor.ide.folding;

import org.jspecify.annotations.NullMarked;
