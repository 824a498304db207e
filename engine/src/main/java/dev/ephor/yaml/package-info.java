/**
 * Forgiving YAML: a text becomes documents, a document becomes a tree of values, a table of spans,
 * comments and problems. Parsing never fails. The text of one document alone determines its tree;
 * where the document stands in its file is somebody else's knowledge, so all offsets here count
 * from the document's first character. Knows nothing of Kubernetes.
 */
@NullMarked
package dev.ephor.yaml;

import org.jspecify.annotations.NullMarked;
