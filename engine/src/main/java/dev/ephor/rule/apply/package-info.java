/**
 * Merging a partial object into a whole one as the API server's server-side apply does: typed, map
 * lists by key, atomic values as a whole. What the schema does not allow is an error in the API
 * server's words. Nothing here knows policies.
 */
@NullMarked
package dev.ephor.rule.apply;

import org.jspecify.annotations.NullMarked;
