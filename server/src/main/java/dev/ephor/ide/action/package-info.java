/** What can be done at a place: one file for each sort of action. Plain records. */
@NullMarked
package dev.ephor.ide.action;

import org.jspecify.annotations.NullMarked;
