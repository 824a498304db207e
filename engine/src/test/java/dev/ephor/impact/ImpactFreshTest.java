package dev.ephor.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was typed, saved and asked before: the same texts give the same counts and flips. */
class ImpactFreshTest {

  private static final List<String> LABELS = List.of("owner", "team", "tier");

  private static final List<String> POLICIES =
      List.of(
          """
          apiVersion: kyverno.io/v1
          kind: ClusterPolicy
          metadata: {name: labels}
          spec:
            rules:
              - name: one
                match: {any: [{resources: {kinds: [Service], names: ["%s*"]}}]}
                validate: {message: one, pattern: {metadata: {labels: {%s: "?*"}}}}
              - name: two
                match: {any: [{resources: {kinds: [Service]}}]}
                validate: {message: two, pattern: {metadata: {labels: {%s: "?*"}}}}
          """,
          """
          apiVersion: kyverno.io/v1
          kind: ClusterPolicy
          metadata: {name: defaults}
          spec:
            rules:
              - name: add
                match: {any: [{resources: {kinds: [Service], names: ["%s*"]}}]}
                mutate: {patchStrategicMerge: {metadata: {labels: {+(%s): x, +(%s): y}}}}
          """,
          """
          apiVersion: policies.kyverno.io/v1
          kind: ValidatingPolicy
          metadata: {name: cel}
          spec:
            matchConstraints:
              resourceRules:
                - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [services]}
            validations:
              - expression: "object.metadata.name.startsWith('%s') || 'x%s' != 'x%s'"
          """);

  private final Map<String, String> disk = new LinkedHashMap<>();
  private final Map<String, String> editor = new LinkedHashMap<>();
  private final Editing editing = new Editing();

  @ParameterizedTest
  @ValueSource(longs = {4, 6, 7})
  void theSameTextsSayTheSame(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < POLICIES.size(); i++) {
      save("/w/p" + i + ".yaml", policy(i, random));
    }
    for (int i = 0; i < 6; i++) {
      save("/w/m" + i + ".yaml", service(i, random));
    }
    for (int step = 0; step < 90; step++) {
      int which = random.nextInt(POLICIES.size());
      String file = "/w/p" + which + ".yaml";
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> type(file, policy(which, random));
        case 3 -> type(file, policy(which, random).replace("kind", "kind: ["));
        case 4 -> save(file, editor.getOrDefault(file, disk.get(file)));
        case 5 -> save("/w/m" + random.nextInt(6) + ".yaml", service(random.nextInt(6), random));
        case 6 -> type("/w/m" + which + ".yaml", service(which, random));
        default -> close(file);
      }
      if (random.nextInt(3) > 0) {
        assertThat(said(editing)).as("step %s of seed %s", step, seed).isEqualTo(said(fresh()));
      }
    }
  }

  private static String policy(int which, Random random) {
    return POLICIES
        .get(which)
        .formatted(
            random.nextBoolean() ? "s" : "s" + random.nextInt(6), label(random), label(random));
  }

  private static String service(int number, Random random) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: s%s, labels: {%s: x}}
    """
        .formatted(number, label(random));
  }

  private static String label(Random random) {
    return LABELS.get(random.nextInt(LABELS.size()));
  }

  private void save(String file, String text) {
    disk.put(file, text);
    editing.disk(file, text);
  }

  private void type(String file, String text) {
    editor.put(file, text);
    editing.type(file, text);
  }

  private void close(String file) {
    editor.remove(file);
    editing.change(new Change.ClosedInEditor(new FileId(file)));
  }

  private Editing fresh() {
    Editing fresh = new Editing();
    disk.forEach(fresh::disk);
    editor.forEach(fresh::type);
    return fresh;
  }

  private static String said(Editing editing) {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < POLICIES.size(); i++) {
      String file = "/w/p" + i + ".yaml";
      said.append(editing.counts(file)).append(editing.sinceSave(file));
    }
    return said.toString();
  }
}
