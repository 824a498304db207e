/**
 * The structure of Kubernetes kinds and of policy documents as one small model: fields, types,
 * scope, list merge keys. Knows no rule.
 */
@NullMarked
package dev.ephor.schema;

import org.jspecify.annotations.NullMarked;
