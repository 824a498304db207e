@NullMarked
package dev.ephor.expression.cel;

import org.jspecify.annotations.NullMarked;
