package dev.ephor.policy.check;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a rule does is said once, and completely: patterns, loops, patches, generated objects. */
final class RuleActions implements RuleCheck {

  private static final List<String> WAYS =
      List.of("pattern", "anyPattern", "deny", "foreach", "podSecurity", "cel", "assert");
  private static final List<String> LOOP_WAYS = List.of("pattern", "anyPattern", "deny", "foreach");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    if (rule.mutates()) {
      mutate(rule, found);
    }
    if (rule.validates()) {
      validate(rule, found);
    }
    if (rule.generates()) {
      generate(rule, found);
    }
  }

  private static void validate(RuleView rule, Consumer<Finding> found) {
    String path = "path: " + rule.path() + ".validate.";
    MapValue validate = rule.validate();
    List<String> ways =
        WAYS.stream().filter(way -> PolicyView.set(validate, way)).collect(Collectors.toList());
    if (PolicyView.holds(PolicyView.map(validate, "manifests"), "attestors")) {
      ways.add("manifests");
    }
    int count = ways.size();
    if (count == 0) {
      found.accept(
          Finding.refusal(
              rule.at("validate"),
              "nothing-validated",
              "say what is validated: one of " + String.join(", ", WAYS) + ", manifests",
              path + ".: one of pattern, anyPattern, deny, foreach, cel must be specified"));
      return;
    }
    if (count > 1) {
      found.accept(
          Finding.refusal(
              RuleView.second(validate, ways),
              "several-validations",
              "a rule has one of " + String.join(", ", ways) + ": split it into several rules",
              path + ".: only one of pattern, anyPattern, deny, foreach, cel can be specified"));
      return;
    }
    if (ways.contains("assert")) {
      found.accept(
          Finding.advice(
              rule.at("validate", "assert"),
              "assert-without-effect",
              "assert has no effect since Kyverno 1.19: nothing is validated; use a pattern, deny"
                  + " or CEL instead"));
    }
    PatternAnchors.VALIDATE.pattern(validate.child("pattern"), path + "pattern.", found);
    if (validate.child("anyPattern") instanceof ListValue patterns) {
      for (int i = 0; i < patterns.size(); i++) {
        PatternAnchors.VALIDATE.pattern(patterns.at(i), path + "anyPattern[" + i + "].", found);
      }
    }
    for (MapValue loop : PolicyView.maps(validate.list("foreach"))) {
      loop(loop, path, found);
    }
    if (PolicyView.set(rule.map(), "celPreconditions") && !PolicyView.set(validate, "cel")) {
      found.accept(
          Finding.refusal(
              rule.at("celPreconditions"),
              "cel-preconditions",
              "celPreconditions only serve rules with validate.cel",
              path + ".: celPrecondition can only be used with validate.cel"));
    }
    cel(rule, PolicyView.map(validate, "cel"), path, found);
  }

  private static void loop(MapValue loop, String path, Consumer<Finding> found) {
    Place place = loop.place(Place.Part.KEY);
    if (PolicyView.text(loop, "list").isEmpty()) {
      found.accept(
          Finding.refusal(
              place,
              "foreach-list",
              "say over what foreach goes: list is missing",
              path + ".: foreach.list is required"));
      return;
    }
    long count = LOOP_WAYS.stream().filter(way -> PolicyView.set(loop, way)).count();
    if (count != 1) {
      found.accept(
          Finding.refusal(
              place,
              "foreach-ways",
              "a loop has exactly one of " + String.join(", ", LOOP_WAYS),
              path
                  + (count == 0 ? ".: one of" : ".: only one of")
                  + " pattern, anyPattern, deny, or a nested foreach "
                  + (count == 0 ? "must be specified" : "can be specified")));
    }
  }

  private static void cel(RuleView rule, MapValue cel, String path, Consumer<Finding> found) {
    if (cel.isEmpty()) {
      return;
    }
    MapValue kind = PolicyView.map(cel, "paramKind");
    MapValue ref = PolicyView.map(cel, "paramRef");
    boolean hasKind = PolicyView.set(cel, "paramKind");
    boolean hasRef = PolicyView.set(cel, "paramRef");
    String missing = null;
    if (hasKind && PolicyView.text(kind, "apiVersion").isEmpty()) {
      missing = "cel.paramKind.apiVersion is required";
    } else if (hasKind && PolicyView.text(kind, "kind").isEmpty()) {
      missing = "cel.paramKind.kind is required";
    } else if (hasKind && !hasRef) {
      missing = "cel.paramRef is required";
    } else if (hasRef
        && PolicyView.text(ref, "name").isEmpty() == !PolicyView.set(ref, "selector")) {
      missing = "one of cel.paramRef.name or cel.paramRef.selector must be set";
    } else if (hasRef && !PolicyView.set(ref, "parameterNotFoundAction")) {
      missing = "cel.paramRef.parameterNotFoundAction is required";
    } else if (hasRef && !hasKind) {
      missing = "cel.paramKind is required";
    }
    if (missing != null) {
      found.accept(
          Finding.refusal(
              rule.at("validate", "cel", hasRef ? "paramRef" : "paramKind"),
              "cel-parameters",
              missing,
              path + ".: " + missing));
    }
  }

  private static void mutate(RuleView rule, Consumer<Finding> found) {
    MapValue mutate = rule.mutate();
    String path = "path: " + rule.path() + ".mutate.foreach";
    boolean merge = PolicyView.set(mutate, "patchStrategicMerge");
    boolean patches = PolicyView.holds(mutate, "patchesJson6902");
    List<MapValue> loops = PolicyView.maps(mutate.list("foreach"));
    if (loops.isEmpty() ? merge && patches : merge || patches) {
      found.accept(
          Finding.refusal(
              rule.at("mutate", "patchesJson6902"),
              "several-mutations",
              "a rule has one of patchStrategicMerge, patchesJson6902, foreach",
              path
                  + (loops.isEmpty()
                      ? ".: only one of `patchStrategicMerge` or `patchesJson6902` is allowed"
                      : ".: only one of `foreach`, `patchStrategicMerge`, or `patchesJson6902` is"
                          + " allowed")));
      return;
    }
    for (int i = 0; i < loops.size(); i++) {
      MapValue loop = loops.get(i);
      boolean loopMerge = PolicyView.set(loop, "patchStrategicMerge");
      boolean loopPatches = PolicyView.holds(loop, "patchesJson6902");
      boolean nested = PolicyView.holds(loop, "foreach");
      if (!nested && loopMerge == loopPatches) {
        found.accept(
            Finding.refusal(
                loop.place(Place.Part.KEY),
                "foreach-ways",
                "a loop has exactly one of patchStrategicMerge, patchesJson6902, foreach",
                path
                    + "["
                    + i
                    + "].: only one of `patchStrategicMerge` or `patchesJson6902` is allowed"));
      }
    }
  }

  private static void generate(RuleView rule, Consumer<Finding> found) {
    MapValue generate = rule.generate();
    String path = "path: " + rule.path() + ".generate.";
    boolean data = PolicyView.set(generate, "data");
    boolean clone = PolicyView.holds(generate, "clone");
    boolean cloneList = !PolicyView.texts(PolicyView.map(generate, "cloneList"), "kinds").isEmpty();
    if ((data || cloneList) && clone) {
      found.accept(
          Finding.refusal(
              rule.at("generate", "clone"),
              "several-sources",
              "what is generated has one source: data, clone or cloneList",
              path
                  + (data
                      ? ".: only one of data or clone can be specified"
                      : ".: only one of clone or cloneList can be specified")));
      return;
    }
    if (PolicyView.holds(generate, "foreach")) {
      return;
    }
    for (String field : List.of("name", "kind", "apiVersion")) {
      boolean holds = PolicyView.holds(generate, field);
      if (cloneList && holds && !field.equals("apiVersion")) {
        found.accept(
            Finding.refusal(
                rule.at("generate", field),
                "generate-" + field,
                "cloneList names what is generated: remove " + field,
                path
                    + field
                    + ".: with cloneList, generate."
                    + field
                    + ". should not be specified"));
      } else if (!cloneList && !holds) {
        found.accept(
            Finding.refusal(
                rule.at("generate"),
                "generate-" + field,
                "say which " + field + " is generated",
                path + field + ".: " + field + " cannot be empty"));
      }
    }
    PatternAnchors.NONE.pattern(generate.child("data"), path + "data.", found);
    String kind = PolicyView.text(generate, "kind");
    if (!kind.isEmpty()
        && PolicyView.texts(PolicyView.map(rule.match(), "resources"), "kinds").contains(kind)) {
      found.accept(
          Finding.refusal(
              rule.at("generate", "kind"),
              "generates-itself",
              "a rule cannot generate the kind that triggers it",
              "generation kind and match resource kind should not be the same"));
    }
  }
}
