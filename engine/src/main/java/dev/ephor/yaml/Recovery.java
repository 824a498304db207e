package dev.ephor.yaml;

import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a broken document readable with the smallest changes: at each break several repairs are
 * tried, and the one with which reading gets furthest and that loses least is kept. The number of
 * breaks, of trials and of characters read again is bounded by {@link YamlLimits}.
 */
final class Recovery {

  private final List<Problem> problems = new ArrayList<>();
  private final List<Span> leftOut = new ArrayList<>();
  private MendedText mended;
  private long work;

  private Recovery(String text) {
    this.mended = MendedText.of(text);
    this.work = YamlLimits.repairWork(text.length());
  }

  /**
   * @param mended what can be read
   * @param problems one for each break, in the offsets of the original text
   * @param leftOut what was blanked, in the offsets of the original text
   */
  record Outcome(MendedText mended, List<Problem> problems, List<Span> leftOut) {}

  /** A repair that was tried, and where reading stopped next; null if it did not. */
  private record Trial(Repair repair, MendedText text, @Nullable SyntaxFailure next) {

    /** How much is left unread: a shorter rest is better, whatever was inserted before it. */
    int rest() {
      return next == null ? -1 : text.text().length() - next.understood();
    }

    boolean betterThan(@Nullable Trial other) {
      return other == null || rest() < other.rest();
    }
  }

  static Outcome mend(String text, SyntaxFailure first) {
    Recovery recovery = new Recovery(text);
    SyntaxFailure failure = first;
    for (int i = 0; failure != null && i < YamlLimits.MAX_REPAIRS; i++) {
      Trial best = recovery.tryAll(failure);
      if (best == null) {
        break;
      }
      recovery.take(best);
      failure = best.next;
    }
    if (failure != null) {
      recovery.giveUp(failure);
    }
    return new Outcome(recovery.mended, recovery.problems, recovery.leftOut);
  }

  private @Nullable Trial tryAll(SyntaxFailure failure) {
    int rest = mended.text().length() - failure.understood();
    Trial best = null;
    int trials = 0;
    // Cheapest first, so that among equals the cheapest stays.
    for (Repair repair : Suggestions.of(mended.text(), failure)) {
      if (work < 0 || trials++ >= YamlLimits.MAX_TRIALS) {
        break;
      }
      Trial trial = run(repair);
      if (trial.betterThan(best)) {
        best = trial;
      }
      if (trial.next == null) {
        break;
      }
    }
    boolean progress = best != null && (best.rest() < rest || best.repair.blanks());
    return progress ? best : null;
  }

  private Trial run(Repair repair) {
    MendedText text = mended.with(repair.edits());
    SyntaxFailure next = EventReader.read(text.text(), CodePoints.of(text.text()), event -> {});
    work -= next == null ? text.text().length() : next.offset();
    return new Trial(repair, text, next);
  }

  private void take(Trial trial) {
    Problem problem = trial.repair.problem();
    Span where = mended.toOriginal(problem.span());
    problems.add(new Problem(where, problem.severity(), problem.code(), problem.message()));
    if (trial.repair.blanks()) {
      leftOut.add(where);
    }
    mended = trial.text;
  }

  private void giveUp(SyntaxFailure failure) {
    int from = mended.toSource(Math.min(failure.understood(), mended.text().length()));
    int end = mended.toSource(mended.text().length());
    Repair message =
        Repair.of(
            0,
            new Span(from, Math.max(from, Math.min(end, from + 1))),
            "unreadable-rest",
            "From here on this document cannot be read as YAML; mend what is reported above first.");
    problems.add(message.problem());
    leftOut.add(new Span(from, Math.max(from, end)));
  }
}
