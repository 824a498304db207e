/**
 * Images of a resource and whether they are signed as a policy demands: which images there are,
 * what is demanded of them, and cosign signatures and attestations by keys and certificates,
 * checked with the JDK alone. What needs the services of sigstore is out of reach here.
 */
@NullMarked
package dev.ephor.rule.verifyimages;

import org.jspecify.annotations.NullMarked;
