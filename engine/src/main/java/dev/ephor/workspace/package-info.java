/**
 * Inputs, snapshots and memoised derivations: texts become documents, documents become policies and
 * resources, pairs of these become outcomes, outcomes become diagnostics of files. What is
 * remembered hangs on the thing it was computed from (a tree on its document, a row of outcomes on
 * its resource) with what was read to compute it, so it goes with that thing, and what it says
 * depends on the texts alone. Reads no file and no clock; what it is given it keeps consistent and
 * cheap to change.
 */
@NullMarked
package dev.ephor.workspace;

import org.jspecify.annotations.NullMarked;
