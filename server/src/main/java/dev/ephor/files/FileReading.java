package dev.ephor.files;

import dev.ephor.text.Decoding;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.Change;
import dev.ephor.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a file: one of three things.
 *
 * @param change the file's text, or its removal when it is not there; null when it cannot be read
 *     or is none of ours
 * @param unreadable why it cannot be read, or null
 */
public record FileReading(@Nullable Change change, @Nullable Unreadable unreadable) {

  private static final Set<OpenOption> NO_LINKS =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> ANY = Set.of(StandardOpenOption.READ);

  /** Reads a file that a person named; it may be a link to anywhere. */
  public static FileReading named(Path path) {
    return read(path, ANY);
  }

  /** Reads a file found in a folder; a link is not there. */
  static FileReading found(Path path) {
    return read(path, NO_LINKS);
  }

  /** Whether the name is that of a file that may hold manifests. */
  public static boolean isCandidate(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static FileReading read(Path path, Set<OpenOption> options) {
    try (SeekableByteChannel channel = Files.newByteChannel(path, options)) {
      if (channel.size() > Limits.FILE_BYTES) {
        return new FileReading(tooLarge(path), null);
      }
      try (InputStream in = Channels.newInputStream(channel)) {
        return new FileReading(text(path, in.readNBytes(Limits.FILE_BYTES)), null);
      }
    } catch (NoSuchFileException gone) {
      return new FileReading(new Change.Removed(FileNames.of(path)), null);
    } catch (IOException failure) {
      if (options.equals(NO_LINKS) && Files.isSymbolicLink(path)) {
        return new FileReading(null, null);
      }
      return new FileReading(null, new Unreadable(path, reason(failure)));
    }
  }

  private static @Nullable Change text(Path path, byte[] bytes) {
    Decoding decoding = Decoding.of(bytes);
    String text = decoding.text();
    if (path.getFileName().toString().endsWith(".json") && !looksLikeManifest(text)) {
      return null;
    }
    return new Change.OnDisk(FileNames.of(path), SourceText.of(text), problems(decoding));
  }

  /** Most JSON files in a repository are something else, and not for us to judge. */
  private static boolean looksLikeManifest(String text) {
    return text.contains("\"apiVersion\"") && text.contains("\"kind\"");
  }

  private static List<Problem> problems(Decoding decoding) {
    List<Problem> problems = new ArrayList<>();
    for (Span span : decoding.malformed()) {
      problems.add(
          new Problem(
              span,
              Severity.ERROR,
              "encoding",
              "These bytes are not "
                  + decoding.charset()
                  + ". Save the file as UTF-8 (there are "
                  + decoding.malformedCount()
                  + " such places)."));
    }
    return problems;
  }

  private static Change tooLarge(Path path) {
    return new Change.OnDisk(
        FileNames.of(path),
        SourceText.of(""),
        List.of(
            new Problem(
                Span.at(0),
                Severity.WARNING,
                "too-large",
                "The file is larger than "
                    + Limits.FILE_BYTES / (1024 * 1024)
                    + " MB and was not read. Split it, or list it under 'ignore' in ephor.yaml.")));
  }

  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = failure instanceof FileSystemException system ? system.getReason() : null;
    return reason != null ? reason : String.valueOf(failure.getMessage());
  }
}
