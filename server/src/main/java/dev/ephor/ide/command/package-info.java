/** How features name the commands that carry on from what they show. */
@NullMarked
package dev.ephor.ide.command;

import org.jspecify.annotations.NullMarked;
