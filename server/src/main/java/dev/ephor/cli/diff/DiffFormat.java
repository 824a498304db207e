package dev.ephor.cli.diff;

import java.io.IOException;

/** How a comparison is written. A new format is a class and a line in {@link Name}. */
interface DiffFormat {

  /** Writes all of it. */
  void write(DiffResult result, Appendable out) throws IOException;

  /** The formats; the names are what users type. */
  enum Name {
    text(new TextDiff()),
    markdown(new MarkdownDiff()),
    json(new JsonDiff());

    private final DiffFormat format;

    Name(DiffFormat format) {
      this.format = format;
    }

    DiffFormat format() {
      return format;
    }
  }
}
