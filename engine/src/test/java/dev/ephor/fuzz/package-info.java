/**
 * Inputs broken at random: whatever is read, the answer is a value or a typed error, and soon.
 *
 * <p>Each test mangles valid inputs in their structure, for what no parser accepts is refused
 * before the interesting code is reached. A failure names the seed with which it happens again.
 */
package dev.ephor.fuzz;
