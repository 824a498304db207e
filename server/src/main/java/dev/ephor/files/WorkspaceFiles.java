package dev.ephor.files;

import dev.ephor.context.Registry;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.schema.SchemaSource;
import dev.ephor.text.Decoding;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.FileRoles;
import dev.ephor.workspace.SeverityRules;
import dev.ephor.workspace.Snapshot;
import dev.ephor.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a workspace on disk: what is in them as changes for the engine, and what their
 * {@code ephor.yaml} files say. Reads in parallel; keeps nothing but the settings. For use by one
 * thread at a time.
 */
public final class WorkspaceFiles {

  private final Map<Path, Settings> folders = new TreeMap<>();

  /** How often something changed among the schemas that the settings name. */
  private int schemaChanges;

  /**
   * What came of looking at the disk.
   *
   * @param changes for {@link dev.ephor.workspace.Workspace#update}
   * @param unreadable what could not be read
   * @param folders the folders that were looked into, for watching
   */
  public record Look(List<Change> changes, List<Unreadable> unreadable, List<Path> folders) {
    public Look {
      changes = List.copyOf(changes);
      unreadable = List.copyOf(unreadable);
      folders = List.copyOf(folders);
    }
  }

  /** Adds a folder and reads everything in it. */
  public Look add(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    folders.put(root, settings(root));
    Look look = scan(root, root);
    List<Change> changes = new ArrayList<>(look.changes);
    changes.add(new Change.Configured(configuration()));
    return new Look(changes, look.unreadable, look.folders);
  }

  /**
   * What a person named: a folder, which is added, or one file, which may be a link and which no
   * ignore file hides. What is not there cannot be read.
   */
  public Look named(Path path) {
    if (Files.isDirectory(path)) {
      return add(path);
    }
    if (!Files.exists(path)) {
      Unreadable missing = new Unreadable(path, "there is no such file or folder");
      return new Look(List.of(), List.of(missing), List.of());
    }
    FileReading reading = FileReading.named(path);
    return new Look(
        Stream.ofNullable(reading.change()).toList(),
        Stream.ofNullable(reading.unreadable()).toList(),
        List.of());
  }

  /** Takes a folder away, and with it the files that no other folder holds. */
  public List<Change> remove(Path folder, Snapshot snapshot) {
    folders.remove(folder.toAbsolutePath().normalize());
    List<Change> changes = new ArrayList<>();
    for (FileId file : snapshot.files()) {
      if (isBelow(file, FileNames.of(folder).path()) && root(Path.of(file.path())) == null) {
        changes.add(new Change.Removed(file));
      }
    }
    changes.add(new Change.Configured(configuration()));
    return changes;
  }

  /**
   * What now is at these paths, files or folders, of which something changed. A path outside of the
   * folders, or one that is left out, is not touched.
   */
  public Look look(Collection<Path> paths, Snapshot snapshot) {
    Set<Path> wider = new LinkedHashSet<>();
    for (Path given : paths) {
      Path path = given.toAbsolutePath().normalize();
      // What an ignore file or the settings say concerns everything beside and below them.
      String name = String.valueOf(path.getFileName());
      boolean rules =
          name.equals(".gitignore") || (name.equals(SettingsReader.FILE) && isSettings(path));
      Path parent = path.getParent();
      wider.add(rules && parent != null ? parent : path);
    }
    List<Change> changes = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    List<Path> looked = new ArrayList<>();
    boolean configured = false;
    for (Path path : wider) {
      if (mayChangeSchemas(path)) {
        schemaChanges++;
        configured = true;
      }
      Path root = root(path);
      if (root == null) {
        continue;
      }
      if (root.equals(path)) {
        configured |= !settings(root).equals(folders.put(root, settings(root)));
      }
      Look look =
          Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? scan(root, path) : file(root, path);
      changes.addAll(look.changes);
      unreadable.addAll(look.unreadable);
      looked.addAll(look.folders);
      changes.addAll(gone(path, look, snapshot));
    }
    if (configured) {
      changes.add(new Change.Configured(configuration()));
    }
    return new Look(changes, unreadable, looked);
  }

  /** The files and folders with schemas that the settings name. */
  private List<Path> schemas() {
    List<Path> schemas = new ArrayList<>();
    for (Settings settings : folders.values()) {
      schemas.addAll(
          settings.configuration().schemas() instanceof SchemaFiles files
              ? files.paths()
              : List.of());
    }
    return schemas;
  }

  /** Whether a path is part of the schemas, or holds some of them. */
  private boolean mayChangeSchemas(Path path) {
    return schemas().stream().anyMatch(each -> path.startsWith(each) || each.startsWith(path));
  }

  /** What the folders' settings say together; where they disagree, the later folder decides. */
  public Configuration configuration() {
    Map<String, Map<String, String>> namespaces = new LinkedHashMap<>();
    UserInfo user = UserInfo.UNKNOWN;
    List<FileRoles.Scope> policies = new ArrayList<>();
    List<FileRoles.Scope> resources = new ArrayList<>();
    List<FileRoles.Scope> exceptions = new ArrayList<>();
    List<SeverityRules.Choice> choices = new ArrayList<>();
    List<SeverityRules.Choice> lints = new ArrayList<>();
    SeverityRules severities = SeverityRules.NONE;
    Registry images = null;
    List<Path> schemas = schemas();
    Map<FileId, List<Problem>> problems = new LinkedHashMap<>();
    for (Settings settings : folders.values()) {
      Configuration one = settings.configuration();
      namespaces.putAll(one.namespaceLabels());
      user = one.user().equals(UserInfo.UNKNOWN) ? user : one.user();
      images = one.images() == null ? images : one.images();
      policies.addAll(one.roles().policies());
      resources.addAll(one.roles().resources());
      exceptions.addAll(one.roles().exceptions());
      choices.addAll(one.severities().overrides());
      lints.addAll(one.severities().lints());
      severities =
          one.severities().minimum().compareTo(severities.minimum()) < 0
              ? one.severities()
              : severities;
      problems.putAll(one.problems());
    }
    return new Configuration(
        namespaces,
        user,
        new FileRoles(policies, resources, exceptions),
        new SeverityRules(choices, lints, severities.minimum()),
        images,
        schemas.isEmpty() ? SchemaSource.NONE : new SchemaFiles(schemas, schemaChanges),
        problems);
  }

  /** The settings of each folder. */
  public Map<Path, Settings> settings() {
    return new TreeMap<>(folders);
  }

  /** Whether a file is the {@code ephor.yaml} of one of the folders. */
  public boolean isSettings(Path path) {
    Path parent = path.getParent();
    return parent != null
        && folders.containsKey(parent)
        && String.valueOf(path.getFileName()).equals(SettingsReader.FILE);
  }

  /**
   * The configuration when an editor shows other settings than the disk: for a person who types in
   * {@code ephor.yaml}. Files that it leaves out stay until it is saved and looked at.
   *
   * @return the change to apply, or null when nothing differs
   */
  public Change.@Nullable Configured typed(Snapshot snapshot) {
    Configuration before = configuration();
    for (Path root : List.copyOf(folders.keySet())) {
      FileId folder = FileNames.of(root);
      var text = snapshot.text(folder.resolve(folder.path() + "/" + SettingsReader.FILE));
      folders.put(
          root, text == null ? Settings.DEFAULT : SettingsReader.read(folder, text.content()));
    }
    Configuration after = configuration();
    return after.equals(before) ? null : new Change.Configured(after);
  }

  /** The folder that holds a path, the innermost where folders are nested; null for none. */
  public @Nullable Path root(Path path) {
    Path found = null;
    for (Path root : folders.keySet()) {
      if (path.startsWith(root) && (found == null || root.startsWith(found))) {
        found = root;
      }
    }
    return found;
  }

  private Look scan(Path root, Path start) {
    if (!isReal(root, start)) {
      return new Look(List.of(), List.of(), List.of());
    }
    Settings settings = folders.getOrDefault(root, Settings.DEFAULT);
    Discovery found = Discovery.below(root, start, settings.ignored());
    List<FileReading> readings = found.files().parallelStream().map(FileReading::found).toList();
    return look(readings, found.unreadable(), found.folders());
  }

  private Look file(Path root, Path path) {
    Settings settings = folders.getOrDefault(root, Settings.DEFAULT);
    boolean ours =
        FileReading.isCandidate(path)
            && isReal(root, path)
            && !new Exclusions(root, settings.ignored()).excludes(path, false);
    return ours
        ? look(List.of(FileReading.found(path)), List.of(), List.of())
        : new Look(List.of(), List.of(), List.of());
  }

  private static Look look(
      List<FileReading> readings, List<Unreadable> others, List<Path> folders) {
    List<Change> changes = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>(others);
    for (FileReading reading : readings) {
      if (reading.change() != null) {
        changes.add(reading.change());
      }
      if (reading.unreadable() != null) {
        unreadable.add(reading.unreadable());
      }
    }
    return new Look(changes, unreadable, folders);
  }

  /** The files at and below a path that the workspace holds and the look did not find. */
  private static List<Change> gone(Path path, Look look, Snapshot snapshot) {
    Set<FileId> there = new LinkedHashSet<>();
    for (Change change : look.changes) {
      if (change instanceof Change.OnDisk on) {
        there.add(on.file());
      }
    }
    List<Change> gone = new ArrayList<>();
    for (FileId file : snapshot.files()) {
      if (isBelow(file, FileNames.of(path).path()) && !there.contains(file)) {
        gone.add(new Change.Removed(file));
      }
    }
    return gone;
  }

  private static boolean isBelow(FileId file, String folder) {
    return file.path().equals(folder) || file.path().startsWith(folder + "/");
  }

  /** Whether no link lies between the root and the path: a path may be named through one. */
  private static boolean isReal(Path root, Path path) {
    try {
      return root.toRealPath().resolve(root.relativize(path)).normalize().equals(path.toRealPath());
    } catch (IOException vanished) {
      // Not there, so nothing is read; what the workspace holds of it goes.
      return false;
    }
  }

  private static Settings settings(Path root) {
    Path file = root.resolve(SettingsReader.FILE);
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.size(file) <= Limits.FILE_BYTES) {
        return SettingsReader.read(
            FileNames.of(root), Decoding.of(Files.readAllBytes(file)).text());
      }
    } catch (IOException unreadable) {
      // The scan meets the same file and tells.
      return Settings.DEFAULT;
    }
    return Settings.DEFAULT;
  }
}
