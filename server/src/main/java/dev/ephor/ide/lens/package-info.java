/** What stands above lines: one file for each kind of lens. Plain records; no protocol types. */
@NullMarked
package dev.ephor.ide.lens;

import org.jspecify.annotations.NullMarked;
