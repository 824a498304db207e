package dev.ephor.ide.lens;

import dev.ephor.ide.view.View;
import java.util.List;

/** Every kind of lens there is. A new one is a file and a line here. */
public final class Lenses {

  private Lenses() {}

  /** One kind of lens. */
  @FunctionalInterface
  public interface Source {

    /** The lenses of a file in the order of the text; none for what it does not know. */
    List<Lens> of(View view);
  }

  /** The sources by name, in the order in which they stand beside each other. */
  public static final List<Named> TABLE =
      List.of(
          new Named("impact", ImpactLenses::of),
          new Named("tests", TestLenses::of),
          new Named("previews", PreviewLenses::of),
          new Named("why", WhyLenses::of));

  /**
   * A source and what the log calls it.
   *
   * @param name such as {@code counts}
   */
  public record Named(String name, Source source) {}
}
