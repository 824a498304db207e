/**
 * What the words inside of YAML are: JMESPath and CEL, anchors and operators. The YAML around them
 * is coloured by the editor's own grammar. No protocol types.
 */
@NullMarked
package dev.ephor.ide.tokens;

import org.jspecify.annotations.NullMarked;
