package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules become in CEL. Each expression was proven before it is compared. */
class ConvertTest {

  private static String pattern(String kind, String pattern) {
    return Conversions.expression(kind, "validate:\n  pattern:\n" + pattern.indent(4));
  }

  private static String deny(String condition) {
    return Conversions.expression(
        "Pod", "validate:\n  deny:\n    conditions:\n      any:\n      - " + condition);
  }

  @Test
  void aDemandedLabelIsNotEmpty() {
    assertThat(pattern("Pod", "metadata: {labels: {app: '?*'}}"))
        .isEqualTo("object.metadata.?labels[?'app'].orValue('') != ''");
  }

  @Test
  void wildcardsAreWords() {
    assertThat(pattern("Pod", "metadata: {labels: {app: 'web-*'}}"))
        .isEqualTo("object.metadata.?labels[?'app'].orValue('').startsWith('web-')");
    assertThat(pattern("Pod", "metadata: {labels: {app: 'a?c*e'}}"))
        .isEqualTo("object.metadata.?labels[?'app'].orValue('').matches('(?s)^a.c.*e$')");
    assertThat(pattern("Pod", "metadata: {labels: {tier: 'front | back'}}"))
        .isEqualTo("object.metadata.?labels[?'tier'].orValue('') in ['front', 'back']");
  }

  @Test
  void anchorsSayWhatIsAbsent() {
    assertThat(pattern("Pod", "spec: {=(hostNetwork): false}"))
        .isEqualTo("object.spec.?hostNetwork.orValue(false) == false");
    assertThat(pattern("Pod", "spec: {X(hostPID): 'null'}")).isEqualTo("!has(object.spec.hostPID)");
    assertThat(
            pattern("Pod", "spec: {containers: [{(image): '*:latest', imagePullPolicy: Always}]}"))
        .isEqualTo(
            "object.spec.containers.all(container,"
                + " !container.?image.orValue('').endsWith(':latest') ||"
                + " container.?imagePullPolicy.orValue('') == 'Always')");
    assertThat(pattern("Pod", "spec: {^(containers): [{name: main}]}"))
        .isEqualTo(
            "object.spec.containers.exists(container, container.?name.orValue('') == 'main')");
  }

  @Test
  void numbersAndQuantitiesAreCompared() {
    assertThat(pattern("Deployment", "spec: {replicas: '>=2'}"))
        .isEqualTo("object.spec.?replicas.orValue(0) >= 2");
    assertThat(
            pattern("Pod", "spec: {containers: [{resources: {limits: {memory: '<=2Gi & >0'}}}]}"))
        .contains(".isGreaterThan(quantity('2Gi'))");
  }

  @Test
  void aTextThatIsNoQuantityIsNeitherMoreNorLess() {
    assertThat(pattern("ConfigMap", "data: {size: '>10'}"))
        .isEqualTo(
            "isQuantity(object.?data[?'size'].orValue('')) &&"
                + " quantity(object.?data[?'size'].orValue('')).isGreaterThan(quantity('10'))");
  }

  @Test
  void conditionsAreNegated() {
    assertThat(
            deny("{key: '{{ request.object.spec.hostNetwork }}', operator: Equals, value: true}"))
        .isEqualTo("object.spec.hostNetwork != true");
    assertThat(
            deny(
                "{key: '{{ request.object.spec.containers[].image }}', operator: AnyIn,"
                    + " value: ['nginx:*', busybox]}"))
        .isEqualTo(
            "!object.spec.containers.exists(container, has(container.image) &&"
                + " (container.image == 'busybox' || container.image.startsWith('nginx:')))");
    assertThat(
            deny(
                "{key: \"{{ length(request.object.spec.volumes || `[]`) }}\","
                    + " operator: GreaterThan, value: 1}"))
        .isEqualTo("size(object.spec.?volumes.orValue([])) <= 1");
  }

  @Test
  void loopsAreAll() {
    assertThat(
            Conversions.expression(
                "Pod",
                """
                validate:
                  foreach:
                  - list: request.object.spec.containers
                    preconditions:
                      all:
                      - {key: "{{ element.name }}", operator: NotEquals, value: proxy}
                    deny:
                      conditions:
                        any:
                        - {key: "{{ element.image }}", operator: Equals, value: "*:latest"}
                """))
        .isEqualTo(
            "object.spec.containers.all(container,"
                + " container.name == 'proxy' || !container.image.endsWith(':latest'))");
  }

  @Test
  void matchAndExcludeAreConditions() {
    String text =
        Conversions.text(
            "Pod",
            """
            exclude:
              any:
              - resources: {namespaces: [kube-system, 'ops-*']}
            preconditions:
              all:
              - {key: "{{ request.object.metadata.labels.team || '' }}", operator: NotEquals, value: ops}
            validate:
              message: "No for {{ request.object.metadata.name }}"
              pattern: {spec: {=(hostPID): false}}
            """);
    assertThat(text)
        .contains(
            """
              - name: exclude
                expression: |-
                  object.metadata.namespace != 'kube-system' &&
                  !object.metadata.namespace.startsWith('ops-')
            """)
        .contains(
            """
              - name: precondition
                expression: >-
                  object.metadata.?labels[?'team'].orValue('') != 'ops'
            """)
        .contains("messageExpression: >-\n      'No for ' + object.metadata.name\n");
  }

  @Test
  void containersOfSeveralListsAreOneVariable() {
    assertThat(
            Conversions.text(
                "Pod",
                """
                validate:
                  message: Name a tag.
                  pattern:
                    spec:
                      =(initContainers):
                      - image: "!*:latest & *:*"
                      containers:
                      # Tags that move are no versions.
                      - image: "!*:latest & *:*"
                """))
        .isEqualTo(
            """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata:
              name: p
              # Kept.
              annotations:
                policies.kyverno.io/title: Sample
            spec:
              validationActions: [Audit]
              matchConstraints:
                resourceRules:
                - apiGroups: ['']
                  apiVersions: [v1]
                  operations: [CREATE, UPDATE]
                  resources: [pods]
              variables:
              - name: allContainers
                expression: |-
                  object.spec.containers +
                  object.spec.?initContainers.orValue([])
              # Tags that move are no versions.
              validations:
              - message: Name a tag.
                expression: |-
                  variables.allContainers.all(container,
                    !container.?image.orValue('').endsWith(':latest') &&
                    container.?image.orValue('').contains(':'))
            """);
  }

  @Test
  void aPatchIsAPartialObject() {
    PolicyConversion conversion =
        Conversions.of(
            "Namespace",
            "mutate: {patchStrategicMerge: {metadata: {labels: {+(team): none, app: shop}}}}");
    Proof proof = Conversions.proof(conversion);
    assertThat(proof.errors()).isEmpty();
    assertThat(proof.differences()).isEmpty();
    assertThat(proof.allowed()).isPositive();
    assertThat(((RuleConversion.Made) conversion.rules().get(0)).text())
        .contains("kind: MutatingPolicy")
        .endsWith(
            """
              mutations:
              - patchType: ApplyConfiguration
                applyConfiguration:
                  expression: |-
                    Object{
                      metadata: Object.metadata{
                        labels: {
                          ?'team': object.metadata.?labels[?'team'].hasValue()
                            ? optional.none()
                            : optional.of('none'),
                          'app': 'shop'
                        }
                      }
                    }
            """);
  }

  @Test
  void whatCannotBeSaidIsNamed() {
    assertThat(Conversions.reason("Pod", "mutate: {patchStrategicMerge: {spec: {<(a): b}}}"))
        .isEqualTo("a condition in a patch");
    assertThat(
            Conversions.reason(
                "Pod",
                "validate: {deny: {conditions: {any: [{key: \"{{ random('a') }}\","
                    + " operator: Equals, value: b}]}}}"))
        .isEqualTo("the JMESPath function random");
  }

  /** A policy that is held against another rule is disproved, with a manifest that shows it. */
  @Test
  void theProofFindsWhatDiffers() {
    PolicyConversion strict =
        Conversions.of("Pod", "validate: {pattern: {metadata: {labels: {app: '?*'}}}}");
    PolicyConversion lenient =
        Conversions.of("Pod", "validate: {pattern: {metadata: {=(labels): {=(app): '?*'}}}}");
    Proof proof = Conversions.proof(new PolicyConversion(strict.policy(), lenient.rules()));
    assertThat(proof.holds()).isFalse();
    assertThat(proof.differences().get(0).rule()).startsWith("fail: validation error");
    assertThat(proof.differences().get(0).policy()).isEqualTo("pass: success");
  }

  @Test
  void conversionNeverThrows() {
    for (String rule :
        List.of(
            "validate: {}",
            "validate: {pattern: [[]]}",
            "validate: {deny: {conditions: {any: [1, {key: 2}]}}}",
            "validate: {foreach: [{list: '', deny: {}}, 3]}",
            "validate: {foreach: [{list: 'request.object.[', pattern: {}}]}",
            "validate: {pattern: {spec: {(a): {<(b): ['?*', 1]}, '=(': null}}}",
            "validate: {anyPattern: {}}",
            "validate: {deny: {conditions: [{key: '{{ {{ }}', operator: Foo, value: {}}]}}",
            "context: [{name: x}, 1]\nvalidate: {pattern: {}}")) {
      assertThat(Conversions.of("'*', Pod/exec, a/b/c/d/e", rule).rules()).hasSize(1);
      assertThat(Conversions.of("Pod", rule).rules()).hasSize(1);
    }
  }
}
