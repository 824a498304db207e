package dev.ephor.autogen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.autogen.AutogenRules.ForKinds;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutogenRulesTest {

  private static final String RULE =
      """
      spec:
        rules:
        - name: tag
          match: {any: [{resources: {kinds: [Pod]}}]}
          preconditions:
            all: [{key: "{{ request.object.spec.hostPID }}", operator: Equals, value: true}]
          validate:
            message: "{{request.object.metadata.name}} has no tag"
            pattern: {spec: {containers: [{image: "*:*"}]}}
      """;

  @Test
  void aRuleForPodsBecomesOneForControllersAndOneForCronJobs() {
    List<ForKinds> rules = AutogenRules.of(policy(RULE));

    assertThat(rules)
        .extracting(one -> one.rule().string("name"))
        .containsExactly("tag", "autogen-tag", "autogen-cronjob-tag");
    assertThat(rules.get(0).kinds()).isEmpty();
    assertThat(rules.get(1).kinds())
        .isEqualTo(
            Set.of(
                "DaemonSet",
                "Deployment",
                "Job",
                "ReplicaSet",
                "ReplicationController",
                "StatefulSet"));
    assertThat(rules.get(2).rule())
        .isEqualTo(
            read(
                """
                name: autogen-cronjob-tag
                match: {any: [{resources: {kinds: [batch/v1/CronJob]}}]}
                preconditions:
                  all:
                  - key: "{{ request.object.spec.jobTemplate.spec.template.spec.hostPID }}"
                    operator: Equals
                    value: true
                validate:
                  message: "{{request.object.spec.jobTemplate.spec.template.metadata.name}} has no tag"
                  pattern:
                    spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: "*:*"}]}}}}}
                """));
  }

  @Test
  void whatIsMadeComesFromTheClauseAsWritten() {
    YamlDocument document = YamlParser.parse(new Source("policy"), RULE);
    MapValue generated = AutogenRules.of((MapValue) document.root()).get(1).rule();

    MapValue pattern = generated.map("validate").map("pattern");
    Value inner = pattern.map("spec").map("template");
    assertThat(inner)
        .isSameAs(
            ((MapValue) ((MapValue) document.root()).map("spec").list("rules").at(0))
                .map("validate")
                .child("pattern"));
    var span = document.span(generated.map("validate").child("message").node(), Place.Part.KEY);
    assertThat(RULE.substring(span.start(), span.end())).isEqualTo("message");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names: [x]",
        "name: x",
        "selector: {}",
        "annotations: {a: b}",
        "kinds: [Pod, Service]",
        "kinds: [v1/Pod]"
      })
  void matchesThatDoNotCarryOverKeepThePolicyFromIt(String resources) {
    String kinds = resources.startsWith("kinds") ? resources : "kinds: [Pod], " + resources;
    assertThat(AutogenRules.of(policy(RULE.replace("kinds: [Pod]", kinds)))).hasSize(1);
  }

  @Test
  void theAnnotationChoosesControllers() {
    assertThat(named("none")).containsExactly("tag");
    assertThat(named("DaemonSet")).containsExactly("tag", "autogen-tag");
    assertThat(named("CronJob")).containsExactly("tag", "autogen-cronjob-tag");
    assertThat(named("Deployment,CronJob"))
        .containsExactly("tag", "autogen-tag", "autogen-cronjob-tag");
  }

  @Test
  void oneRuleWithAJsonPatchKeepsTheWholePolicyFromIt() {
    String patch =
        "  - {name: p, match: {any: [{resources: {kinds: [Pod]}}]}, mutate: {patchesJson6902: x}}\n";
    assertThat(AutogenRules.of(policy(RULE + patch))).hasSize(2);
  }

  @Test
  void longNamesAreCut() {
    String name = "n".repeat(60);
    List<ForKinds> rules = AutogenRules.of(policy(RULE.replace("name: tag", "name: " + name)));
    assertThat(rules.get(2).rule().string("name")).isEqualTo("autogen-cronjob-" + "n".repeat(47));
  }

  private static List<String> named(String annotation) {
    String metadata =
        "metadata: {annotations: {pod-policies.kyverno.io/autogen-controllers: \""
            + annotation
            + "\"}}\n";
    return AutogenRules.of(policy(metadata + RULE)).stream()
        .map(one -> one.rule().string("name"))
        .toList();
  }

  private static MapValue policy(String text) {
    return (MapValue) read(text);
  }

  private static Value read(String text) {
    YamlDocument document = YamlParser.parse(new Source("policy"), text);
    assertThat(document.problems()).isEmpty();
    return document.root();
  }
}
