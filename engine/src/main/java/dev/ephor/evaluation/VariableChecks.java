package dev.ephor.evaluation;

import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.validate.AnyPattern;
import dev.ephor.rule.validate.CompiledPattern;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.validate.PatternResult;
import dev.ephor.rule.validate.ValidateMessages;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The checks of validate rules with variables, and of the elements that loops are about. */
final class VariableChecks {

  private final String rule;
  private final RuleMessage message;

  VariableChecks(String rule, RuleMessage message) {
    this.rule = rule;
    this.message = message;
  }

  /**
   * The check that a {@code validate} clause or a loop asks for; the order is the reference's.
   *
   * @param nesting how many loops there are around this clause
   * @return null where nothing is checked
   */
  @Nullable Check of(MapValue clause, int nesting) {
    Value pattern = written(clause, "pattern");
    Value anyPattern = written(clause, "anyPattern");
    if (written(clause, "deny") instanceof MapValue deny) {
      return deny(deny);
    } else if (pattern != null) {
      return told(Trace.Step.PATTERN, pattern, pattern(pattern));
    } else if (anyPattern != null) {
      return told(Trace.Step.ANY_PATTERN, anyPattern, anyPattern(anyPattern));
    } else if (written(clause, "foreach") instanceof ListValue loops && nesting < Loops.DEEPEST) {
      return Loops.of(this, loops, nesting);
    }
    return null;
  }

  /** A check that is a step of its own. */
  private static Check told(Trace.Step step, Value clause, Check check) {
    return (variables, subject) -> {
      Trace trace = variables.trace();
      trace.begin(step, clause, "");
      Judgement judgement = check.judge(variables, subject);
      if (judgement != null) {
        judgement.endOf(trace);
      }
      return judgement;
    };
  }

  private static @Nullable Value written(MapValue parent, String key) {
    Value value = parent.child(key);
    return value == null || value.isNull() ? null : value;
  }

  private Check deny(MapValue deny) {
    Value written = Objects.requireNonNullElse(written(deny, "conditions"), deny);
    VariableConditions conditions = VariableConditions.of(written);
    return (variables, subject) -> {
      VariableConditions.Tried tried = conditions.tryWith(variables, Trace.Step.DENY);
      if (tried.result() instanceof Conditions.Failed failed) {
        return Judgement.of(
            Status.ERROR,
            "failed to check deny conditions: " + failed.reason(),
            place(variables, subject),
            failed.clause());
      }
      Conditions.Decided decided = (Conditions.Decided) tried.result();
      if (!decided.holds()) {
        return Judgement.passed(ValidateMessages.passed(rule));
      }
      Place clause = Objects.requireNonNullElse(decided.decisive(), deny.place(Place.Part.VALUE));
      Place found = tried.decisive(variables.resource().root().source(), clause);
      return Judgement.of(
          Status.FAIL,
          message.denied(variables, rule, decided.message()),
          found == null ? place(variables, subject) : found,
          clause);
    };
  }

  /** An element that stands in the manifest, or else the resource. */
  static Place place(RuleVariables variables, Value subject) {
    MapValue root = variables.resource().root();
    return subject != root && subject.source() == root.source()
        ? subject.place(Place.Part.VALUE)
        : RuleOutcomes.whole(variables.resource());
  }

  private Check pattern(Value written) {
    Template template = Template.of(written);
    Value constant = template.constant();
    if (constant != null) {
      CompiledPattern compiled = CompiledPattern.of(constant);
      return (variables, subject) -> matched(compiled, variables, subject);
    }
    return (variables, subject) -> {
      Resolution resolution = template.resolveInPlace(variables);
      return resolution instanceof Resolved resolved
          ? matched(CompiledPattern.of(resolved.value()), variables, subject)
          : unresolved((Unresolved) resolution, variables, subject, written);
    };
  }

  private static Judgement unresolved(
      Unresolved unresolved, RuleVariables variables, Value subject, Value clause) {
    return Judgement.of(
        Status.ERROR,
        "variable substitution failed: " + unresolved.reason(),
        place(variables, subject),
        clause.place(Place.Part.VALUE));
  }

  private Judgement matched(CompiledPattern pattern, RuleVariables variables, Value subject) {
    PatternResult result = pattern.match(subject, variables.trace());
    if (result instanceof PatternResult.Skip skip) {
      return new Judgement(Status.SKIP, skip.message(), List.of(ValidateJudges.finding(skip)));
    } else if (result instanceof PatternResult.Fail fail) {
      String filled = message.filled(variables);
      String text =
          filled == null
              ? ValidateMessages.unfilled(rule, fail.error())
              : ValidateMessages.failed(rule, filled, fail);
      return new Judgement(Status.FAIL, text, List.of(ValidateJudges.finding(fail)));
    } else if (result instanceof PatternResult.Pathless error) {
      String filled = message.filled(variables);
      String text =
          filled == null
              ? ValidateMessages.unfilled(rule, error.message())
              : ValidateMessages.error(rule, filled, error);
      return new Judgement(Status.ERROR, text, List.of(ValidateJudges.finding(error)));
    }
    return Judgement.passed(ValidateMessages.passed(rule));
  }

  private Check anyPattern(Value written) {
    Template template = Template.of(written);
    if (template.constant() instanceof ListValue constant) {
      AnyPattern compiled = AnyPattern.of(constant);
      return (variables, subject) -> matched(compiled, variables, subject);
    }
    return (variables, subject) -> {
      Resolution resolution = template.resolveInPlace(variables);
      if (!(resolution instanceof Resolved resolved)) {
        return unresolved((Unresolved) resolution, variables, subject, written);
      }
      return resolved.value() instanceof ListValue list
          ? matched(AnyPattern.of(list), variables, subject)
          : Judgement.of(
              Status.ERROR,
              ValidateJudges.notAListMessage(resolved.value()),
              place(variables, subject),
              written.place(Place.Part.VALUE));
    };
  }

  private Judgement matched(AnyPattern patterns, RuleVariables variables, Value subject) {
    AnyPattern.Result result = patterns.match(subject, variables.trace());
    if (result instanceof AnyPattern.Pass pass) {
      return Judgement.passed(ValidateMessages.passed(rule, pass));
    } else if (result instanceof AnyPattern.Skip skip) {
      List<Finding> findings = ValidateJudges.findings(skip.attempts());
      return new Judgement(Status.SKIP, ValidateMessages.skipped(rule, skip), findings);
    } else if (result instanceof AnyPattern.Fail fail) {
      String filled = message.filled(variables);
      String text =
          filled == null
              ? ValidateMessages.unfilled(rule, fail)
              : ValidateMessages.failed(rule, filled, fail);
      return new Judgement(Status.FAIL, text, ValidateJudges.findings(fail.attempts()));
    }
    return Judgement.passed(message.written());
  }
}
