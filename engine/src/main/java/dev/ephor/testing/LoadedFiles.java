package dev.ephor.testing;

import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Policies made ready for tests, for as long as the trees exist that they were read from: the tests
 * of a folder mostly name the same ones. Safe for any number of threads.
 */
final class LoadedFiles {

  /** By the first tree of a file; trees are told apart by identity. */
  private final Map<YamlDocument, Known> known = new WeakHashMap<>();

  private record Known(List<YamlDocument> others, PolicyDocuments documents) {}

  /** The policies of a file's documents. */
  PolicyDocuments policies(List<PlacedDocument> file) {
    List<YamlDocument> trees = file.stream().map(PlacedDocument::yaml).toList();
    if (trees.isEmpty()) {
      return PolicyDocuments.none();
    }
    YamlDocument first = trees.get(0);
    List<YamlDocument> others = trees.subList(1, trees.size());
    synchronized (known) {
      Known same = known.get(first);
      if (same != null && same.others.equals(others)) {
        return same.documents;
      }
    }
    PolicyDocuments read = PolicyDocuments.of(trees.stream().map(YamlDocument::root).toList());
    synchronized (known) {
      known.put(first, new Known(List.copyOf(others), read));
    }
    return read;
  }
}
