/**
 * A policy against a resource: which rules apply, in which order, with which outcome. The one door
 * through which the workspace and the command line enter the engine.
 */
@NullMarked
package dev.ephor.evaluation;

import org.jspecify.annotations.NullMarked;
