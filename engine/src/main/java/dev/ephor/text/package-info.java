/**
 * Source text: offsets, spans, lines and edits. Every offset is a UTF-16 code unit index into one
 * text; positions in other encodings exist only at the protocol's border. Knows nothing of YAML.
 */
@NullMarked
package dev.ephor.text;

import org.jspecify.annotations.NullMarked;
