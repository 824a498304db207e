package dev.ephor.policy.check;

import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import java.util.List;
import java.util.function.Consumer;

/** What a rule generates, and where a {@code Policy} may put it. */
final class GenerateTarget implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    if (rule.policy().namespaced()) {
      mutationTargets(rule, found);
    }
    MapValue generate = rule.generate();
    if (!rule.generates() || generate.child("data") != null || generate.child("foreach") != null) {
      return;
    }
    for (String field : List.of("kind", "apiVersion", "clone", "cloneList")) {
      var child = generate.child(field);
      if (child != null && Template.anyBare(TypedJson.write(child, TypedJson.type()))) {
        found.accept(
            Finding.refusal(
                rule.at("generate", field),
                "variable-not-allowed",
                "what is cloned cannot depend on variables",
                rule.path()
                    + ".generate.clone/cloneList: Forbidden: Generation Rule Clone/CloneList should"
                    + " not have variables"));
        break;
      }
    }
    if (PolicyView.texts(PolicyView.map(generate, "cloneList"), "kinds").isEmpty()) {
      for (String field : List.of("kind", "name")) {
        if (PolicyView.text(generate, field).isEmpty()) {
          found.accept(
              Finding.refusal(
                  rule.at("generate"),
                  "generate-" + field,
                  "say which " + field + " is generated",
                  rule.path()
                      + ".generate."
                      + field
                      + ": Forbidden: "
                      + field
                      + " can not be empty"));
        }
      }
    }
  }

  private static void mutationTargets(RuleView rule, Consumer<Finding> found) {
    String own = PolicyView.text(rule.policy().metadata(), "namespace");
    List<MapValue> targets = PolicyView.maps(rule.mutate().list("targets"));
    for (int i = 0; i < targets.size(); i++) {
      String namespace = PolicyView.text(targets.get(i), "namespace");
      if (!namespace.isEmpty() && !namespace.equals(own)) {
        found.accept(
            Finding.refusal(
                rule.at("mutate", "targets"),
                "foreign-namespace",
                "a Policy mutates in its own namespace only: remove namespace",
                rule.path()
                    + ".targets["
                    + i
                    + "].namespace: Invalid value: "
                    + GoJson.quote(namespace)
                    + ": This field can be ignored or should have value of the namespace where the"
                    + " policy is being created"));
      }
    }
  }
}
