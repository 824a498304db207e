/**
 * Texts with variables: {@code {{ }}} around JMESPath, and references {@code $( )} to other places
 * of the same document. A template is read once and filled in as often as one likes. What variables
 * there are, and what they say, is asked through {@link dev.ephor.expression.template.Variables};
 * nothing here knows of rules, requests or resources.
 */
@NullMarked
package dev.ephor.expression.template;

import org.jspecify.annotations.NullMarked;
