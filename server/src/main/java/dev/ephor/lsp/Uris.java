package dev.ephor.lsp;

import dev.ephor.workspace.FileId;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Between the protocol's URIs and the workspace's file names. Clients write the same file in
 * several ways ({@code %3A} for a colon, a drive letter in either case); one name must come of
 * them.
 */
final class Uris {

  private Uris() {}

  /** The name of a document; a URI that is no file stands for itself. */
  static FileId file(String uri) {
    Path path = path(uri);
    return new FileId(path == null ? uri : name(path));
  }

  /** The file that a URI names on this machine, or null. */
  static @Nullable Path path(String uri) {
    if (!uri.regionMatches(true, 0, "file:", 0, 5)) {
      return null;
    }
    String rest = uri.substring(5);
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    // Decoded by hand: java.net.URI refuses what some clients forget to escape.
    String decoded = decode(rest);
    if (!decoded.startsWith("/") || decoded.indexOf('\0') >= 0) {
      return null;
    }
    // file:///c%3A/x decodes to /c:/x
    boolean drive = File.separatorChar == '\\' && decoded.length() > 2 && decoded.charAt(2) == ':';
    try {
      return Path.of(drive ? decoded.substring(1) : decoded).normalize();
    } catch (InvalidPathException e) {
      return null; // nothing that could be a file here
    }
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
      decoded.write(low < 0 ? raw[i] : high * 16 + low);
      i += low < 0 ? 0 : 2;
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  static String name(Path path) {
    return path.toAbsolutePath().normalize().toString().replace(File.separatorChar, '/');
  }

  /** The URI of a file that the client has not named itself. */
  static String of(FileId file) {
    String name = file.path();
    boolean isPath = name.startsWith("/") || (name.length() > 1 && name.charAt(1) == ':');
    return isPath ? ofPath(name) : name;
  }

  static String ofPath(String path) {
    String slashed = path.replace(File.separatorChar, '/');
    try {
      return new URI("file", "", slashed.startsWith("/") ? slashed : "/" + slashed, null)
          .toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a path: " + path, e);
    }
  }
}
