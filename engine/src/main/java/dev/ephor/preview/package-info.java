/**
 * What policies would do to manifests: what is changed, in the manifest's own layout and with the
 * rule for each changed line; what is generated; what is deleted and when. Pure functions of a
 * snapshot; nothing is written here.
 */
@NullMarked
package dev.ephor.preview;

import org.jspecify.annotations.NullMarked;
