package dev.ephor.ide.hints;

import dev.ephor.ide.view.View;
import java.util.List;

/** Every kind of hint there is. A new one is a file and a line here. */
public final class Hints {

  private Hints() {}

  /** One kind of hint. */
  @FunctionalInterface
  public interface Source {

    /** The hints of a file in the order of the text; none for what it does not know. */
    List<Hint> of(View view);
  }

  /** The source that a client may turn off. */
  public static final String VALUES = "values";

  /** The sources. */
  public static final List<Named> TABLE =
      List.of(new Named("test results", TestHints::of), new Named(VALUES, ValueHints::of));

  /**
   * A source and what the log calls it.
   *
   * @param name such as {@code test results}
   */
  public record Named(String name, Source source) {}
}
