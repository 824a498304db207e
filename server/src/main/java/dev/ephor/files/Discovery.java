package dev.ephor.files;

import dev.ephor.workspace.PathGlob;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders below a folder that belong to a workspace. Links are not followed, so there
 * are no loops and nothing outside is touched. What vanishes on the way is passed over.
 *
 * @param files files that may hold manifests, ordered
 * @param folders the folders that were looked into, for watching
 * @param unreadable what could not be looked at
 */
public record Discovery(List<Path> files, List<Path> folders, List<Unreadable> unreadable) {

  /**
   * Looks below a folder.
   *
   * @param root the workspace's folder, whose rules hold
   * @param start the folder to look below: the root or one in it
   * @param ignored patterns, relative to the root, of what is left out besides
   */
  static Discovery below(Path root, Path start, List<PathGlob> ignored) {
    List<Unreadable> failures = new ArrayList<>();
    try {
      // The root itself may be a link, or be named through one: what it leads to is meant.
      Path realRoot = root.toRealPath();
      Path realStart = realRoot.resolve(root.relativize(start)).normalize();
      Exclusions exclusions = new Exclusions(realRoot, ignored);
      if (start.equals(root) || !exclusions.excludes(realStart, true)) {
        Walk walk = new Walk(realRoot, exclusions);
        Files.walkFileTree(realStart, EnumSet.noneOf(FileVisitOption.class), Limits.DEPTH, walk);
        Collections.sort(walk.files);
        return new Discovery(
            named(walk.files, realRoot, root),
            named(walk.folders, realRoot, root),
            walk.unreadable);
      }
    } catch (NoSuchFileException gone) {
      return new Discovery(List.of(), List.of(), List.of());
    } catch (IOException failure) {
      failures.add(new Unreadable(start, FileReading.reason(failure)));
    }
    return new Discovery(List.of(), List.of(), failures);
  }

  private static List<Path> named(List<Path> paths, Path realRoot, Path root) {
    return realRoot.equals(root)
        ? paths
        : paths.stream().map(path -> root.resolve(realRoot.relativize(path))).toList();
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Exclusions exclusions;
    private final List<Path> files = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    Walk(Path root, Exclusions exclusions) {
      this.root = root;
      this.exclusions = exclusions;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root) && exclusions.excludesItself(folder, true)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isDirectory()) {
        unreadable.add(
            new Unreadable(file, "more than " + Limits.DEPTH + " folders below each other"));
      } else if (attributes.isRegularFile()
          && FileReading.isCandidate(file)
          && !exclusions.excludesItself(file, false)) {
        if (files.size() == Limits.FILES) {
          unreadable.add(
              new Unreadable(root, "more than " + Limits.FILES + " files; the rest is not read"));
          return FileVisitResult.TERMINATE;
        }
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (!(failure instanceof NoSuchFileException)) {
        unreadable.add(new Unreadable(file, FileReading.reason(failure)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        unreadable.add(new Unreadable(folder, FileReading.reason(failure)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
