package dev.ephor.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixesTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web # stays
      spec:
        hostNetwork: true
        containers:
        - name: app
          image: nginx:1.25
          imagePullPolicy: Never
        - {name: side, image: 'busybox:1'}
      """;

  /** A ClusterPolicy for pods with one rule. */
  private static String policy(String name, String validate) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: %s}
    spec:
      rules:
      - name: rule
        match: {any: [{resources: {kinds: [Pod]}}]}
        validate:
    %s\
    """
        .formatted(name, validate.indent(6));
  }

  private static Mending pod(String validate) {
    return Mending.of(POD, policy("p", validate));
  }

  @Test
  void aValueThatIsDemanded() {
    Mending mending = pod("pattern: {spec: {=(hostNetwork): false}}");
    assertThat(mending.titles())
        .containsExactly("Set spec.hostNetwork: false", "Remove spec.hostNetwork");
    assertThat(mending.mended()).isEqualTo(POD.replace("hostNetwork: true", "hostNetwork: false"));
  }

  @Test
  void aMissingFieldIsAddedInEachItem() {
    Mending mending =
        pod("pattern: {spec: {containers: [{securityContext: {privileged: false}}]}}");
    assertThat(mending.mended())
        .isEqualTo(
            POD.replace(
                    "    imagePullPolicy: Never\n",
                    "    imagePullPolicy: Never\n    securityContext:\n      privileged: false\n")
                .replace("'busybox:1'}", "'busybox:1', securityContext: {privileged: false}}"));
  }

  @Test
  void oneOfSeveralIsChosen() {
    assertThat(
            pod("pattern: {spec: {containers: [{=(imagePullPolicy): Always | IfNotPresent}]}}")
                .titles())
        .startsWith(
            "Set spec.containers[0].imagePullPolicy: \"Always\"",
            "Set spec.containers[0].imagePullPolicy: \"IfNotPresent\"");
  }

  @Test
  void aRangeHasTwoEnds() {
    String policy = policy("p", "pattern: {spec: {terminationGracePeriodSeconds: 10-20}}");
    String pod = POD.replace("  hostNetwork: true", "  terminationGracePeriodSeconds: 90");
    assertThat(Mending.of(pod, policy).titles())
        .containsExactly(
            "Set spec.terminationGracePeriodSeconds: 20",
            "Set spec.terminationGracePeriodSeconds: 10");
  }

  @Test
  void whatOnlyTheAuthorKnowsIsAPlaceholder() {
    assertThat(pod("pattern: {metadata: {labels: {team: '?*'}}}").titles())
        .first()
        .isEqualTo("? Add metadata.labels.team: \"change-me\"");
  }

  @Test
  void aForbiddenFieldGoes() {
    assertThat(pod("pattern: {spec: {X(hostNetwork): null}}").titles())
        .containsExactly("Remove spec.hostNetwork");
  }

  @Test
  void aConditionThatDoesNotHoldIsLeftAlone() {
    Mending mending =
        pod(
            """
            pattern:
              spec:
                containers:
                - (name): app
                  securityContext: {runAsNonRoot: true}
            """);
    assertThat(mending.titles())
        .containsExactly("Add spec.containers[0].securityContext.runAsNonRoot: true");
  }

  @Test
  void eachBranchOfAnyPatternIsAWay() {
    Mending mending =
        pod(
            """
            anyPattern:
            - spec: {hostNetwork: false}
            - metadata: {labels: {network: host}}
            """);
    assertThat(mending.titles())
        .containsExactlyInAnyOrder(
            "Set spec.hostNetwork: false", "Add metadata.labels.network: \"host\"");
  }

  @Test
  void denyIsReadBackwards() {
    Mending mending =
        pod(
            """
            deny:
              conditions:
                any:
                - key: "{{ request.object.spec.containers[].imagePullPolicy }}"
                  operator: AnyNotIn
                  value: [Always]
            """);
    assertThat(mending.titles())
        .containsExactly("Set spec.containers[0].imagePullPolicy: \"Always\"");
  }

  @Test
  void loopsAreFollowedToTheElement() {
    Mending mending =
        pod(
            """
            foreach:
            - list: request.object.spec.containers
              deny:
                conditions:
                  all:
                  - key: "{{ element.imagePullPolicy || '' }}"
                    operator: NotEquals
                    value: Always
            """);
    assertThat(mending.titles())
        .containsExactly(
            "Set spec.containers[0].imagePullPolicy: \"Always\", add"
                + " spec.containers[1].imagePullPolicy: \"Always\"");
  }

  @Test
  void aControlHasItsSetting() {
    assertThat(pod("podSecurity: {level: baseline, version: latest}").titles())
        .containsExactly("Set spec.hostNetwork: false");
  }

  @Test
  void celIsReadBackwards() {
    Mending mending =
        pod(
            """
            cel:
              expressions:
              - expression: >-
                  !has(object.spec.hostNetwork) || object.spec.hostNetwork == false
              - expression: >-
                  object.spec.containers.all(c, c.imagePullPolicy in ['Always', 'IfNotPresent'])
            """);
    assertThat(mending.titles())
        .first()
        .isEqualTo(
            "Set spec.hostNetwork: false, set spec.containers[0].imagePullPolicy: \"Always\", add"
                + " spec.containers[1].imagePullPolicy: \"Always\"");
  }

  @Test
  void aGeneratedRuleIsMendedInTheTemplate() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              hostPID: true
              containers: [{name: app, image: nginx}]
        """;
    String policy = policy("p", "pattern: {spec: {=(hostPID): false}}");
    assertThat(Mending.of(deployment, policy).titles())
        .startsWith("Set spec.template.spec.hostPID: false");
  }

  @Test
  void whatBringsAnotherPolicyAgainstItIsNoFix() {
    String never = policy("p", "pattern: {spec: {hostNetwork: false}}");
    String always = policy("q", "pattern: {spec: {=(hostNetwork): true}}");
    Fixes.Offer offer = Mending.of(POD, never, always).offer();
    assertThat(offer.fixes()).isEmpty();
    assertThat(offer.reasons()).contains("q/rule would then speak against it");
  }

  @Test
  void whatLeavesTheRuleBehindIsNoFix() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          rules:
          - name: rule
            match: {any: [{resources: {kinds: [Pod], selector: {matchLabels: {tier: web}}}}]}
            validate:
              deny:
                conditions:
                  any:
                  - {key: "{{ request.object.metadata.labels.tier }}", operator: Equals, value: web}
        """;
    String pod = POD.replace("  name: web # stays", "  name: web\n  labels: {tier: web}");
    assertThat(Mending.of(pod, policy).offer().fixes()).isEmpty();
  }

  @Test
  void noItemIsTakenOutOfAList() {
    Fixes.Offer offer =
        pod("""
        deny:
          conditions:
            any:
            - key: "{{ length(request.object.spec.containers) }}"
              operator: GreaterThan
              value: 1
        """)
            .offer();
    assertThat(offer.fixes()).isEmpty();
    assertThat(offer.reasons()).contains("the items of spec.containers would have to go");
  }

  @Test
  void whatPoliciesChangeFirstIsJudged() {
    String mutation =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: m}
        spec:
          rules:
          - name: always
            match: {any: [{resources: {kinds: [Pod]}}]}
            mutate: {patchStrategicMerge: {spec: {hostNetwork: true}}}
        """;
    String policy = policy("p", "pattern: {spec: {hostNetwork: false}}");
    assertThat(Mending.of(POD, mutation, policy).offer().fixes()).isEmpty();
  }

  @Test
  void anItemOfAListOfObjectsIsMendedWhereItStands() {
    String list =
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n"
            + "  spec:\n    hostPID: true # why\n    containers: [{name: a, image: b}]\n";
    String policy = policy("p", "pattern: {spec: {=(hostPID): false}}");
    assertThat(Mending.of(list, policy).mended())
        .isEqualTo(list.replace("hostPID: true", "hostPID: false"));
  }
}
