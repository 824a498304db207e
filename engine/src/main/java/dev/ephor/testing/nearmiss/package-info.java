/**
 * The smallest change of a manifest that makes a rule say the opposite of it: found among the
 * places that the rule looks at and the values that it may tell apart, and proven by asking the
 * rule.
 */
@NullMarked
package dev.ephor.testing.nearmiss;

import org.jspecify.annotations.NullMarked;
