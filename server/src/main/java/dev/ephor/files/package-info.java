/**
 * The file system: discovering, reading and watching what belongs to a workspace, and its
 * configuration. The only room that opens files for the engine.
 */
@NullMarked
package dev.ephor.files;

import org.jspecify.annotations.NullMarked;
