package dev.ephor.ide.action;

import dev.ephor.ide.view.View;
import dev.ephor.text.Span;
import java.util.List;
import java.util.Set;

/** Every kind of action there is. A new one is a file and a line here. */
public final class Actions {

  private Actions() {}

  /** One kind of action. */
  @FunctionalInterface
  public interface Source {

    /**
     * What can be done at a selection of a file.
     *
     * @param selection offsets in the file; empty for a mere cursor
     */
    List<Action> at(View view, Span selection);
  }

  /** The sources, in the order in which their actions are offered. */
  public static final List<Named> TABLE =
      List.of(
          new Named("expectations", Set.of(Action.Kind.QUICK_FIX), UpdateExpectation::at),
          new Named("cases", Set.of(Action.Kind.QUICK_FIX, Action.Kind.REWRITE), AddCase::at),
          new Named("lints", Set.of(Action.Kind.QUICK_FIX), LintActions::at),
          new Named("previews", Set.of(Action.Kind.REWRITE), PreviewActions::at),
          new Named("conversion", Set.of(Action.Kind.REWRITE), ConvertActions::at),
          new Named("fixes", Set.of(Action.Kind.QUICK_FIX, Action.Kind.FIX_ALL), FixActions::at));

  /**
   * A source, what the log calls it, and which kinds of actions it may give: it is not asked for
   * others.
   *
   * @param name such as {@code fixes}
   */
  public record Named(String name, Set<Action.Kind> kinds, Source source) {}
}
