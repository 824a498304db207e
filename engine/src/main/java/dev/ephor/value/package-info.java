/**
 * Immutable values: maps, lists and scalars, as YAML, JSON, JMESPath and CEL see them. Each
 * remembers the document and node it came from; equality looks at content only, so that a moved
 * line changes nothing. No spans and no text live here.
 */
@NullMarked
package dev.ephor.value;

import org.jspecify.annotations.NullMarked;
