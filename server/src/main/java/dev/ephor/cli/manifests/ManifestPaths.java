package dev.ephor.cli.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that a path stands for, in the order of their names. Kyverno 1.19: two rules. */
public final class ManifestPaths {

  private ManifestPaths() {}

  /**
   * Policies: a file, or those of a folder and below it but hidden ones; none for what is not
   * there.
   */
  public static List<Path> ofPolicies(Path path) throws IOException {
    return below(path).stream()
        .filter(file -> file.equals(path) || !isHidden(path.relativize(file)))
        .toList();
  }

  /** A file, or those of a folder and below it, hidden ones too; none for what is not there. */
  public static List<Path> below(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Files.exists(path) ? List.of(path) : List.of();
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below.filter(ManifestPaths::isYaml).filter(Files::isRegularFile).sorted().toList();
    }
  }

  /**
   * Resources: a file, or those of a folder without what is below.
   *
   * @throws NoSuchFileException when there is neither
   */
  public static List<Path> ofResources(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      return List.of(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(ManifestPaths::isYaml).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
