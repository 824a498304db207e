package dev.ephor.evaluation;

import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.validate.AnyPattern;
import dev.ephor.rule.validate.CompiledPattern;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.validate.PatternResult;
import dev.ephor.rule.validate.ValidateMessages;
import dev.ephor.value.ListValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The checks of validate rules that are evaluated, each made ready once. */
final class ValidateJudges {

  private ValidateJudges() {}

  static RuleBodyJudge of(String rule, RuleBody.Validate validate) {
    String message = Objects.requireNonNullElse(validate.message(), "");
    ValidateCheck check = validate.check();
    if (check instanceof ValidateCheck.Pattern pattern) {
      return pattern(rule, message, CompiledPattern.of(pattern.node()));
    } else if (check instanceof ValidateCheck.AnyPattern any) {
      return any.node() instanceof ListValue list
          ? anyPattern(rule, message, AnyPattern.of(list))
          : notAList(any.node());
    } else if (check instanceof ValidateCheck.Deny deny) {
      return deny(rule, message, deny);
    }
    return RuleBodyJudge.SILENT;
  }

  private static RuleBodyJudge pattern(String rule, String message, CompiledPattern pattern) {
    return (trial, outcomes) -> {
      PatternResult result = pattern.match(trial.resource().root());
      if (result instanceof PatternResult.Skip skip) {
        return outcomes.of(Status.SKIP, skip.message(), List.of(finding(skip)));
      } else if (result instanceof PatternResult.Fail fail) {
        return outcomes.of(
            Status.FAIL, ValidateMessages.failed(rule, message, fail), List.of(finding(fail)));
      } else if (result instanceof PatternResult.Pathless error) {
        return outcomes.of(
            Status.ERROR, ValidateMessages.error(rule, message, error), List.of(finding(error)));
      }
      return outcomes.passed();
    };
  }

  private static RuleBodyJudge anyPattern(String rule, String message, AnyPattern patterns) {
    return (trial, outcomes) -> {
      AnyPattern.Result result = patterns.match(trial.resource().root());
      if (result instanceof AnyPattern.Pass pass) {
        return outcomes.passed(ValidateMessages.passed(rule, pass));
      } else if (result instanceof AnyPattern.Skip skip) {
        return outcomes.of(
            Status.SKIP, ValidateMessages.skipped(rule, skip), findings(skip.attempts()));
      } else if (result instanceof AnyPattern.Fail fail) {
        return outcomes.of(
            Status.FAIL, ValidateMessages.failed(rule, message, fail), findings(fail.attempts()));
      }
      return outcomes.passed(message);
    };
  }

  private static RuleBodyJudge notAList(Value node) {
    Place clause = node.place(Place.Part.VALUE);
    String message = notAListMessage(node);
    return (trial, outcomes) -> outcomes.ofWhole(Status.ERROR, message, trial.resource(), clause);
  }

  static String notAListMessage(Value node) {
    return "failed to deserialize anyPattern, expected type array: json: cannot unmarshal "
        + node.typeName()
        + " into Go value of type []interface {}";
  }

  /** Without variables, conditions say the same of every resource. */
  private static RuleBodyJudge deny(String rule, String message, ValidateCheck.Deny deny) {
    ConstantConditions tried = ConstantConditions.of(deny);
    if (tried.result() instanceof Conditions.Failed failed) {
      String error = "failed to check deny conditions: " + failed.reason();
      return (trial, outcomes) ->
          outcomes.ofWhole(Status.ERROR, error, trial.resource(), failed.clause());
    }
    Conditions.Decided decided = (Conditions.Decided) tried.result();
    if (!decided.holds()) {
      return (trial, outcomes) -> outcomes.passed();
    }
    Place clause =
        Objects.requireNonNullElse(decided.decisive(), deny.node().place(Place.Part.VALUE));
    String denied =
        ValidateMessages.denied(rule, ValidateMessages.joined(message, decided.message()));
    return (trial, outcomes) -> outcomes.ofWhole(Status.FAIL, denied, trial.resource(), clause);
  }

  static List<Finding> findings(List<AnyPattern.Attempt> attempts) {
    List<Finding> findings = new ArrayList<>(attempts.size());
    for (AnyPattern.Attempt attempt : attempts) {
      findings.add(finding(attempt.result()));
    }
    return findings;
  }

  static Finding finding(PatternResult result) {
    if (result instanceof PatternResult.Skip skip) {
      return new Finding(skip.reason().manifest(), skip.reason().clause());
    } else if (result instanceof PatternResult.Pathless error) {
      return new Finding(error.manifest(), error.clause());
    } else if (result instanceof PatternResult.Fail fail) {
      return new Finding(fail.manifest(), fail.clause());
    }
    throw new IllegalArgumentException("a pass has no reason");
  }
}
