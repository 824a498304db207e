package dev.ephor.files;

import dev.ephor.workspace.FileId;
import java.io.File;
import java.nio.file.Path;

/** Between paths of this machine and names in a workspace. */
public final class FileNames {

  private FileNames() {}

  /** The name of a file: its absolute path with {@code /} between names. */
  public static FileId of(Path path) {
    String name = path.toAbsolutePath().normalize().toString();
    return new FileId(File.separatorChar == '/' ? name : name.replace(File.separatorChar, '/'));
  }

  /** A path relative to a folder, with {@code /} between names. */
  static String relative(Path folder, Path path) {
    String name = folder.relativize(path).toString();
    return File.separatorChar == '/' ? name : name.replace(File.separatorChar, '/');
  }
}
