package dev.ephor.workspace;

import dev.ephor.text.SourceText;
import dev.ephor.yaml.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A change of a workspace's inputs. */
public sealed interface Change {

  /**
   * A file exists with this text, from disk.
   *
   * @param file which
   * @param text its whole content
   * @param problems what is wrong with its bytes, such as an encoding; shown for as long as the
   *     text on disk counts
   */
  record OnDisk(FileId file, SourceText text, List<Problem> problems) implements Change {

    public OnDisk {
      problems = List.copyOf(problems);
    }

    /** A file whose bytes are in order. */
    public OnDisk(FileId file, SourceText text) {
      this(file, text, List.of());
    }
  }

  /**
   * A file is gone from disk.
   *
   * @param file which
   */
  record Removed(FileId file) implements Change {}

  /**
   * An editor shows a file with this text, which hides the text on disk until it is closed.
   *
   * @param file which
   * @param text its whole content
   */
  record InEditor(FileId file, SourceText text) implements Change {}

  /**
   * An editor no longer shows a file; the text on disk counts again.
   *
   * @param file which
   */
  record ClosedInEditor(FileId file) implements Change {}

  /**
   * The configuration is now this.
   *
   * @param configuration the whole of it
   */
  record Configured(Configuration configuration) implements Change {}

  /**
   * So late it is, for policies that ask. Each new time judges again what asked for it, so whoever
   * tells it does so now and then, and not with each letter.
   *
   * @param zone where the machine is
   */
  record Time(Instant instant, ZoneId zone) implements Change {}
}
