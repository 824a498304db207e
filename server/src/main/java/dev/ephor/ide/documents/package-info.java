/**
 * What the documents of a file are: policies, tests, manifests, or nothing of ours. Features ask
 * here before they say anything about a file.
 */
@NullMarked
package dev.ephor.ide.documents;

import org.jspecify.annotations.NullMarked;
