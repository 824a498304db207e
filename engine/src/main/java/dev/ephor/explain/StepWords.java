package dev.ephor.explain;

import dev.ephor.rule.Trace.Answer;
import dev.ephor.rule.Trace.Step;

/** What the steps of an evaluation are called, and what their answers mean. */
final class StepWords {

  private StepWords() {}

  static String title(Step step, String name) {
    String called =
        switch (step) {
          case MATCH -> "match";
          case EXCLUDE -> "exclude";
          case FILTER -> "filter";
          case CONSTRAINTS -> "matchConstraints";
          case BINDING -> "binding";
          case EXCEPTION -> "exception";
          case MATCH_CONDITIONS -> "matchConditions";
          case PRECONDITIONS -> "preconditions";
          case CONDITIONS -> "conditions";
          case DENY -> "deny";
          case ANY -> "any";
          case ALL -> "all";
          case CONDITION -> "condition";
          case VARIABLE -> "variable";
          case ENTRY -> "context";
          case LOOP -> "foreach";
          case ELEMENT -> "element";
          case PATTERN -> "pattern";
          case ANY_PATTERN -> "anyPattern";
          case ALTERNATIVE -> "pattern";
          case POD_SECURITY -> "podSecurity";
          case CONTROL -> "control";
          case EXPRESSION -> "expression";
          case MUTATE -> "mutate";
          case TARGET -> "target";
          case GENERATE -> "generate";
          case IMAGE -> "image";
          case OLD_OBJECT -> "the old object";
        };
    return name.isEmpty() ? called : called + " " + name;
  }

  /** What yes or no means; empty where a sign says enough. */
  static String answer(Step step, Answer answer) {
    boolean yes = answer == Answer.YES;
    if (answer == Answer.SKIP) {
      return "has nothing to say";
    } else if (answer == Answer.ERROR) {
      return "error";
    } else if (answer == Answer.DONE) {
      return "";
    }
    return switch (step) {
      case MATCH, CONSTRAINTS, BINDING -> yes ? "matches" : "does not match";
      case EXCLUDE -> yes ? "excludes the resource" : "does not exclude it";
      case EXCEPTION -> yes ? "exempts the resource" : "does not exempt it";
      case DENY -> yes ? "holds, so the resource is denied" : "does not hold, so nothing is denied";
      case PRECONDITIONS, CONDITIONS, MATCH_CONDITIONS, ANY, ALL -> yes ? "holds" : "does not hold";
      case PATTERN, ANY_PATTERN, ALTERNATIVE -> yes ? "fits" : "does not fit";
      case CONTROL -> yes ? "" : "violated";
      case MUTATE -> yes ? "changes the resource" : "changes nothing";
      case OLD_OBJECT -> yes ? "was right" : "was wrong already";
      case FILTER,
          CONDITION,
          VARIABLE,
          ENTRY,
          LOOP,
          ELEMENT,
          POD_SECURITY,
          EXPRESSION,
          TARGET,
          GENERATE,
          IMAGE ->
          "";
    };
  }
}
