package dev.ephor.policy.check;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a rule may do whose match or exclude has the kind {@code *}. */
final class WildcardKinds implements RuleCheck {

  private static final String METADATA_ONLY =
      "policy can only deal with the metadata field of the resource if the rule does not match any"
          + " kind";

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    for (String side : List.of("match", "exclude")) {
      for (RuleView.Block block : RuleView.blocks(PolicyView.map(rule.map(), side), side)) {
        if (block.kinds().contains("*")) {
          ListValue kinds = block.resources().list("kinds");
          String reason = reason(rule, block.kinds());
          if (kinds != null && reason != null) {
            found.accept(
                Finding.refusal(
                    star(kinds),
                    "wildcard-kind",
                    advice(reason),
                    "path: " + rule.path() + "." + block.path() + ".kinds: " + reason));
          }
        }
      }
    }
  }

  private static Place star(ListValue kinds) {
    return kinds.values().stream()
        .filter(kind -> "*".equals(kind.asString()))
        .findFirst()
        .map(kind -> kind.place(Place.Part.VALUE))
        .orElse(kinds.place(Place.Part.KEY));
  }

  private static String advice(String reason) {
    if (reason.equals(METADATA_ONLY)) {
      return "a rule for all kinds may only look at metadata: list the kinds it is about";
    }
    if (reason.startsWith("wildcard policy not allowed")) {
      return "a background scan cannot look at all kinds: set spec.background to false, or list the"
          + " kinds";
    }
    return reason.startsWith("wildcard policy can not")
        ? "the kind * already stands for all: remove the others"
        : "generate, verifyImages and foreach need named kinds";
  }

  private static @Nullable String reason(RuleView rule, List<String> kinds) {
    if (rule.policy().background()) {
      return "wildcard policy not allowed in background mode. Set spec.background=false to disable"
          + " background mode for this policy rule";
    }
    if (kinds.size() > 1) {
      return "wildcard policy can not deal with more than one kind";
    }
    MapValue validate = rule.validate();
    if (rule.generates() || rule.verifies() || validate.list("foreach") != null) {
      return "wildcard policy does not support rule type";
    }
    boolean patterns =
        PolicyView.set(validate, "pattern") || PolicyView.set(validate, "anyPattern");
    if ((patterns || rule.mutates()) && !onlyMetadata(rule)) {
      return METADATA_ONLY;
    }
    return denyReadsMore(validate) ? METADATA_ONLY : null;
  }

  /** Whether no pattern and no patch of a rule touches anything but metadata. */
  static boolean onlyMetadata(RuleView rule) {
    Value merge = rule.mutate().child("patchStrategicMerge");
    boolean merged = !(merge instanceof MapValue map) || metadataKeys(map);
    // Only JSON is understood here by the reference; a patch in YAML is not looked into.
    String patch = PolicyView.text(rule.mutate(), "patchesJson6902");
    boolean patched =
        !patch.strip().startsWith("[")
            || JsonPatchText.of(patch).stream()
                .flatMap(List::stream)
                .allMatch(operation -> PolicyView.text(operation, "path").startsWith("/metadata"));
    Value pattern = rule.validate().child("pattern");
    boolean one = !(pattern instanceof MapValue map) || metadataKeys(map);
    boolean each =
        PolicyView.maps(rule.validate().list("anyPattern")).stream()
            .allMatch(WildcardKinds::metadataKeys);
    return merged && patched && one && each;
  }

  private static boolean metadataKeys(MapValue map) {
    return map.keys().stream().allMatch("metadata"::equals);
  }

  /** Only the old plain list of conditions is looked at. */
  private static boolean denyReadsMore(MapValue validate) {
    ListValue conditions = PolicyView.map(validate, "deny").list("conditions");
    return PolicyView.maps(conditions).stream()
        .map(condition -> PolicyView.text(condition, "key"))
        .anyMatch(
            key ->
                !key.contains("request.object.metadata.")
                    && (!key.matches(
                            "(?s).*\\{\\{\\s*(request\\.|serviceAccountName|serviceAccountNamespace)"
                                + "[^{}]*\\}\\}.*")
                        || key.contains("request.object.spec")));
  }
}
