/**
 * Public keys and what they verify: keys and certificates in PEM with the JDK alone, OpenPGP keys
 * with a library that is loaded when the first one is met. Who must have signed what is said
 * elsewhere.
 */
@NullMarked
package dev.ephor.rule.signature;

import org.jspecify.annotations.NullMarked;
