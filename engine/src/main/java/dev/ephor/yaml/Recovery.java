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

  private static final int LONG_LINE = 120;

  /** What a line counts against the {@link Repair#handicap} of a repair. */
  private static final int LINE = 40;

  private static final int PATIENCE = 3;

  private final List<Problem> problems = new ArrayList<>();
  private final List<Span> leftOut = new ArrayList<>();
  private MendedText mended;
  private long work;

  /** How many repairs that read no further are still taken, before lines are left out. */
  private int patience = PATIENCE;

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
      return next == null ? -1 : Recovery.rest(text.text(), next);
    }

    boolean betterThan(@Nullable Trial other) {
      if (other == null || next == null || other.next == null) {
        return other == null || (next == null && other.next != null);
      }
      return rest() + repair.handicap() < other.rest() + other.repair.handicap();
    }
  }

  static Outcome mend(String text, SyntaxFailure first) {
    Recovery recovery = new Recovery(text);
    SyntaxFailure failure = first;
    for (int i = 0; failure != null && i < YamlLimits.MAX_REPAIRS; i++) {
      int rest = rest(recovery.mended.text(), failure);
      Trial best = recovery.tryAll(failure);
      if (best == null) {
        break;
      }
      recovery.take(best);
      failure = best.next;
      recovery.patience = best.rest() < rest ? PATIENCE : recovery.patience - 1;
    }
    if (failure != null) {
      recovery.giveUp(failure);
    }
    return new Outcome(recovery.mended, recovery.problems, recovery.leftOut);
  }

  /**
   * Counted in lines, which no repair adds or removes, and by where on a line an error is noticed
   * only on the long lines of compact JSON: elsewhere it says nothing.
   */
  private static int rest(String text, SyntaxFailure failure) {
    int rest = 0;
    for (int at = text.indexOf('\n', failure.understood());
        at >= 0;
        at = text.indexOf('\n', at + 1)) {
      rest += LINE;
    }
    LineShape line = LineShape.at(text, failure.understood());
    if (line.end() - line.start() > LONG_LINE) {
      for (int at = failure.understood(); at < line.end(); at++) {
        rest += text.charAt(at) == ' ' ? 0 : 1;
      }
    }
    return rest;
  }

  private @Nullable Trial tryAll(SyntaxFailure failure) {
    Trial best = null;
    int trials = 0;
    // Cheapest first, so that among equals the cheapest stays.
    List<Repair> repairs =
        patience > 0
            ? Suggestions.of(mended.text(), failure)
            : Suggestions.leavingOut(mended.text(), failure);
    for (Repair repair : repairs) {
      if (work < 0 || trials >= YamlLimits.MAX_TRIALS) {
        break;
      }
      trials++;
      Trial trial = run(repair);
      if (trial.betterThan(best)) {
        best = trial;
      }
      if (trial.next == null) {
        break;
      }
    }
    return best;
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
