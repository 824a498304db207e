package dev.ephor.ide.expression;

import dev.ephor.ide.completion.Proposal;
import dev.ephor.ide.completion.Proposal.Kind;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Proposals for one place, each name once; the first that is added counts. */
final class Proposals {

  private final ExpressionPlace place;
  private final Span replace;
  private final Map<String, Proposal> byLabel = new LinkedHashMap<>();

  /**
   * @param replace what they replace, in the text of the expression
   */
  Proposals(ExpressionPlace place, Span replace) {
    this.place = place;
    this.replace = place.inFile(replace);
  }

  List<Proposal> all() {
    return new ArrayList<>(byLabel.values());
  }

  /** Something that is written as it is called. */
  void add(
      String label, Kind kind, String detail, int rank, Supplier<Optional<String>> documentation) {
    add(label, label, kind, detail, rank, documentation);
  }

  /** Something that is written in another way than it is shown. */
  void add(
      String label,
      String text,
      Kind kind,
      String detail,
      int rank,
      Supplier<Optional<String>> documentation) {
    byLabel.putIfAbsent(
        label,
        new Proposal(
            label,
            kind,
            detail,
            documentation,
            replace,
            place.written(text),
            false,
            label,
            rank,
            false));
  }

  /**
   * A function; with brackets unless they are there already.
   *
   * @param arguments what stands between the brackets, with tab stops
   */
  void call(
      String label,
      String arguments,
      String detail,
      int rank,
      Supplier<Optional<String>> documentation) {
    boolean called = place.isCalled();
    byLabel.putIfAbsent(
        label,
        new Proposal(
            label,
            Kind.FUNCTION,
            detail,
            documentation,
            replace,
            place.written(called ? label : label + "(" + arguments + ")"),
            !called,
            label,
            rank,
            false));
  }
}
