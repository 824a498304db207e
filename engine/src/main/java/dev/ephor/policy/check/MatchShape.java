package dev.ephor.policy.check;

import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rule selects something, and in one way: in a list or directly under match, not both. */
final class MatchShape implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    for (String side : List.of("exclude", "match")) {
      MapValue block = PolicyView.map(rule.map(), side);
      boolean lists = PolicyView.holds(block, "any") || PolicyView.holds(block, "all");
      if (lists && says(block.child("resources"))) {
        found.accept(
            Finding.refusal(
                rule.at(side, "resources"),
                "resources-beside-lists",
                "resources cannot stand beside any or all: move it into the list",
                prefix(rule)
                    + side
                    + ".: can't specify any/all together with "
                    + side
                    + " resources"));
      }
    }
    List<RuleView.Block> blocks = RuleView.blocks(rule.match(), "match");
    boolean lists = blocks.size() > 1;
    for (RuleView.Block block : blocks) {
      if (lists == !block.list().isEmpty() && !says(block.filter().child("resources"))) {
        found.accept(
            Finding.refusal(
                lists ? block.filter().place(Place.Part.KEY) : rule.at("match"),
                "empty-match",
                "nothing is selected here: name at least one kind under resources.kinds",
                prefix(rule) + "match.resources.: match resources not specified"));
      }
    }
  }

  /** Kinds are wanted in every filter that counts. */
  static void kinds(RuleView rule, Consumer<Finding> found) {
    MapValue match = rule.match();
    String list =
        PolicyView.holds(match, "any") ? "any" : PolicyView.holds(match, "all") ? "all" : "";
    for (RuleView.Block block : RuleView.blocks(match, "match")) {
      if (block.list().equals(list) && block.kinds().isEmpty()) {
        String reference =
            WildcardKinds.onlyMetadata(rule)
                ? "at least one element must be specified in a kind block, the kind attribute is"
                    + " mandatory when working with the resources element"
                : "policy can only deal with the metadata field of the resource if the rule does"
                    + " not match any kind";
        Value resources = block.filter().child("resources");
        found.accept(
            Finding.refusal(
                resources == null ? rule.at("match") : resources.place(Place.Part.KEY),
                "no-kinds",
                "kinds is missing: name at least one kind",
                reference));
      }
    }
  }

  private static String prefix(RuleView rule) {
    return "path: " + rule.path() + ".";
  }

  private static boolean says(@Nullable Value resources) {
    return resources instanceof MapValue map
        && map.keys().stream().anyMatch(field -> PolicyView.holds(map, field));
  }
}
