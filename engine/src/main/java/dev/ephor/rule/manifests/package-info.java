/**
 * Signed manifests, as {@code validate.manifests} verifies them: the message and signatures in a
 * resource's annotations, what the resource says otherwise than the message, and who of the
 * attestors has signed. Everything is in the resource and the rule; nothing is fetched.
 */
@NullMarked
package dev.ephor.rule.manifests;

import org.jspecify.annotations.NullMarked;
