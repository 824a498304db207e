/**
 * What an editor shows of tests beside their hints: which results belong to a place, and what is
 * offered there. Plain records; no protocol types.
 */
@NullMarked
package dev.ephor.ide.tests;

import org.jspecify.annotations.NullMarked;
