package dev.ephor.policy.check;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.Optional;
import java.util.function.Consumer;

/** Variables have no place in match, exclude, image references and JSON patch paths. */
final class ForbiddenVariables implements RuleCheck {

  private static final String PREFIX = "policy contains invalid variables: rule ";

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    JsonPatchText.of(PolicyView.text(rule.mutate(), "patchesJson6902"))
        .ifPresent(
            operations -> {
              for (MapValue operation : operations) {
                if (!Template.variables(PolicyView.text(operation, "path")).isEmpty()) {
                  report(
                      rule,
                      rule.at("mutate", "patchesJson6902"),
                      "the path of a JSON patch",
                      "patchesJSON6902 path section",
                      found);
                }
              }
            });
    first(rule.exclude(), TypedJson.type("rules", "exclude"))
        .ifPresent(place -> report(rule, place, "exclude", "exclude section", found));
    first(rule.match(), TypedJson.type("rules", "match"))
        .ifPresent(place -> report(rule, place, "match", "match section", found));
    for (MapValue image : rule.verifyImages()) {
      var references = image.list("imageReferences");
      if (references != null) {
        references.values().stream()
            .filter(
                item -> {
                  String text = item.asString();
                  return text != null && !Template.variables(text).isEmpty();
                })
            .findFirst()
            .ifPresent(
                item ->
                    report(
                        rule,
                        item.place(Place.Part.VALUE),
                        "an image reference",
                        "image reference section",
                        found));
      }
    }
  }

  private static void report(
      RuleView rule, Place place, String where, String section, Consumer<Finding> found) {
    found.accept(
        Finding.refusal(
            place,
            "variable-not-allowed",
            "variables are not allowed in " + where + ": use preconditions",
            PREFIX + "\"" + rule.name() + "\" should not have variables in " + section));
  }

  private static Optional<Place> first(MapValue map, Schema schema) {
    Place[] first = new Place[1];
    GoOrder.texts(
        map,
        schema instanceof AnySchema ? AnySchema.UNKNOWN : schema,
        "",
        text -> {
          if (first[0] == null && Template.anyBare(text.text())) {
            first[0] = text.at().place(text.key() ? Place.Part.KEY : Place.Part.VALUE);
          }
        });
    return Optional.ofNullable(first[0]);
  }
}
