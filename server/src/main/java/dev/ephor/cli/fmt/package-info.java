/** {@code ephor fmt}: lays files out as the editor does. Decides nothing about layout itself. */
@NullMarked
package dev.ephor.cli.fmt;

import org.jspecify.annotations.NullMarked;
