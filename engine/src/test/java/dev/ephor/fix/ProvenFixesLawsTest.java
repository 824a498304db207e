package dev.ephor.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.fix.Fixes.Violation;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Rehearsal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The law of fixes: each that is offered, made in the text and read by a fresh workspace, takes its
 * violation away, brings none, and takes no item out of a list. Policies and pods are random, by a
 * fixed seed.
 */
class ProvenFixesLawsTest {

  private static final int SEEDS = 40;

  private static final List<String> CHECKS =
      List.of(
          "pattern: {spec: {=(hostNetwork): false}}",
          "pattern: {spec: {X(hostPID): null}}",
          "pattern: {spec: {containers: [{image: '!*:latest', imagePullPolicy: Always | Never}]}}",
          "pattern: {spec: {containers: [{(name): 'b*', securityContext: {privileged: false}}]}}",
          "pattern: {spec: {terminationGracePeriodSeconds: 10-20}}",
          "pattern: {spec: {containers: [{resources: {limits: {memory: '<=1Gi'}}}]}}",
          "pattern: {metadata: {labels: {team: '?*', tier: web | db}}}",
          "anyPattern: [{spec: {hostNetwork: false}}, {metadata: {labels: {net: host}}}]",
          """
          deny:
            conditions:
              any:
              - {key: "{{ request.object.spec.hostNetwork || `false` }}", operator: Equals, value: true}
              - {key: "{{ request.object.spec.containers[].imagePullPolicy }}", operator: AnyIn, value: [Never]}
          """,
          """
          foreach:
          - list: request.object.spec.containers
            deny:
              conditions:
                all:
                - {key: "{{ element.securityContext.privileged || `false` }}", operator: Equals, value: true}
          """,
          "podSecurity: {level: restricted, version: latest}",
          """
          cel:
            expressions:
            - expression: "object.spec.containers.all(c, has(c.securityContext) && c.securityContext.runAsNonRoot == true)"
            - expression: "!has(object.spec.hostPID) || object.spec.hostPID == false"
          """);

  private static final List<String> POD_FIELDS =
      List.of(
          "hostNetwork: true",
          "hostPID: true",
          "terminationGracePeriodSeconds: 90",
          "securityContext: {runAsUser: 0}",
          "# a comment");

  private static final List<String> CONTAINER_FIELDS =
      List.of(
          "imagePullPolicy: Never",
          "securityContext: {privileged: true} # why",
          "resources: {limits: {memory: 2Gi}}",
          "ports: [{containerPort: 80, hostPort: 80}]");

  private static String policy(int i, String check) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: p%d}
    spec:
      rules:
      - name: rule
        match: {any: [{resources: {kinds: [Pod]}}]}
        validate:
    %s\
    """
        .formatted(i, check.indent(6));
  }

  private static String pod(Random random) {
    StringBuilder text =
        new StringBuilder("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web # mine\nspec:\n");
    for (String field : POD_FIELDS) {
      text.append(random.nextBoolean() ? "  " + field + "\n" : "");
    }
    text.append("  containers:\n");
    for (String name : List.of("a", "b", "bb").subList(0, 1 + random.nextInt(3))) {
      String tag = random.nextBoolean() ? "latest" : "1";
      text.append(
          String.format(Locale.ROOT, "  - name: %s\n    image: registry.test/x:%s\n", name, tag));
      for (String field : CONTAINER_FIELDS) {
        text.append(random.nextInt(3) == 0 ? "    " + field + "\n" : "");
      }
    }
    return text.toString();
  }

  @Test
  void aFixTakesItsViolationAndBringsNone() {
    int offered = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      offered += check(seed);
    }
    assertThat(offered).isGreaterThan(2 * SEEDS);
  }

  private static int check(int seed) {
    int offered = 0;
    Random random = new Random(seed);
    String pod = pod(random);
    String[] policies = new String[3];
    for (int i = 0; i < policies.length; i++) {
      policies[i] = policy(i, CHECKS.get((seed + i * (1 + random.nextInt(4))) % CHECKS.size()));
    }
    Mending mending = Mending.of(pod, policies);
    List<String> before = mending.against(pod);
    Rehearsal rehearsal =
        mending.snapshot(pod).rehearsals(Mending.MANIFEST, Cancellation.NEVER).get(0);
    Fixes fixes = Fixes.of(rehearsal);
    for (Violation violation : fixes.violations()) {
      for (Fix fix : fixes.offer(violation).fixes()) {
        offered++;
        String text = mending.after(fix);
        List<String> after = mending.against(text);
        assertThat(after).as(fix.title() + "\n" + text).doesNotContain(violation.name());
        assertThat(before).as(fix.title() + "\n" + text).containsAll(after);
        assertThat(text).contains("# mine");
        assertThat(count(text, "- name: ")).isGreaterThanOrEqualTo(count(pod, "- name: "));
      }
    }
    return offered;
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length;
  }
}
