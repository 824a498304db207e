package dev.ephor.lint;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.schema.Deprecation;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A version of a kind that Kubernetes deprecates or no longer serves, where a rule matches nothing
 * else, changes it or creates it. Rules that deny are left alone: refusing such kinds is what some
 * are for. Fields of policies that are deprecated are told by a check.
 */
final class DeprecatedKind implements Lint.Check {

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    for (MapValue rule : subject.rules()) {
      MapValue validate = rule.map("validate");
      if (validate == null || !validate.containsKey("deny")) {
        for (ListValue kinds : MixedWildcardKinds.kinds(rule.map("match"))) {
          kinds.values().forEach(kind -> selector(kind, found));
        }
      }
      MapValue generate = rule.map("generate");
      if (generate != null) {
        object(generate, "creates", found);
        Subject.maps(generate.list("foreach")).forEach(one -> object(one, "creates", found));
      }
      MapValue mutate = rule.map("mutate");
      Subject.maps(mutate == null ? null : mutate.list("targets"))
          .forEach(target -> object(target, "changes", found));
    }
  }

  private static void selector(Value kind, Consumer<LintFinding> found) {
    String text = kind.asString();
    if (text == null || text.contains("{{")) {
      return;
    }
    KindSelector selector = KindSelector.of(text);
    boolean exact =
        !Wildcard.containsWildcard(selector.group())
            && !Wildcard.containsWildcard(selector.version())
            && !Wildcard.containsWildcard(selector.kind());
    if (exact) {
      String version =
          selector.group().isEmpty()
              ? selector.version()
              : selector.group() + "/" + selector.version();
      tell(kind, GroupVersionKind.of(version, selector.kind()), "matches", found);
    }
  }

  private static void object(MapValue object, String verb, Consumer<LintFinding> found) {
    String version = object.string("apiVersion");
    String kind = object.string("kind");
    Value at = object.child("apiVersion");
    if (version != null && kind != null && at != null) {
      tell(at, GroupVersionKind.of(version, kind), verb, found);
    }
  }

  private static void tell(
      Value at, GroupVersionKind type, String verb, Consumer<LintFinding> found) {
    Optional<Deprecation> known = KubernetesIndex.deprecated(type);
    if (known.isEmpty()) {
      return;
    }
    Deprecation old = known.get();
    GroupVersionKind instead = old.instead();
    List<String> words = new ArrayList<>();
    words.add("this rule " + verb + " " + type.apiVersion() + " " + type.kind() + ", which");
    words.add(
        old.removed() == null
            ? "is deprecated since Kubernetes " + old.since()
            : "Kubernetes no longer serves since " + old.removed());
    String advice =
        instead == null
            ? ""
            : ": use "
                + instead.apiVersion()
                + (Objects.equals(instead.kind(), type.kind()) ? "" : " " + instead.kind());
    found.accept(LintFinding.at(at.place(Place.Part.VALUE), String.join(" ", words) + advice));
  }
}
