/** Where else in a file stands what the cursor is on. Plain records; no protocol types. */
@NullMarked
package dev.ephor.ide.highlight;

import org.jspecify.annotations.NullMarked;
