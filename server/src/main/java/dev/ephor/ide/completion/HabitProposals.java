package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys and values that no structure limits, as the workspace and common practice have them. */
final class HabitProposals {

  private static final int RANK = 50;

  /** Keys that ordinary documents have in maps of texts, by the field that holds the map. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          "labels", labels(),
          "matchLabels", labels(),
          "selector", labels(),
          "nodeSelector",
              List.of("kubernetes.io/os", "kubernetes.io/arch", "topology.kubernetes.io/zone"),
          "annotations",
              List.of(
                  "policies.kyverno.io/title",
                  "policies.kyverno.io/category",
                  "policies.kyverno.io/severity",
                  "policies.kyverno.io/subject",
                  "policies.kyverno.io/description",
                  "policies.kyverno.io/minversion",
                  "kyverno.io/kyverno-version",
                  "kyverno.io/kubernetes-version",
                  "pod-policies.kyverno.io/autogen-controllers"),
          "requests", List.of("memory", "cpu", "ephemeral-storage", "storage"),
          "limits", List.of("memory", "cpu", "ephemeral-storage"),
          "hard",
              List.of(
                  "requests.cpu",
                  "requests.memory",
                  "limits.cpu",
                  "limits.memory",
                  "pods",
                  "services",
                  "persistentvolumeclaims"));

  /** Values that a key mostly has one of. */
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "policies.kyverno.io/severity", List.of("low", "medium", "high", "critical", "info"),
          "pod-policies.kyverno.io/autogen-controllers", List.of("none", "Deployment", "all"),
          "pod-security.kubernetes.io/enforce", levels(),
          "pod-security.kubernetes.io/warn", levels(),
          "pod-security.kubernetes.io/audit", levels(),
          "kubernetes.io/os", List.of("linux", "windows"),
          "kubernetes.io/arch", List.of("amd64", "arm64"));

  private HabitProposals() {}

  private static List<String> levels() {
    return List.of("privileged", "baseline", "restricted");
  }

  private static List<String> labels() {
    return List.of(
        "app",
        "app.kubernetes.io/name",
        "app.kubernetes.io/instance",
        "app.kubernetes.io/component",
        "app.kubernetes.io/part-of",
        "app.kubernetes.io/version",
        "app.kubernetes.io/managed-by",
        "pod-security.kubernetes.io/enforce",
        "pod-security.kubernetes.io/warn",
        "pod-security.kubernetes.io/audit");
  }

  /** Keys for a mapping without a structure of its own. */
  static List<Proposal> keys(Cursor cursor) {
    NodePath path = cursor.path();
    Meaning meaning = cursor.meaning();
    boolean map = meaning.meant().stream().anyMatch(MapSchema.class::isInstance);
    boolean free = meaning.meant().isEmpty() && !path.steps().isEmpty();
    if (!map && !free) {
      return List.of();
    }
    Set<String> words = new LinkedHashSet<>();
    String last = path.steps().isEmpty() ? null : path.steps().get(path.steps().size() - 1).key();
    words.addAll(
        map ? Habits.keys(cursor.snapshot(), path) : Habits.fields(cursor.snapshot(), path));
    words.addAll(last == null ? List.of() : USUAL.getOrDefault(last, List.of()));
    List<Proposal> proposals = new ArrayList<>();
    Set<String> there = new HashSet<>();
    cursor.siblings().forEach(key -> there.add(meaning.dialect().field(key)));
    if (meaning.dialect() != Dialect.PLAIN) {
      there.add(meaning.dialect().field(cursor.site().typed())); // nobody but this line has it
    }
    int rank = RANK;
    for (String word : words) {
      if (!there.contains(word)) {
        Meaning below = meaning.under(word);
        Meaning text =
            below.isUnknown()
                ? Meaning.of(List.of(ScalarSchema.of(ScalarSchema.Kind.STRING)))
                : below;
        proposals.add(FieldProposals.free(cursor, anchored(cursor, word), text, rank++));
      }
    }
    return proposals;
  }

  /** A key inside of the anchor that is begun, if any. */
  private static String anchored(Cursor cursor, String word) {
    String typed = cursor.site().typed();
    int open = typed.indexOf('(');
    return cursor.meaning().dialect() != Dialect.PLAIN && open >= 0 && open <= 1
        ? typed.substring(0, open + 1) + word + ")"
        : word;
  }

  /** Values for a key of labels or annotations that has them elsewhere. */
  static List<Proposal> values(Cursor cursor) {
    NodePath path = cursor.path();
    if (path.steps().size() < 2
        || cursor.at(path.parent()).meant().stream().noneMatch(MapSchema.class::isInstance)) {
      return List.of();
    }
    List<Proposal> proposals = new ArrayList<>();
    int rank = RANK;
    Set<String> texts = new LinkedHashSet<>(Habits.values(cursor.snapshot(), path));
    NodePath.Step last = path.steps().get(path.steps().size() - 1);
    texts.addAll(last.key() == null ? List.of() : VALUES.getOrDefault(last.key(), List.of()));
    for (String value : texts) {
      if (value.length() <= 63 && !value.equals(cursor.site().typed())) {
        proposals.add(
            ValueProposals.plain(
                cursor, value, Proposal.Kind.VALUE, "", cursor.site().lead(), rank++));
      }
    }
    return proposals;
  }
}
