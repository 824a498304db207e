/** What a file names that can be opened. Plain records; no protocol types. */
@NullMarked
package dev.ephor.ide.links;

import org.jspecify.annotations.NullMarked;
