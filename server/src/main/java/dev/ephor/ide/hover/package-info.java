/**
 * What is to be known of a place: fields, anchors, operators, names. Each kind of place has a file
 * of its own; no protocol types.
 */
@NullMarked
package dev.ephor.ide.hover;

import org.jspecify.annotations.NullMarked;
