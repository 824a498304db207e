/** The expression languages inside policies, one room each, beside what is the same in all. */
@NullMarked
package dev.ephor.expression;

import org.jspecify.annotations.NullMarked;
