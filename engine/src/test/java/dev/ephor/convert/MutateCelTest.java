package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Mutations as MutatingPolicies. Each was proven by comparing what they leave. */
class MutateCelTest {

  private static String mutating(String kind, String rule) {
    PolicyConversion conversion = Conversions.of(kind, rule);
    assertThat(conversion.rules().get(0).left()).isEmpty();
    Proof proof = Conversions.proof(conversion);
    assertThat(proof.errors()).isEmpty();
    assertThat(proof.differences()).isEmpty();
    assertThat(proof.allowed()).isPositive();
    String text = ((RuleConversion.Made) conversion.rules().get(0)).text();
    return text.substring(text.indexOf("spec:\n"));
  }

  @Test
  void whatIsReplacedAsAWholeIsPatchedByJson() {
    assertThat(
            mutating(
                "Deployment",
                """
                mutate:
                  patchStrategicMerge:
                    spec: {template: {spec: {nodeSelector: {example.com/disk: ssd}}}}
                """))
        .endsWith(
            """
              mutations:
              - patchType: JSONPatch
                jsonPatch:
                  expression: |-
                    has(object.spec.template.spec.nodeSelector) ?
                      [
                        JSONPatch{
                          op: 'add',
                          path: '/spec/template/spec/nodeSelector/example.com~1disk',
                          value: 'ssd'
                        }
                      ] :
                      [
                        JSONPatch{
                          op: 'add',
                          path: '/spec/template/spec/nodeSelector',
                          value: {'example.com/disk': 'ssd'}
                        }
                      ]
            """);
  }

  /** Kyverno's auto-generation does not carry over a JSON patch, so the policy looks itself. */
  @Test
  void podsAndTheirTemplatesAreToldApart() {
    assertThat(
            mutating("Pod", "mutate: {patchStrategicMerge: {metadata: {labels: {+(team): none}}}}"))
        .contains("resources: [cronjobs, jobs]\n")
        .contains(
            """
              - name: pod
                expression: |-
                  object.kind == 'Pod' ? object :
                  object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template :
                  object.spec.template
            """)
        .contains("path: variables.path + '/metadata/labels/team'");
  }

  @Test
  void aPreconditionThatFailsIsAskedInTheMutation() {
    assertThat(
            mutating(
                "ConfigMap",
                """
                preconditions:
                  all:
                  - {key: "{{ request.object.metadata.labels.app }}", operator: Equals, value: web}
                mutate: {patchStrategicMerge: {metadata: {labels: {tier: front}}}}
                """))
        .contains("object.metadata.labels['app'] == 'web' ?\n")
        .endsWith(" :\n          Object{}\n");
  }

  @Test
  void targetsDoNotDependOnWhatIsAdmitted() {
    assertThat(
            Conversions.reason(
                "ConfigMap",
                """
                mutate:
                  targets: [{apiVersion: v1, kind: Secret, name: a, namespace: b}]
                  patchStrategicMerge: {metadata: {labels: {tier: front}}}
                """))
        .startsWith("mutate.targets: a MutatingPolicy changes them whatever is admitted");
  }
}
