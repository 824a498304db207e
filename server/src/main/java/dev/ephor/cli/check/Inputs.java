package dev.ephor.cli.check;

import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.files.FileNames;
import dev.ephor.files.Settings;
import dev.ephor.files.SettingsReader;
import dev.ephor.files.WorkspaceFiles;
import dev.ephor.git.GitRevision;
import dev.ephor.policy.PolicyReader;
import dev.ephor.text.Decoding;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.FileId;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gathers what a check is given: files, folders, standard input and the configuration. */
final class Inputs {

  private static final String STANDARD_INPUT = "-";

  private final Path base;
  private final InputStream standardInput;
  private final WorkspaceFiles folders = new WorkspaceFiles();
  private final List<Change> changes = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final List<Named> named = new ArrayList<>();
  private @Nullable Settings given;

  /**
   * @param base the folder that relative paths start from
   * @param standardInput what {@code -} reads
   */
  Inputs(Path base, InputStream standardInput) {
    this.base = base;
    this.standardInput = standardInput;
  }

  /** Adds a file, a folder or {@code -}: manifests, policies or both. */
  void add(String path) {
    if (path.equals(STANDARD_INPUT)) {
      readStandardInput();
    } else {
      read(path, change -> true);
    }
  }

  /** Adds the files of a path that hold policies; manifests beside them are not judged. */
  void addPolicies(String path) {
    read(path, change -> holds(change, Inputs::isLaw));
  }

  /** Adds the files of a path that hold exceptions. */
  void addExceptions(String path) {
    read(path, change -> holds(change, root -> "PolicyException".equals(root.string("kind"))));
  }

  /** Takes the settings of a file in place of those that folders bring along. */
  void configure(String path) {
    Path file = base.resolve(path).normalize();
    Path folder = file.getParent();
    try {
      String text = Decoding.of(Files.readAllBytes(file)).text();
      given = SettingsReader.read(FileNames.of(folder == null ? base : folder), text);
      // The problems of a settings file are told in the file, which therefore has to be there.
      changes.add(new Change.OnDisk(FileNames.of(file), SourceText.of(text), List.of()));
    } catch (IOException failure) {
      unreadable.add(new Unreadable(path, reason(file, failure)));
    }
  }

  /** Everything, for one update of a workspace. */
  List<Change> changes() {
    List<Change> all = new ArrayList<>(changes);
    Configuration configuration = given == null ? folders.configuration() : given.configuration();
    all.add(new Change.Configured(configuration));
    return all;
  }

  /** What could not be read. */
  List<Unreadable> unreadable() {
    return List.copyOf(unreadable);
  }

  /** What the configuration says about failing; {@link FailOn#error} where it says nothing. */
  FailOn failOn() {
    List<Settings> settings =
        given == null ? List.copyOf(folders.settings().values()) : List.of(given);
    FailOn strictest = null;
    for (Settings one : settings) {
      FailOn said =
          one.neverFails()
              ? FailOn.never
              : one.failOn()
                  .map(severity -> severity == Severity.ERROR ? FailOn.error : FailOn.warning)
                  .orElse(null);
      strictest = said == null || strictest == FailOn.warning ? strictest : said;
    }
    return strictest == null ? FailOn.error : strictest;
  }

  /** A path that was given, and which of its files count. */
  private record Named(Path path, Predicate<Change> wanted) {}

  /**
   * The files of the same paths as they were, by their names of today.
   *
   * @param revision of the git repositories that hold the paths
   * @throws IOException when there is no such repository or revision
   */
  List<Change> asOf(String revision) throws IOException {
    List<Change> then = new ArrayList<>();
    for (Named one : named) {
      FileId root = FileNames.of(GitRevision.folder(one.path()));
      for (Change.OnDisk change : GitRevision.read(one.path(), revision, root)) {
        if (!ignored(change) && one.wanted().test(change)) {
          then.add(change);
        }
      }
    }
    return then;
  }

  private void read(String given, Predicate<Change> wanted) {
    Path path = base.resolve(given).normalize();
    named.add(new Named(path, wanted));
    WorkspaceFiles.Look look = folders.named(path);
    look.changes().forEach(change -> keep(change, wanted));
    for (dev.ephor.files.Unreadable one : look.unreadable()) {
      String name = Files.isDirectory(path) ? shown(one.path()) : given;
      unreadable.add(new Unreadable(name, one.reason()));
    }
  }

  private void keep(Change change, Predicate<Change> wanted) {
    // Configuration is put together once, at the end.
    if (change instanceof Change.OnDisk && !ignored(change) && wanted.test(change)) {
      changes.add(change);
    }
  }

  private boolean ignored(Change change) {
    if (given == null || !(change instanceof Change.OnDisk file)) {
      return false;
    }
    Path path = Path.of(file.file().path());
    return path.startsWith(base)
        && given.ignored().stream()
            .anyMatch(glob -> glob.matches(base.relativize(path).toString().replace('\\', '/')));
  }

  private void readStandardInput() {
    try {
      Decoding decoding = Decoding.of(standardInput.readAllBytes());
      FileId file = ShownNames.STANDARD_INPUT;
      changes.add(new Change.OnDisk(file, SourceText.of(decoding.text()), List.of()));
    } catch (IOException failure) {
      unreadable.add(new Unreadable("<stdin>", String.valueOf(failure.getMessage())));
    }
  }

  private String shown(Path path) {
    return path.startsWith(base) ? base.relativize(path).toString() : path.toString();
  }

  /** Policies, and what binds them. */
  private static boolean isLaw(MapValue root) {
    String kind = root.string("kind");
    return PolicyReader.isPolicy(root) || (kind != null && kind.endsWith("AdmissionPolicyBinding"));
  }

  private static boolean holds(Change change, Predicate<MapValue> wanted) {
    if (!(change instanceof Change.OnDisk file)) {
      return false;
    }
    String text = file.text().content();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      Value root =
          YamlParser.parse(new Source("probe"), text.substring(slice.start(), slice.end())).root();
      if (root instanceof MapValue map && wanted.test(map)) {
        return true;
      }
    }
    return false;
  }

  private static String reason(Path file, IOException failure) {
    return Files.exists(file) ? String.valueOf(failure.getMessage()) : "there is no such file";
  }
}
