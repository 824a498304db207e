/**
 * Which manifest a policy is looked at with: values of its variables and verdicts are those for
 * that one. Plain records; no protocol types.
 */
@NullMarked
package dev.ephor.ide.focus;

import org.jspecify.annotations.NullMarked;
