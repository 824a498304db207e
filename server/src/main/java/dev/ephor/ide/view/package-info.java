/** What features that show a whole file are given. */
@NullMarked
package dev.ephor.ide.view;

import org.jspecify.annotations.NullMarked;
