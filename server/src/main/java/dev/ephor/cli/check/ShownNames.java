package dev.ephor.cli.check;

import dev.ephor.workspace.FileId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * How files are called in output: relative to the folder in which the command was started, so that
 * the same input gives the same output on every machine.
 *
 * @param base that folder, absolute and normalised
 */
public record ShownNames(Path base) {

  /** Standard input, under a name that YAML is recognised by. */
  public static final FileId STANDARD_INPUT = new FileId("stdin:///manifests.yaml");

  /** For people: a relative path where that is shorter, {@code <stdin>} for standard input. */
  public String shown(FileId file) {
    if (file.equals(STANDARD_INPUT)) {
      return "<stdin>";
    }
    Path path = Path.of(file.path());
    if (path.startsWith(base)) {
      return slashes(base.relativize(path));
    }
    String relative = path.isAbsolute() ? slashes(base.relativize(path)) : file.path();
    return relative.length() < file.path().length() ? relative : file.path();
  }

  /** Whether a file is below the base folder and its name therefore means the same elsewhere. */
  boolean inside(FileId file) {
    return !file.equals(STANDARD_INPUT) && Path.of(file.path()).startsWith(base);
  }

  /**
   * For programs: a percent-encoded relative reference for files below the base folder, an absolute
   * URI for others (RFC 3986).
   */
  public String uri(FileId file) {
    if (file.equals(STANDARD_INPUT)) {
      return STANDARD_INPUT.path();
    }
    return inside(file)
        ? encode(slashes(base.relativize(Path.of(file.path()))))
        : "file://" + encode(file.path());
  }

  private static String encode(String path) {
    // A leading slash keeps a colon in the first segment from being read as a scheme.
    String absolute = path.startsWith("/") ? path : "/" + path;
    try {
      String encoded = new URI(null, null, absolute, null).toASCIIString();
      return path.startsWith("/") ? encoded : encoded.substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a path: " + path, e);
    }
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
