/** Where an editor offers previews, and what it is told of them. Plain records. */
@NullMarked
package dev.ephor.ide.preview;

import org.jspecify.annotations.NullMarked;
