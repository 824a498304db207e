/**
 * The Pod Security Standards as {@code validate.podSecurity} applies them: every control in each of
 * its versions, the exemptions of rules and exceptions, and the words of the reference. Knows pods
 * only; which resource holds which pod is told by {@link PodTemplates}.
 */
@NullMarked
package dev.ephor.rule.podsecurity;

import org.jspecify.annotations.NullMarked;
