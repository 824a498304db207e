/**
 * {@code ephor convert}: files in, policies in CEL and a report out. What is converted and how it
 * is proven is the engine's business.
 */
@NullMarked
package dev.ephor.cli.convert;

import org.jspecify.annotations.NullMarked;
