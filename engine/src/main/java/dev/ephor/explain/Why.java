package dev.ephor.explain;

import dev.ephor.rule.Finding.Part;
import dev.ephor.rule.Trace.Answer;
import dev.ephor.rule.Trace.Step;
import dev.ephor.value.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was looked at, and what that was made of. Texts are one line each; places are
 * named, and {@link Whereabouts} finds them.
 *
 * @param step the part of the evaluation that it is; null for a single thing that was seen
 * @param title what was asked
 * @param demand what is wanted; empty for nothing in particular
 * @param value what there is, or what it came to; empty for nothing but the answer
 * @param said what there is to say besides; empty for nothing
 * @param answer whether it holds
 * @param clause where it is demanded; null for nowhere
 * @param part the part of the clause's text that is meant; null for all of it
 * @param manifest what was looked at; null for nothing in the manifest
 * @param children what it was made of, in the order in which it was tried
 * @param cut how many more children there were, between the first half of these and the second
 */
public record Why(
    @Nullable Step step,
    String title,
    String demand,
    String value,
    String said,
    Answer answer,
    @Nullable Place clause,
    @Nullable Part part,
    @Nullable Place manifest,
    List<Why> children,
    int cut) {

  public Why {
    children = List.copyOf(children);
  }

  /** Something that was seen. */
  static Why seen(
      String title,
      String demand,
      String value,
      Answer answer,
      @Nullable Place clause,
      @Nullable Place manifest) {
    return new Why(null, title, demand, value, "", answer, clause, null, manifest, List.of(), 0);
  }

  /** The same of fewer parts. */
  Why with(List<Why> fewer, int cutNow) {
    return new Why(step, title, demand, value, said, answer, clause, part, manifest, fewer, cutNow);
  }

  /** The line without places and children. */
  public String line() {
    StringBuilder line = new StringBuilder(title);
    if (!demand.isEmpty()) {
      line.append(" wants ").append(demand);
    }
    if (!value.isEmpty()) {
      line.append(demand.isEmpty() ? " = " : ", sees ").append(value);
    }
    if (!said.isEmpty()) {
      line.append(": ").append(said);
    }
    return line.toString();
  }

  /** How many nodes there are, this one included. */
  public int size() {
    int size = 1;
    for (Why child : children) {
      size += child.size();
    }
    return size;
  }
}
