package dev.ephor.ide.hover;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning.Declaration;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schemas;
import dev.ephor.value.MapValue;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What fixed values mean: operators of conditions, failure actions, the kind of a document. */
final class ValueHover {

  /** By the type that has the field, the field, and the value. */
  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry(
              "operator Equals",
              "`key` and `value` are the same; in texts, `*` and `?` in the value are wildcards."),
          Map.entry(
              "operator NotEquals",
              "`key` and `value` differ; in texts, `*` and `?` in the value are wildcards."),
          Map.entry("operator AnyIn", "at least one item of `key` is among those of `value`."),
          Map.entry("operator AllIn", "every item of `key` is among those of `value`."),
          Map.entry(
              "operator AnyNotIn", "at least one item of `key` is not among those of `value`."),
          Map.entry("operator AllNotIn", "no item of `key` is among those of `value`."),
          Map.entry(
              "operator In",
              "deprecated, use `AnyIn` or `AllIn`: every item of `key` is among those of `value`."),
          Map.entry(
              "operator NotIn",
              "deprecated, use `AnyNotIn` or `AllNotIn`: an item of `key` is not among those of"
                  + " `value`."),
          Map.entry(
              "operator GreaterThan",
              "`key` is more than `value`: numbers, quantities, durations, versions."),
          Map.entry(
              "operator GreaterThanOrEquals",
              "`key` is at least `value`: numbers, quantities, durations, versions."),
          Map.entry(
              "operator LessThan",
              "`key` is less than `value`: numbers, quantities, durations, versions."),
          Map.entry(
              "operator LessThanOrEquals",
              "`key` is at most `value`: numbers, quantities, durations, versions."),
          Map.entry(
              "operator DurationGreaterThan",
              "deprecated, use `GreaterThan`: `key` is longer than `value`."),
          Map.entry(
              "operator DurationGreaterThanOrEquals",
              "deprecated, use `GreaterThanOrEquals`: `key` is at least as long as `value`."),
          Map.entry(
              "operator DurationLessThan",
              "deprecated, use `LessThan`: `key` is shorter than `value`."),
          Map.entry(
              "operator DurationLessThanOrEquals",
              "deprecated, use `LessThanOrEquals`: `key` is at most as long as `value`."),
          Map.entry("failureAction Enforce", "a request that violates the rule is refused."),
          Map.entry(
              "failureAction Audit", "a request that violates the rule is let in and reported."),
          Map.entry(
              "validationFailureAction Enforce", "a request that violates a rule is refused."),
          Map.entry(
              "validationFailureAction Audit",
              "a request that violates a rule is let in and reported."),
          Map.entry(
              "failurePolicy Fail",
              "where the policy cannot be evaluated, the request is refused."),
          Map.entry(
              "failurePolicy Ignore",
              "where the policy cannot be evaluated, the request is let in."));

  private ValueHover() {}

  static Optional<String> of(HoverPlace place) {
    String text = place.path().value().asString();
    String key = place.key();
    if (place.onKey() || text == null || place.meaning().dialect() != Dialect.PLAIN) {
      return Optional.empty();
    }
    if (key != null && key.equals("kind") && place.path().steps().size() == 1) {
      return kind(place);
    }
    String meaning = key == null ? null : MEANINGS.get(key + " " + text);
    if (meaning != null && isOfPolicy(place)) {
      return Optional.of("`" + text + "`: " + meaning);
    }
    return Optional.empty();
  }

  private static boolean isOfPolicy(HoverPlace place) {
    return place.path().root() instanceof MapValue map
        && Objects.requireNonNullElse(map.string("apiVersion"), "").contains("kyverno.io/")
        && place.meaning().declarations().stream().map(Declaration::owner).findFirst().isPresent();
  }

  private static Optional<String> kind(HoverPlace place) {
    if (!(place.path().root() instanceof MapValue map)) {
      return Optional.empty();
    }
    String version = Objects.requireNonNullElse(map.string("apiVersion"), "");
    String kind = Objects.requireNonNullElse(map.string("kind"), "");
    ObjectSchema type = Schemas.BUILT_IN.of(version, kind);
    return type == null
        ? Optional.empty()
        : type.describe().map(words -> "**" + kind + "** `" + version + "`\n\n" + words);
  }
}
