/**
 * The language server: the only room that imports lsp4j. Converts and schedules, decides nothing.
 */
@NullMarked
package dev.ephor.lsp;

import org.jspecify.annotations.NullMarked;
