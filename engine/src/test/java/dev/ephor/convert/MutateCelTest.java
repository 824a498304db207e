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
        .startsWith(
            "mutate.targets: a MutatingPolicy changes existing objects whatever else is judged");
  }

  @Test
  void itemsThatAreChosenBecomePartialItems() {
    assertThat(
            mutating(
                "Pod",
                """
                mutate:
                  patchStrategicMerge:
                    spec:
                      containers:
                      - (image): "test/*"
                        imagePullPolicy: Always
                """))
        .contains(
            "containers: object.spec.containers\n",
            " .filter(container, container.?image.orValue('').startsWith('test/'))\n",
            " .map(container, Object.spec.containers{\n",
            " name: container.name,\n".indent(-2));
  }

  @Test
  void aLoopIsAMap() {
    assertThat(
            mutating(
                "Pod",
                """
                mutate:
                  foreach:
                  - list: request.object.spec.containers
                    preconditions:
                      all:
                      - {key: "{{ element.image }}", operator: Equals, value: "*:latest"}
                    patchStrategicMerge:
                      spec:
                        containers:
                        - (name): "{{ element.name }}"
                          imagePullPolicy: Always
                """))
        .contains(
            ".filter(container, container.image.endsWith(':latest'))\n",
            ".map(container, Object.spec.containers{\n");
  }

  @Test
  void aJsonPatchInALoopHasTheItemsNumber() {
    assertThat(
            mutating(
                "Pod",
                """
                mutate:
                  foreach:
                  - list: request.object.spec.containers
                    patchesJson6902: |-
                      - op: add
                        path: /spec/containers/{{elementIndex}}/securityContext
                        value: {"runAsNonRoot": true}
                """))
        .endsWith(
            """
                  expression: |-
                    object.spec.containers.transformList(i, container,
                      JSONPatch{
                        op: 'add',
                        path: '/spec/containers/' + string(i) + '/securityContext',
                        value: {'runAsNonRoot': true}
                      })
            """);
  }

  /** The rule makes missing parents and forgives the removal of what is not there. */
  @Test
  void aJsonPatchAsksForWhatItNeeds() {
    assertThat(
            mutating(
                "Service",
                """
                mutate:
                  patchesJson6902: |-
                    - {op: remove, path: /spec/type}
                    - {op: add, path: /metadata/annotations/team~1name, value: core}
                """))
        .contains("has(object.spec.type) ?\n")
        .contains("path: '/metadata/annotations', value: {'team/name': 'core'}")
        .contains("path: '/metadata/annotations/team~1name', value: 'core'");
  }

  @Test
  void conditionsOfMapsAreMatchConditions() {
    assertThat(
            mutating(
                "Deployment",
                """
                mutate:
                  patchStrategicMerge:
                    metadata: {annotations: {(inject): "true"}}
                    spec: {replicas: 2}
                """))
        .contains(
            """
              - name: patched
                expression: >-
                  object.metadata.?annotations[?'inject'].orValue('') == 'true'
            """)
        .doesNotContain("annotations: {");
  }

  @Test
  void whatCannotBeSaidIsNamed() {
    assertThat(
            Conversions.reason(
                "Pod",
                """
                mutate:
                  patchStrategicMerge:
                    spec: {containers: [{(name): "*", resources: {requests: {+(cpu): 1m}}}]}
                """))
        .startsWith("what is added where it is absent, in several items");
    assertThat(
            Conversions.reason(
                "Pod", "mutate: {patchesJson6902: '- {op: test, path: /spec/hostname, value: a}'}"))
        .isEqualTo("the operation test of a JSON patch");
  }

  /** Conditions in a patch of what is replaced as a whole, below a place that is always there. */
  @Test
  void chosenItemsAreNumbered() {
    assertThat(
            mutating(
                "Deployment",
                """
                mutate:
                  patchStrategicMerge:
                    spec: {template: {spec: {containers: [{(name): "*", args: [--quiet]}]}}}
                """))
        .contains("object.spec.template.spec.containers.transformList(i, container,\n")
        .contains("path: '/spec/template/spec/containers/' + string(i) + '/args'");
  }
}
