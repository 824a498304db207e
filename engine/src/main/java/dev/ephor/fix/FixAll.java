package dev.ephor.fix;

import dev.ephor.fix.Fixes.Offer;
import dev.ephor.fix.Fixes.Violation;
import dev.ephor.text.TextEdit;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.workspace.Snapshot;
import dev.ephor.yaml.edit.Rewrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes every proven fix of a file, one after another, each proven on what the ones before have
 * left. What asks for a value that only the author knows is left, and said.
 */
public final class FixAll {

  /** More fixes are not made of one resource. */
  private static final int MOST = 100;

  private FixAll() {}

  /**
   * A fix that was made.
   *
   * @param rule the rule that was violated: {@code policy/rule}
   * @param resource the resource: kind and name
   * @param title what was done
   */
  public record Made(String rule, String resource, String title) {}

  /**
   * A violation that stays.
   *
   * @param rule the rule that is violated: {@code policy/rule}
   * @param resource the resource: kind and name
   * @param toFill what could be done if the author filled something in
   * @param reasons why there is no proven fix
   */
  public record Left(String rule, String resource, List<String> toFill, List<String> reasons) {
    public Left {
      toFill = List.copyOf(toFill);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What came of a file.
   *
   * @param edits of the file's text, in its order
   * @param made the fixes, in the order in which they were made
   * @param left what stays
   */
  public record Result(List<TextEdit> edits, List<Made> made, List<Left> left) {
    public Result {
      edits = List.copyOf(edits);
      made = List.copyOf(made);
      left = List.copyOf(left);
    }
  }

  /**
   * Mends a file.
   *
   * @param wanted which violations are to be mended; others stay without a word
   */
  public static Result of(
      Snapshot snapshot, FileId file, Predicate<Violation> wanted, Cancellation cancellation) {
    List<TextEdit> edits = new ArrayList<>();
    List<Made> made = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    List<Rehearsal> mended = new ArrayList<>();
    for (Rehearsal rehearsal : snapshot.rehearsals(file, cancellation)) {
      mended.add(resource(rehearsal, wanted, made, left, cancellation));
    }
    for (int i = 0; i < mended.size(); ) {
      int end = i + 1;
      while (end < mended.size() && mended.get(end).document().equals(mended.get(i).document())) {
        end++;
      }
      Rewrite rewrite = Placed.rewrite(mended.subList(i, end));
      if (rewrite instanceof Rewrite.Edits changes) {
        edits.addAll(changes.shifted(mended.get(i).document().start()));
      } else {
        // Each fix was written once by itself; together they cannot be.
        return new Result(List.of(), List.of(), refused(made, (Rewrite.Refused) rewrite));
      }
      i = end;
    }
    return new Result(edits, made, left);
  }

  private static List<Left> refused(List<Made> made, Rewrite.Refused refused) {
    return made.stream()
        .map(one -> new Left(one.rule(), one.resource(), List.of(), List.of(refused.reason())))
        .toList();
  }

  private static Rehearsal resource(
      Rehearsal rehearsal,
      Predicate<Violation> wanted,
      List<Made> made,
      List<Left> left,
      Cancellation cancellation) {
    Rehearsal now = rehearsal;
    Set<String> without = new HashSet<>();
    for (int i = 0; i < MOST; i++) {
      Fixes fixes = Fixes.of(now);
      Rehearsal next = null;
      for (Violation violation : fixes.violations()) {
        cancellation.check();
        if (!wanted.test(violation) || without.contains(violation.name())) {
          continue;
        }
        Offer offer = fixes.offer(violation);
        Fix best = offer.fixes().stream().filter(fix -> !fix.guessed()).findFirst().orElse(null);
        if (best != null) {
          made.add(new Made(violation.name(), name(now.written()), best.title()));
          next = now.after(best.result());
          break;
        }
        without.add(violation.name());
        left.add(
            new Left(
                violation.name(),
                name(now.written()),
                offer.fixes().stream().map(Fix::title).toList(),
                offer.reasons()));
      }
      if (next == null) {
        break;
      }
      now = next;
    }
    return now;
  }

  private static String name(MapValue resource) {
    MapValue metadata = resource.map("metadata");
    String name = metadata == null ? null : metadata.string("name");
    return resource.string("kind") + (name == null ? "" : " " + name);
  }
}
