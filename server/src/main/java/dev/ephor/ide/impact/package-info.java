/** The resources behind a policy's counts, as places to go to. Plain records; no protocol types. */
@NullMarked
package dev.ephor.ide.impact;

import org.jspecify.annotations.NullMarked;
