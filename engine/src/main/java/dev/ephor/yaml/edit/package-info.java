/**
 * Changes of a document that keep what was written: a new value for its top becomes edits of only
 * what differs. Comments, the order of keys, indentation, quotes, anchors and line ends stay.
 * Whatever is answered was read back first. Nothing here knows what the values mean.
 */
@NullMarked
package dev.ephor.yaml.edit;

import org.jspecify.annotations.NullMarked;
