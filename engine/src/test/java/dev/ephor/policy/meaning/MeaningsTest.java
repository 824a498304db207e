package dev.ephor.policy.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.schema.Schemas;
import dev.ephor.value.Source;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.TypingSite;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import org.junit.jupiter.api.Test;

/** What the place at the cursor may hold: fields, and how they are written. */
class MeaningsTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [%s]}}]}
      %s
      """;

  @Test
  void manifests() {
    assertThat(fields("apiVersion: v1\nkind: Pod\nspec:\n  |\n"))
        .contains("containers", "hostNetwork");
    assertThat(fields("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - |\n"))
        .contains("image", "securityContext")
        .doesNotContain("containers");
    assertThat(
            fields(
                "apiVersion: v1\n"
                    + "kind: List\n"
                    + "items:\n"
                    + "  - apiVersion: v1\n"
                    + "    kind: Pod\n"
                    + "    spec:\n"
                    + "      |\n"))
        .contains("containers");
    assertThat(fields("apiVersion: no/v1\nkind: Where\nspec:\n  |\n")).isEmpty();
    assertThat(fields("apiVersion: no/v1\nkind: Where\n|\n"))
        .isEqualTo("PLAIN apiVersion kind metadata spec");
    assertThat(fields("kind: Deployment\nspec:\n  |\n")).contains("replicas");
  }

  @Test
  void policies() {
    assertThat(fields(RULE.formatted("Pod", "      |"))).contains("validate", "mutate", "exclude");
    assertThat(fields(RULE.formatted("Pod", "      validate:\n        |")))
        .contains("pattern", "deny");
  }

  @Test
  void patternsHaveTheFieldsOfTheMatchedKinds() {
    assertThat(
            fields(
                RULE.formatted(
                    "Pod", "      validate:\n        pattern:\n          spec:\n            |")))
        .contains("containers", "PATTERN");
    assertThat(
            fields(
                RULE.formatted(
                    "Pod",
                    "      validate:\n"
                        + "        pattern:\n"
                        + "          spec:\n"
                        + "            =(securityContext):\n"
                        + "              |")))
        .contains("runAsNonRoot");
    assertThat(
            fields(
                RULE.formatted(
                    "Pod",
                    "      validate:\n        anyPattern:\n          - spec:\n              |")))
        .contains("containers", "PATTERN");
    assertThat(
            fields(
                RULE.formatted(
                    "Deployment",
                    "      mutate:\n"
                        + "        patchStrategicMerge:\n"
                        + "          spec:\n"
                        + "            template:\n"
                        + "              spec:\n"
                        + "                containers:\n"
                        + "                  - (name): x\n"
                        + "                    |")))
        .contains("image", "OVERLAY");
    assertThat(fields(RULE.formatted("\"*\"", "      validate:\n        pattern:\n          |")))
        .isEqualTo("PATTERN apiVersion kind metadata spec");
  }

  @Test
  void loopsHaveTheFieldsOfTheirElements() {
    String loop =
        "      validate:\n"
            + "        foreach:\n"
            + "          - list: %s\n"
            + "            pattern:\n"
            + "              |";
    assertThat(fields(RULE.formatted("Pod", loop.formatted("request.object.spec.containers"))))
        .contains("image", "PATTERN");
    assertThat(
            fields(
                RULE.formatted(
                    "Pod", loop.formatted("'request.object.spec.[initContainers, containers][]'"))))
        .contains("image");
    assertThat(
            fields(
                RULE.formatted(
                    "Pod", loop.formatted("\"request.object.spec.volumes[?hostPath].hostPath\""))))
        .contains("path", "type");
  }

  @Test
  void aLoopInManyLoopsIsLookedAtOnce() {
    StringBuilder loops = new StringBuilder("      validate:\n");
    for (int depth = 4; depth < 34; depth++) {
      loops.append("  ".repeat(depth)).append("foreach:\n").append("  ".repeat(depth));
      loops.append("- list: ").append(depth == 4 ? "request.object.spec" : "element");
      loops.append(depth == 4 ? ".containers\n" : "\n");
    }
    loops.append("  ".repeat(34)).append("pattern:\n").append("  ".repeat(35)).append("|");
    assertThat(fields(RULE.formatted("Pod", loops))).contains("image", "PATTERN");
  }

  @Test
  void generatedDataHasTheFieldsOfItsKind() {
    assertThat(
            fields(
                RULE.formatted(
                    "Namespace",
                    "      generate:\n"
                        + "        apiVersion: networking.k8s.io/v1\n"
                        + "        kind: NetworkPolicy\n"
                        + "        data:\n"
                        + "          spec:\n"
                        + "            |")))
        .contains("podSelector", "policyTypes");
  }

  @Test
  void targetsOfMutations() {
    assertThat(
            fields(
                RULE.formatted(
                    "Pod",
                    "      mutate:\n"
                        + "        targets:\n"
                        + "          - {apiVersion: v1, kind: ConfigMap}\n"
                        + "        patchStrategicMerge:\n"
                        + "          |")))
        .contains("data", "immutable");
  }

  private static String fields(String text) {
    int cursor = text.indexOf('|');
    String plain = text.substring(0, cursor) + text.substring(cursor + 1);
    YamlDocument document = YamlParser.parse(new Source("test"), plain);
    TypingSite site = TypingSite.at(document, cursor).orElseThrow();
    Meaning meaning = Meanings.at(NodePath.of(site.tree(), site.parent()), Schemas.BUILT_IN);
    return meaning.isUnknown()
        ? ""
        : meaning.dialect() + " " + String.join(" ", meaning.fields().keySet());
  }
}
