/**
 * What a validate rule demands: patterns with their anchors and operators, and conditions with
 * theirs, as pure functions over values. Patterns are compiled once and judge many resources.
 * Nothing here knows the policy model, matching, variables or contexts.
 */
@NullMarked
package dev.ephor.rule.validate;

import org.jspecify.annotations.NullMarked;
