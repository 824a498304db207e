/** What a file shows behind its lines. Plain records; no protocol types. */
@NullMarked
package dev.ephor.ide.hints;

import org.jspecify.annotations.NullMarked;
