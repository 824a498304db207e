package dev.ephor.rule.validate;

import dev.ephor.rule.Trace;
import dev.ephor.value.ListValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of {@code anyPattern}: the resource must be as one of them demands. Immutable.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#anypattern">Kyverno:
 *     anyPattern</a>
 */
public final class AnyPattern {

  private final List<CompiledPattern> patterns;

  private AnyPattern(List<CompiledPattern> patterns) {
    this.patterns = patterns;
  }

  public static AnyPattern of(ListValue patterns) {
    return new AnyPattern(patterns.values().stream().map(CompiledPattern::of).toList());
  }

  /** Judges a resource, or an element of one. */
  public Result match(Value resource) {
    return match(resource, Trace.OFF);
  }

  /**
   * Judges a resource, or an element of one.
   *
   * @param trace hears of each demand that is held against the resource
   */
  public Result match(Value resource, Trace trace) {
    List<Attempt> skipped = new ArrayList<>();
    List<Attempt> failed = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      CompiledPattern pattern = patterns.get(i);
      trace.begin(Trace.Step.ALTERNATIVE, pattern.root().written(), trace.on() ? "" + i : "");
      PatternResult result = pattern.match(resource, trace);
      result.endOf(trace);
      if (result instanceof PatternResult.Pass) {
        return new Pass(i);
      }
      (result instanceof PatternResult.Skip ? skipped : failed).add(new Attempt(i, result));
    }
    if (!failed.isEmpty()) {
      return new Fail(failed);
    }
    return skipped.isEmpty() ? new Empty() : new Skip(skipped);
  }

  /** What the patterns say together. */
  public sealed interface Result {}

  /**
   * One of the patterns matches.
   *
   * @param index the first that does, from 0
   */
  public record Pass(int index) implements Result {}

  /** There are no patterns, which nothing can violate. */
  public record Empty() implements Result {}

  /** None matches and none has anything to say. */
  public record Skip(List<Attempt> attempts) implements Result {
    public Skip {
      attempts = List.copyOf(attempts);
    }
  }

  /** None matches; the attempts are those that failed, not those that were skipped. */
  public record Fail(List<Attempt> attempts) implements Result {
    public Fail {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * What one pattern said.
   *
   * @param index the pattern's, from 0
   * @param result not a pass
   */
  public record Attempt(int index, PatternResult result) {

    /** Kyverno's sentence about this attempt. */
    String sentence(String rule) {
      String start = "rule " + rule + "[" + index + "] ";
      if (result instanceof PatternResult.Skip skip) {
        return start + "skipped: " + skip.message();
      }
      return result instanceof PatternResult.Pathless error
          ? start + "failed: " + error.message()
          : start + "failed at path " + ((PatternResult.Fail) result).path();
    }
  }
}
