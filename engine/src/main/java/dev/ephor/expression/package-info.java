/** The expression languages inside policies, one room each; this package itself holds nothing. */
@NullMarked
package dev.ephor.expression;

import org.jspecify.annotations.NullMarked;
