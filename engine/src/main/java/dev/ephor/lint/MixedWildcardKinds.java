package dev.ephor.lint;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.MatchConstraints;
import dev.ephor.policy.ResourceRule;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list of kinds in which one already stands for another, such as {@code Pod} and {@code v1/Pod}:
 * one of them is not meant as it is written. The lone {@code *} beside others is refused by the
 * reference, and a check says so.
 */
final class MixedWildcardKinds implements Lint.Check {

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    for (MapValue rule : subject.rules()) {
      for (String side : List.of("match", "exclude")) {
        for (ListValue kinds : kinds(rule.map(side))) {
          compare(kinds, MixedWildcardKinds::isIn, found);
        }
      }
    }
    CelPolicy cel = subject.cel();
    MatchConstraints constraints = cel == null ? null : cel.spec().constraints();
    if (constraints != null) {
      List<ResourceRule> rules = new ArrayList<>(constraints.resourceRules());
      rules.addAll(constraints.excludeResourceRules());
      for (ResourceRule rule : rules) {
        for (String field : List.of("apiGroups", "apiVersions", "operations", "resources")) {
          ListValue list = rule.node().list(field);
          if (list != null) {
            compare(
                list,
                (one, other) ->
                    other.equals("*/*")
                        || (other.equals("*") && !(field.equals("resources") && one.contains("/"))),
                found);
          }
        }
      }
    }
  }

  /** The lists of kinds of a match or exclude. */
  static List<ListValue> kinds(@Nullable MapValue block) {
    List<ListValue> found = new ArrayList<>();
    if (block != null) {
      List<MapValue> filters = new ArrayList<>(List.of(block));
      filters.addAll(Subject.maps(block.list("any")));
      filters.addAll(Subject.maps(block.list("all")));
      for (MapValue filter : filters) {
        MapValue resources = filter.map("resources");
        ListValue kinds = resources == null ? null : resources.list("kinds");
        if (kinds != null) {
          found.add(kinds);
        }
      }
    }
    return found;
  }

  private static void compare(
      ListValue list, BiPredicate<String, String> isIn, Consumer<LintFinding> found) {
    for (int i = 0; i < list.size(); i++) {
      String one = list.at(i).asString();
      for (int j = 0; j < list.size() && one != null; j++) {
        String other = list.at(j).asString();
        boolean twice = one.equals(other) && j < i;
        if (j != i && other != null && (twice || (!one.equals(other) && isIn.test(one, other)))) {
          found.accept(finding(list.at(i), list.at(j), one, other));
          break;
        }
      }
    }
  }

  private static LintFinding finding(Value at, Value wider, String one, String other) {
    return LintFinding.atValue(
            at,
            one.equals(other)
                ? one + " stands here twice: remove one"
                : other + " already stands for " + one + ": remove one of them")
        .with(wider.place(Place.Part.VALUE), "the wider one");
  }

  /** Whether everything that one kind selects another does. */
  private static boolean isIn(String one, String other) {
    if (other.equals("*") || one.contains("{{") || other.contains("{{")) {
      return false;
    }
    KindSelector narrow = KindSelector.of(one);
    KindSelector wide = KindSelector.of(other);
    return Wildcard.matches(wide.kind(), narrow.kind())
        && Wildcard.matches(wide.version(), narrow.version())
        && Wildcard.matches(wide.group(), narrow.group())
        && (wide.subresource().isEmpty()
            ? narrow.subresource().isEmpty()
            : !narrow.subresource().isEmpty()
                && Wildcard.matches(wide.subresource(), narrow.subresource()))
        && !Objects.equals(narrow, wide);
  }
}
