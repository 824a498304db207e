/**
 * Help inside expressions, in JMESPath and CEL alike: what may be written at the cursor, what the
 * word under it means, which parameter is typed. No protocol types; nothing is evaluated.
 */
@NullMarked
package dev.ephor.ide.expression;

import org.jspecify.annotations.NullMarked;
