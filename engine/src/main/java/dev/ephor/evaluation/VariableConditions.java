package dev.ephor.evaluation;

import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.rule.Trace;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions whose keys and values are templates, each read once. */
final class VariableConditions {

  private final Value written;
  private final IdentityHashMap<Value, Template> templates;

  private VariableConditions(Value written, IdentityHashMap<Value, Template> templates) {
    this.written = written;
    this.templates = templates;
  }

  static VariableConditions of(Value written) {
    IdentityHashMap<Value, Template> templates = new IdentityHashMap<>();
    collect(written, templates);
    return new VariableConditions(written, templates);
  }

  private static void collect(Value value, IdentityHashMap<Value, Template> templates) {
    if (value instanceof ListValue list) {
      list.values().forEach(item -> collect(item, templates));
    } else if (value instanceof MapValue map) {
      for (String block : List.of("any", "all")) {
        ListValue conditions = map.list(block);
        if (conditions != null) {
          collect(conditions, templates);
        }
      }
      for (String side : List.of("key", "value")) {
        Value operand = map.child(side);
        if (operand != null && Template.concerns(operand)) {
          templates.put(operand, Template.of(operand));
        }
      }
    }
  }

  Value written() {
    return written;
  }

  /**
   * Tries the conditions, as far as needed.
   *
   * @param step what they are, for who traces
   */
  Tried tryWith(RuleVariables variables, Trace.Step step) {
    Trace trace = variables.trace();
    trace.begin(step, written, "");
    Tried tried = tryWith(variables);
    if (tried.result() instanceof Conditions.Failed failed) {
      trace.end(Trace.Answer.ERROR, failed.reason());
    } else {
      Conditions.Decided decided = (Conditions.Decided) tried.result();
      trace.end(decided.holds() ? Trace.Answer.YES : Trace.Answer.NO, decided.message());
    }
    return tried;
  }

  private Tried tryWith(RuleVariables variables) {
    List<Operand> operands = new ArrayList<>();
    Conditions.Result result =
        Conditions.evaluate(
            written,
            operand -> {
              Template template = templates.get(operand);
              if (template == null) {
                return new Conditions.Resolved(operand);
              }
              Resolution resolution = template.resolve(variables);
              if (resolution instanceof Unresolved unresolved) {
                return new Conditions.Unresolved(unresolved.reason());
              }
              Value value = ((Resolved) resolution).value();
              operands.add(new Operand(operand.node(), value));
              return new Conditions.Resolved(value);
            },
            variables.trace());
    return new Tried(result, operands);
  }

  /**
   * An operand with variables that was looked at.
   *
   * @param node of what is written
   * @param value what it became
   */
  record Operand(int node, Value value) {}

  /** What conditions say, and what they looked at. */
  record Tried(Conditions.Result result, List<Operand> operands) {

    /**
     * What decided, in the manifest: the value of the first operand of the decisive condition that
     * comes from there.
     *
     * @param manifest the resource's document
     * @param clause the decisive condition
     */
    @Nullable Place decisive(Source manifest, Place clause) {
      Place found = null;
      int nearest = Integer.MAX_VALUE;
      for (Operand operand : operands) {
        Place place = origin(operand.value(), manifest);
        if (place != null && operand.node() >= clause.node() && operand.node() < nearest) {
          found = place;
          nearest = operand.node();
        }
      }
      return found;
    }

    /** Where a value, or the first item of a made list, stands in the manifest. */
    private static @Nullable Place origin(Value value, Source manifest) {
      if (value.source() == manifest) {
        return value.place(Place.Part.VALUE);
      }
      if (value instanceof ListValue list) {
        for (Value item : list.values()) {
          if (item.source() == manifest) {
            return item.place(Place.Part.VALUE);
          }
        }
      }
      return null;
    }
  }
}
