package dev.ephor.files;

import dev.ephor.workspace.PathGlob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a folder is left out: hidden files and folders, {@code node_modules}, what its {@code
 * .gitignore} files ignore, and what its configuration says. Remembers the {@code .gitignore} files
 * that it read, so one object serves one look at the disk.
 */
final class Exclusions {

  /** Where policies' tests lie in many repositories: hidden from people, not from us. */
  private static final String TESTS = ".kyverno-test";

  private static final int IGNORE_FILE_BYTES = 1024 * 1024;

  private final Path root;
  private final List<PathGlob> ignored;
  private final Map<Path, GitIgnore> files = new HashMap<>();

  Exclusions(Path root, List<PathGlob> ignored) {
    this.root = root;
    this.ignored = ignored;
  }

  /** Whether a file or folder below the root, or a folder above it, is left out. */
  boolean excludes(Path path, boolean folder) {
    Path at = root;
    int names = root.relativize(path).getNameCount();
    for (int i = 0; i < names; i++) {
      at = at.resolve(root.relativize(path).getName(i));
      if (excludesItself(at, folder || i < names - 1)) {
        return true;
      }
    }
    return false;
  }

  /** The same for a path whose folders are known not to be left out. */
  boolean excludesItself(Path path, boolean folder) {
    if (path.equals(root)) {
      return false;
    }
    String name = path.getFileName().toString();
    boolean hidden = name.startsWith(".") && !name.equals(TESTS);
    if (hidden || (folder && name.equals("node_modules"))) {
      return true;
    }
    String relative = FileNames.relative(root, path);
    for (PathGlob glob : ignored) {
      if (glob.matches(relative)) {
        return true;
      }
    }
    for (Path at = path.getParent(); at != null && at.startsWith(root); at = at.getParent()) {
      Optional<Boolean> said =
          files.computeIfAbsent(at, Exclusions::read).ignores(FileNames.relative(at, path), folder);
      if (said.isPresent()) {
        return said.get();
      }
    }
    return false;
  }

  private static GitIgnore read(Path folder) {
    Path file = folder.resolve(".gitignore");
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.size(file) <= IGNORE_FILE_BYTES) {
        return GitIgnore.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    } catch (IOException unreadable) {
      // As Git does: an ignore file that cannot be read ignores nothing.
      return GitIgnore.of("");
    }
    return GitIgnore.of("");
  }
}
