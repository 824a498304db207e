package dev.ephor.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A rule does exactly one thing: validate, mutate, generate or verify images. */
final class RuleType implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    List<String> types = new ArrayList<>();
    if (rule.mutates()) {
      types.add("mutate");
    }
    if (rule.validates()) {
      types.add("validate");
    }
    if (rule.generates()) {
      types.add("generate");
    }
    if (rule.verifies()) {
      types.add("verifyImages");
    }
    String value = rule.path() + ": Invalid value: ";
    if (types.isEmpty()) {
      found.accept(
          Finding.refusal(
              rule.at("name"),
              "no-rule-type",
              "this rule does nothing: it needs one of validate, mutate, generate, verifyImages",
              value
                  + json(rule)
                  + ": No operation defined in the rule '"
                  + rule.name()
                  + "'.(supported operations: mutate,validate,generate,verifyImages)"));
    } else if (types.size() > 1) {
      found.accept(
          Finding.refusal(
              RuleView.second(rule.map(), types),
              "several-rule-types",
              "a rule has one of " + String.join(", ", types) + ": split it into several rules",
              value
                  + json(rule)
                  + ": Multiple operations defined in the rule '"
                  + rule.name()
                  + "', only one operation (mutate,validate,generate,verifyImages) is allowed per"
                  + " rule"));
    }
    if (PolicyView.set(rule.map(), "imageExtractors") && !rule.verifies()) {
      found.accept(
          Finding.refusal(
              rule.at("imageExtractors"),
              "image-extractors",
              "imageExtractors only serve rules with verifyImages",
              rule.path()
                  + ".imageExtractors: Invalid value: "
                  + json(rule)
                  + ": Invalid rule spec for rule '"
                  + rule.name()
                  + "', imageExtractors can only be defined for verifyImages rule"));
    }
  }

  static String json(RuleView rule) {
    return TypedJson.write(rule.map(), TypedJson.type("rules"));
  }
}
