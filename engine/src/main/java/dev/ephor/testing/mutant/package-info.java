/**
 * Whether tests notice when a policy is changed: small changes of its text, and which of them make
 * an expectation fail that came true before. A change that none notices says what is not tested.
 */
@NullMarked
package dev.ephor.testing.mutant;

import org.jspecify.annotations.NullMarked;
