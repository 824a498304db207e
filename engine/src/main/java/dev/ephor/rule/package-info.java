/**
 * What a rule does: matching, validating, and (to come) mutating, generating, verifying images and
 * cleaning up. Each kind of rule is a package; results are plain records.
 */
@NullMarked
package dev.ephor.rule;

import org.jspecify.annotations.NullMarked;
