/**
 * What a rule looks at: places of manifests, and values that it may tell apart, which are its own
 * constants and what lies just beside them. For whoever makes manifests or changes them; nothing
 * here judges any.
 */
@NullMarked
package dev.ephor.rule.probe;

import org.jspecify.annotations.NullMarked;
