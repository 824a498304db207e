/**
 * What files were at a revision, for commands that compare with one. Runs {@code git} and only
 * reads; nothing that merely opens a folder comes here.
 */
@NullMarked
package dev.ephor.git;

import org.jspecify.annotations.NullMarked;
