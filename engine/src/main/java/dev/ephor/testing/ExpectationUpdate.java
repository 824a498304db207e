package dev.ephor.testing;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import java.util.List;

/**
 * An expectation that did not come true, and the edit that makes it say what is.
 *
 * @param span the expectation, in the test's file
 * @param flips what it says otherwise then, for each of its resources
 * @param refused why there is no such edit; empty where there is one
 * @param edits of the test's file, in the order of the text; none where refused
 */
public record ExpectationUpdate(Span span, List<Flip> flips, String refused, List<TextEdit> edits) {

  /** Longer causes are cut in titles. */
  private static final int LONGEST = 160;

  public ExpectationUpdate {
    flips = List.copyOf(flips);
    edits = List.copyOf(edits);
  }

  /**
   * A resource of which something else is expected afterwards.
   *
   * @param was the expectation as it is
   * @param is what came
   * @param cause such as {@code require-labels/check on Pod default/web fails: label team is
   *     missing}
   */
  public record Flip(String was, String is, String cause) {}

  /** Such as {@code Expect fail instead of pass: require-labels/check on Pod default/web fails}. */
  public String title() {
    Flip first = flips.get(0);
    String more = flips.size() == 1 ? "" : " (and " + (flips.size() - 1) + " more)";
    String line = first.cause.lines().findFirst().orElse("");
    String cause = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    return "Expect " + first.is + " instead of " + first.was + ": " + cause + more;
  }

  /** Every flip and its cause, a line each. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Flip flip : flips) {
      text.append("expect ").append(flip.is).append(" instead of ").append(flip.was);
      text.append(": ").append(flip.cause.strip().replace("\n", "\n  ")).append('\n');
    }
    return text.toString();
  }
}
