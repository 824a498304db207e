/**
 * Kinds, groups and versions, ids, selectors, wildcards, quantities, images and user information:
 * what every Kubernetes tool knows, as small pure functions over values. Knows no policy.
 */
@NullMarked
package dev.ephor.kubernetes;

import org.jspecify.annotations.NullMarked;
