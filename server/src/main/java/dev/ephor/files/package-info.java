/**
 * The file system: discovering, reading and watching what belongs to a workspace, and its
 * configuration {@code ephor.yaml}. The only room that opens files for the engine. It never writes,
 * runs nothing, and reads nothing outside of the folders it is given: symbolic links are not
 * followed, for what they lead to inside of a folder is found there anyway.
 */
@NullMarked
package dev.ephor.files;

import org.jspecify.annotations.NullMarked;
