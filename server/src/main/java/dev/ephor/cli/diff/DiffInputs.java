package dev.ephor.cli.diff;

import dev.ephor.cli.WorkspaceInputs;
import dev.ephor.files.FileNames;
import dev.ephor.git.GitRevision;
import dev.ephor.testing.LiveTests;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.FileRoles;
import dev.ephor.workspace.FileRoles.Scope;
import dev.ephor.workspace.PathGlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Gathers two versions of policies and the manifests they are asked about into one workspace, whose
 * configuration says which of the versions counts: so both judge the same resources.
 */
final class DiffInputs {

  private final WorkspaceInputs inputs;
  private final List<Scope> older = new ArrayList<>();
  private final List<Scope> newer = new ArrayList<>();
  private final List<Scope> manifests = new ArrayList<>();

  /**
   * @param base the folder that relative paths start from
   */
  DiffInputs(Path base) {
    this.inputs = new WorkspaceInputs(base);
  }

  /** The older version: a file or folder. */
  void older(String path) throws IOException {
    older.add(policies(path));
  }

  /** The older version out of the repository that holds a path. */
  void older(Path path, String revision) throws IOException {
    FileId root =
        new FileId(
            FileNames.of(GitRevision.folder(path)).path() + "@" + revision.replace('/', '_'));
    for (Change.OnDisk change : GitRevision.read(path, revision, root)) {
      if (!LiveTests.isTest(change.file())) {
        inputs.put(change);
      }
    }
    older.add(new Scope(root, PathGlob.of("**")));
  }

  /** The newer version: a file or folder. */
  void newer(String path) throws IOException {
    newer.add(policies(path));
  }

  /** Manifests that both are asked about; those that stand beside the policies where none are. */
  void manifests(String path) throws IOException {
    read(path, true);
    manifests.add(scope(path));
  }

  /** What could not be read, in words. */
  List<String> unreadable() {
    return inputs.unreadable();
  }

  /** Whether manifests were named. */
  boolean hasManifests() {
    return !manifests.isEmpty();
  }

  /** Whether a file belongs to the older version. */
  boolean isOlder(FileId file) {
    String path = file.path();
    return older.stream()
        .anyMatch(
            scope ->
                path.startsWith(scope.root().path() + "/")
                    && scope.glob().matches(path.substring(scope.root().path().length() + 1)));
  }

  /** All files. */
  List<Change> files() {
    return List.copyOf(inputs.files());
  }

  /** The configuration under which the older version counts. */
  Change olderCounts() {
    return counts(older);
  }

  /** The configuration under which the newer version counts. */
  Change newerCounts() {
    return counts(newer);
  }

  private Change counts(List<Scope> side) {
    Configuration given = inputs.configuration();
    List<Scope> exceptions = new ArrayList<>(side);
    exceptions.addAll(manifests);
    List<Scope> judged = new ArrayList<>(manifests);
    if (judged.isEmpty()) {
      judged.addAll(newer);
      judged.addAll(older);
    }
    return new Change.Configured(
        new Configuration(
            given.namespaceLabels(),
            given.user(),
            new FileRoles(side, judged, exceptions),
            given.severities(),
            given.images(),
            given.schemas(),
            given.problems()));
  }

  private Scope policies(String path) throws IOException {
    read(path, false);
    return scope(path);
  }

  private Scope scope(String path) {
    Path whole = inputs.path(path);
    return Files.isDirectory(whole)
        ? new Scope(FileNames.of(whole), PathGlob.of("**"))
        : new Scope(
            FileNames.of(Objects.requireNonNullElse(whole.getParent(), whole)),
            PathGlob.of(
                String.valueOf(whole.getFileName()).replaceAll("([\\\\*?\\[\\]])", "\\\\$1")));
  }

  private void read(String given, boolean withTests) throws IOException {
    if (!Files.exists(inputs.path(given))) {
      throw new IOException(given + ": there is no such file or folder");
    }
    for (Change.OnDisk file : inputs.read(given)) {
      // Resources of tests beside policies are as good as any to compare the policies by.
      if (!withTests && LiveTests.isTest(file.file())) {
        inputs.leaveOut(file.file());
      }
    }
  }
}
