/**
 * How a resource is changed: strategic merge patches with Kyverno's anchors, and JSON patches. What
 * a patch leaves alone keeps the places of the manifest, what it writes has those of the policy.
 * Variables are filled in before, and nothing here knows of rules.
 */
@NullMarked
package dev.ephor.rule.mutate;

import org.jspecify.annotations.NullMarked;
