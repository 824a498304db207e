/**
 * Why a policy says what it says of a resource, or why it says nothing: the events of an evaluation
 * as a tree with values and places, for an editor and the command line alike. Nothing is judged
 * here, and nothing here decides how a tree is shown.
 */
@NullMarked
package dev.ephor.explain;

import org.jspecify.annotations.NullMarked;
