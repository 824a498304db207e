/**
 * What generate rules make: documents from data or from other documents, with the labels that tell
 * whose they are. Only patterns whose variables are filled in come here; loops, preconditions and
 * variables are the evaluation's.
 */
@NullMarked
package dev.ephor.rule.generate;

import org.jspecify.annotations.NullMarked;
