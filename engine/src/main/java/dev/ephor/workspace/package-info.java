/**
 * Inputs, snapshots and memoised derivations: texts become documents, documents become policies and
 * resources, pairs of these become outcomes, outcomes become diagnostics of files. Reads no file
 * and no clock; what it is given it keeps consistent and cheap to change.
 */
@NullMarked
package dev.ephor.workspace;

import org.jspecify.annotations.NullMarked;
