/**
 * What a rule may ask of the world, as questions with answers. Whoever embeds the engine answers
 * them, and can record what was asked. No I/O lives here.
 */
@NullMarked
package dev.ephor.context;

import org.jspecify.annotations.NullMarked;
