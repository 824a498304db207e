/**
 * What stands at a place of a document, known before anything is evaluated and in broken text too:
 * the structure that the place may have, through policies into the kinds that they match, and the
 * language in which a text is written. For completion, hover and checks; evaluation never asks.
 */
@NullMarked
package dev.ephor.policy.meaning;

import org.jspecify.annotations.NullMarked;
