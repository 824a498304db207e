package dev.ephor.cli.check;

import dev.ephor.testing.LiveTests;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a change of files affects: the workspace is filled with the older texts, then with the
 * newer, and asked which files may be judged otherwise. So a policy, exception, config map or
 * namespace that changed or is gone affects whatever it touches, and nothing else is judged at all.
 *
 * @param snapshot the newer state
 * @param affected the files whose findings may differ from those of the older
 */
record Since(Snapshot snapshot, Set<FileId> affected) {

  /**
   * Compares two states of the same inputs.
   *
   * @param older the files as they were
   * @param newer the files as they are, and the configuration, which counts for both
   */
  static Since of(List<Change> older, List<Change> newer) {
    Map<FileId, SourceText> before = texts(older);
    Map<FileId, SourceText> now = texts(newer);
    List<Change> first = new ArrayList<>(older);
    newer.stream().filter(change -> !(change instanceof Change.OnDisk)).forEach(first::add);
    Workspace workspace = new Workspace();
    Snapshot then = workspace.update(first);
    List<Change> second = new ArrayList<>(newer);
    before.keySet().stream()
        .filter(file -> !now.containsKey(file))
        .forEach(gone -> second.add(new Change.Removed(gone)));
    Snapshot snapshot = workspace.update(second);
    Set<FileId> affected = new HashSet<>(snapshot.affectedSince(then));
    if (isConfiguredOtherwise(before, now)) {
      affected.addAll(snapshot.files());
    }
    if (!affected.isEmpty()) {
      // What a test reads is only known by running it.
      snapshot.files().stream().filter(LiveTests::isTest).forEach(affected::add);
    }
    affected.retainAll(snapshot.files());
    return new Since(snapshot, affected);
  }

  private static boolean isConfiguredOtherwise(
      Map<FileId, SourceText> before, Map<FileId, SourceText> now) {
    Set<FileId> settings = new HashSet<>(before.keySet());
    settings.addAll(now.keySet());
    settings.removeIf(file -> !file.path().endsWith("/ephor.yaml"));
    return settings.stream().anyMatch(file -> !Objects.equals(before.get(file), now.get(file)));
  }

  private static Map<FileId, SourceText> texts(List<Change> changes) {
    Map<FileId, SourceText> texts = new HashMap<>();
    for (Change change : changes) {
      if (change instanceof Change.OnDisk file) {
        texts.put(file.file(), file.text());
      }
    }
    return texts;
  }
}
