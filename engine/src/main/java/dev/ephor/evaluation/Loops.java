package dev.ephor.evaluation;

import dev.ephor.expression.template.Query;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The loops of {@code validate.foreach}: a check for each element of a list.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#foreach">Kyverno:
 *     foreach</a>
 */
final class Loops {

  /** How many loops may stand in one another; deeper ones check nothing. */
  static final int DEEPEST = 20;

  private final int nesting;
  private final List<Loop> loops;

  private Loops(int nesting, List<Loop> loops) {
    this.nesting = nesting;
    this.loops = loops;
  }

  /**
   * One loop.
   *
   * @param list what it is about
   * @param elementScope whether an element, and not the resource, is checked; null for elements
   *     that are maps
   * @param check what is checked; null for nothing
   */
  private record Loop(
      MapValue node,
      Query list,
      @Nullable Boolean elementScope,
      List<ContextEntry> context,
      @Nullable VariableConditions preconditions,
      @Nullable Check check) {}

  /** What came of one loop. */
  private record Turns(@Nullable Judgement against, int passed) {}

  static Check of(VariableChecks checks, ListValue written, int nesting) {
    List<Loop> loops = new ArrayList<>();
    for (Value item : written.values()) {
      if (item instanceof MapValue node) {
        Value preconditions = node.child("preconditions");
        Value scope = node.child("elementScope");
        loops.add(
            new Loop(
                node,
                Query.of(Objects.requireNonNullElse(node.string("list"), "")),
                (scope instanceof Scalar scalar && scalar.content() instanceof Boolean value)
                    ? value
                    : null,
                ContextEntry.read(node.child("context")),
                preconditions == null || preconditions.isNull()
                    ? null
                    : VariableConditions.of(preconditions),
                checks.of(node, nesting + 1)));
      }
    }
    return new Loops(nesting, List.copyOf(loops))::judge;
  }

  private @Nullable Judgement judge(RuleVariables variables, Value subject) {
    int passed = 0;
    Trace trace = variables.trace();
    for (Loop loop : loops) {
      trace.begin(Trace.Step.LOOP, loop.node(), loop.list().text());
      if (!(variables.query(loop.list()) instanceof Resolved resolved)) {
        trace.end(Trace.Answer.SKIP, "the list cannot be told");
        continue;
      }
      List<Value> elements =
          resolved.value() instanceof ListValue list ? list.values() : List.of(resolved.value());
      Turns turns = turns(loop, elements, variables, subject);
      endOf(trace, turns);
      if (turns.against() != null) {
        return turns.against();
      }
      passed += turns.passed();
    }
    return passed == 0 ? null : Judgement.passed("rule passed");
  }

  private static void endOf(Trace trace, Turns turns) {
    if (turns.against() != null) {
      turns.against().endOf(trace);
    } else {
      trace.end(turns.passed() > 0 ? Trace.Answer.YES : Trace.Answer.SKIP, "");
    }
  }

  private Turns turns(Loop loop, List<Value> elements, RuleVariables variables, Value subject) {
    int passed = 0;
    for (int i = 0; i < elements.size(); i++) {
      Value element = elements.get(i);
      if (element.isNull()) {
        continue;
      }
      if (Boolean.TRUE.equals(loop.elementScope()) && !(element instanceof MapValue)) {
        return new Turns(notAMap(loop, element, variables, subject), passed);
      }
      boolean scoped =
          element instanceof MapValue map
              && !map.isEmpty()
              && !Boolean.FALSE.equals(loop.elementScope());
      Trace trace = variables.trace();
      trace.begin(Trace.Step.ELEMENT, loop.node(), trace.on() ? "" + i : "", element);
      RuleVariables inner = variables.inLoop(element, i, nesting, loop.context());
      Judgement judgement = turn(loop, inner, scoped ? element : subject);
      if (judgement == null) {
        trace.end(Trace.Answer.SKIP, "");
      } else {
        judgement.endOf(trace);
      }
      if (judgement == null || judgement.status() == Status.SKIP) {
        continue;
      }
      if (judgement.status() == Status.PASS) {
        passed++;
      } else if (judgement.status() != Status.ERROR || i == elements.size() - 1) {
        return new Turns(judgement.ofElement(), passed);
      }
    }
    return new Turns(null, passed);
  }

  /** The reference passes over an element whose preconditions cannot be tried, without a word. */
  private static @Nullable Judgement turn(Loop loop, RuleVariables variables, Value subject) {
    if (loop.preconditions() != null) {
      Conditions.Result result =
          loop.preconditions().tryWith(variables, Trace.Step.PRECONDITIONS).result();
      if (!(result instanceof Conditions.Decided decided) || !decided.holds()) {
        return null;
      }
    }
    return loop.check() == null ? null : loop.check().judge(variables, subject);
  }

  private Judgement notAMap(Loop loop, Value element, RuleVariables variables, Value subject) {
    String type =
        element instanceof ListValue
            ? "[]interface {}"
            : switch (element.typeName()) {
              case "boolean" -> "bool";
              case "number" -> "float64";
              default -> "string";
            };
    return Judgement.of(
        Status.ERROR,
        "failed to process foreach: cannot use elementScope=true foreach rules for elements that"
            + " are not maps, expected type=map got type="
            + type,
        VariableChecks.place(variables, subject),
        loop.node().place(Place.Part.VALUE));
  }
}
