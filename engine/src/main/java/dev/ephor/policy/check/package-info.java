/**
 * What is wrong with a policy document itself: fields that its kind does not have, and everything
 * for which the reference would not take the policy. Each check is one small file and one line in
 * {@link dev.ephor.policy.check.PolicyChecks}; a finding has a place, our own words for people, and
 * the reference's words for those who compare. No resource is looked at here.
 */
@NullMarked
package dev.ephor.policy.check;

import org.jspecify.annotations.NullMarked;
