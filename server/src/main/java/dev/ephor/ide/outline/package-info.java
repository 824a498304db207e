/**
 * The named things of a file, as a tree, and of a workspace, by a query: policies and their rules,
 * resources and their containers, exceptions, tests. Plain records; no protocol types.
 */
@NullMarked
package dev.ephor.ide.outline;

import org.jspecify.annotations.NullMarked;
