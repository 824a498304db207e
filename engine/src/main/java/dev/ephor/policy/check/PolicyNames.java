package dev.ephor.policy.check;

import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The policy's name and its rules' names: there, short enough, each once. */
final class PolicyNames implements PolicyCheck {

  private static final int MAX_LENGTH = 63;

  @Override
  public void check(PolicyView policy, Consumer<Finding> found) {
    Value annotations = policy.metadata().child("annotations");
    Value controllers =
        PolicyView.map(policy.metadata(), "annotations")
            .child("pod-policies.kyverno.io/autogen-controllers");
    if (annotations != null && controllers != null && "all".equals(controllers.asString())) {
      found.accept(
          Finding.refusal(
              controllers.place(Place.Part.VALUE),
              "autogen-all",
              "the value all is no longer supported: remove the annotation, or list the controllers",
              "metadata.annotations: Forbidden: Autogen annotation does not support 'all' anymore,"
                  + " remove the annotation or set it to a valid value"));
    }
    Value name = policy.metadata().child("name");
    String text = name == null ? null : name.asString();
    if (name != null && text != null && text.length() > MAX_LENGTH) {
      found.accept(
          Finding.refusal(
              name.place(Place.Part.VALUE),
              "name-too-long",
              "the policy's name has " + text.length() + " characters; at most 63 are allowed",
              "name: Too long: may not be more than 63 bytes"));
    }
  }

  /** Reports each name that an earlier rule has already. */
  static void duplicates(PolicyView policy, Consumer<Finding> found) {
    Set<String> names = new HashSet<>();
    for (RuleView rule : policy.rules()) {
      if (!names.add(rule.name())) {
        Value name = rule.map().child("name");
        found.accept(
            Finding.refusal(
                name == null ? rule.at("name") : name.place(Place.Part.VALUE),
                "duplicate-rule",
                "an earlier rule is called " + rule.name() + " already",
                rule.path()
                    + ".name: Invalid value: "
                    + TypedJson.write(rule.map(), TypedJson.type("rules"))
                    + ": Duplicate rule name: '"
                    + rule.name()
                    + "'"));
      }
    }
  }
}
