package dev.ephor.rule.validate;

import dev.ephor.rule.Trace;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of {@code deny} and {@code preconditions}: {@code any} and {@code all} blocks, a
 * list of such blocks, or the old plain list of conditions, all of which must hold.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/preconditions/">Kyverno:
 *     preconditions</a>
 */
public final class Conditions {

  private Conditions() {}

  /** Puts values in place of variables in a condition's key or value, just before it is tried. */
  @FunctionalInterface
  public interface Substitution {
    /** For conditions without variables. */
    Substitution NONE = Resolved::new;

    Substituted apply(Value written);
  }

  /** What came of a substitution. */
  public sealed interface Substituted {}

  /** A value without variables. */
  public record Resolved(Value value) implements Substituted {}

  /** A variable has no value; the reason as Kyverno words it. */
  public record Unresolved(String reason) implements Substituted {}

  /** Whether the conditions hold. */
  public sealed interface Result {}

  /**
   * The conditions hold, or do not.
   *
   * @param holds whether they do
   * @param decisive the condition that decided, or the block where several did together; null where
   *     there was no condition
   * @param message what the conditions that decided have to say; empty for nothing
   */
  public record Decided(boolean holds, @Nullable Place decisive, String message)
      implements Result {}

  /**
   * They could not be tried to the end.
   *
   * @param reason as Kyverno words it
   * @param clause the condition
   */
  public record Failed(String reason, Place clause) implements Result {}

  /** Tries conditions in the order in which Kyverno does, as far as needed. */
  public static Result evaluate(Value conditions, Substitution substitution) {
    return evaluate(conditions, substitution, Trace.OFF);
  }

  /**
   * Tries conditions in the order in which Kyverno does, as far as needed.
   *
   * @param trace hears of each condition that is tried
   */
  public static Result evaluate(Value conditions, Substitution substitution, Trace trace) {
    if (conditions instanceof MapValue block) {
      return block(block, substitution, trace);
    }
    if (conditions instanceof ListValue list) {
      return list(list, substitution, trace);
    }
    return new Decided(true, null, "");
  }

  private static Result list(ListValue list, Substitution substitution, Trace trace) {
    Place decisive = null;
    List<String> messages = new ArrayList<>();
    for (Value item : list.values()) {
      boolean block =
          item instanceof MapValue map && (map.containsKey("any") || map.containsKey("all"));
      Result result =
          block
              ? block((MapValue) item, substitution, trace)
              : condition(item, substitution, trace);
      if (!(result instanceof Decided decided) || !decided.holds()) {
        return result;
      }
      decisive = decided.decisive();
      messages.add(decided.message());
    }
    return new Decided(true, decisive, joined(messages, ";"));
  }

  private static Result block(MapValue block, Substitution substitution, Trace trace) {
    Place decisive = null;
    boolean holds = true;
    List<String> against = new ArrayList<>();
    List<String> inFavour = new ArrayList<>();
    ListValue any = block.list("any");
    if (any != null) {
      holds = false;
      trace.begin(Trace.Step.ANY, any, "");
      for (Value item : any.values()) {
        Result result = condition(item, substitution, trace);
        if (!(result instanceof Decided decided)) {
          trace.end(Trace.Answer.ERROR, "");
          return result;
        }
        if (decided.holds()) {
          holds = true;
          decisive = decided.decisive();
          inFavour.add(decided.message());
          break;
        }
        against.add(decided.message());
      }
      if (!holds) {
        decisive = any.place(Place.Part.VALUE);
      }
      trace.end(holds);
    }
    ListValue all = block.list("all");
    if (all != null) {
      trace.begin(Trace.Step.ALL, all, "");
      for (Value item : all.values()) {
        Result result = condition(item, substitution, trace);
        if (!(result instanceof Decided decided)) {
          trace.end(Trace.Answer.ERROR, "");
          return result;
        }
        if (!decided.holds()) {
          against.add(decided.message());
          trace.end(false);
          return new Decided(false, decided.decisive(), joined(against, "; "));
        }
        inFavour.add(decided.message());
        decisive = decisive == null ? decided.decisive() : decisive;
      }
      trace.end(true);
    }
    return new Decided(holds, decisive, joined(holds ? inFavour : against, "; "));
  }

  private static String joined(List<String> messages, String separator) {
    return messages.stream().filter(m -> !m.isEmpty()).collect(Collectors.joining(separator));
  }

  private static Result condition(Value condition, Substitution substitution, Trace trace) {
    trace.begin(Trace.Step.CONDITION, condition, "");
    Result result = tried(condition, substitution, trace);
    if (result instanceof Failed failed) {
      trace.end(Trace.Answer.ERROR, failed.reason());
    } else {
      trace.end(((Decided) result).holds());
    }
    return result;
  }

  private static Result tried(Value condition, Substitution substitution, Trace trace) {
    Place place = condition.place(Place.Part.VALUE);
    if (!(condition instanceof MapValue map)) {
      return new Failed("invalid condition", place);
    }
    List<Value> sides = new ArrayList<>();
    for (String side : List.of("key", "value")) {
      Value written = map.child(side);
      Substituted substituted = substitution.apply(written == null ? Scalar.of(null) : written);
      if (substituted instanceof Unresolved unresolved) {
        return new Failed(
            "failed to substitute variables in condition " + side + ": " + unresolved.reason(),
            place);
      }
      sides.add(((Resolved) substituted).value());
    }
    String name = map.string("operator");
    BiPredicate<Value, Value> operator = name == null ? null : ConditionOperators.named(name);
    if (name == null || operator == null) {
      return new Failed("failed to create handler for condition operator: %!w(<nil>)", place);
    }
    boolean holds = operator.test(sides.get(0), sides.get(1));
    if (trace.on()) {
      trace.add(new Trace.Compared(place, sides.get(0), name, sides.get(1), holds));
    }
    return new Decided(holds, place, Objects.requireNonNullElse(map.string("message"), ""));
  }
}
