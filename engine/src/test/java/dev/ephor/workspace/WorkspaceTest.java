package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkspaceTest {

  private static final String TEAM =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: team
      spec:
        kinds: [Pod]
        label: team
      """;

  private static String pod(String name) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: %s
    """
        .formatted(name);
  }

  @Test
  void showsBothEndsOfAVerdict() {
    Desk desk = new Desk().file("/w/policy.yaml", TEAM).file("/w/pod.yaml", pod("web"));

    assertThat(desk.shown())
        .isEqualTo(
            """
            /w/pod.yaml:3:1-3:9 WARNING team/label: label team is missing
              /w/policy.yaml:7:10-7:14 the policy's clause
            """);
  }

  @Test
  void theEditorCountsBeforeTheDisk() {
    Desk desk = new Desk().file("/w/policy.yaml", TEAM).file("/w/pod.yaml", pod("web"));
    String before = desk.shown();

    desk.type("/w/pod.yaml", pod("web") + "  labels: {team: a}\n");
    assertThat(desk.shown()).isEmpty();
    desk.file("/w/pod.yaml", "# changed on disk\n" + pod("web"));
    assertThat(desk.shown()).isEmpty();
    desk.close("/w/pod.yaml");
    assertThat(desk.shown()).isEqualTo(before.replace("3:1-3:9", "4:1-4:9"));
    desk.delete("/w/pod.yaml");
    assertThat(desk.shown()).isEmpty();
  }

  @Test
  void itemsOfAListAreResources() {
    Desk desk =
        new Desk()
            .file("/w/policy.yaml", TEAM)
            .file(
                "/w/list.yaml",
                """
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: v1
                    kind: Pod
                    metadata: {name: a}
                  - apiVersion: v1
                    kind: Pod
                    metadata: {name: b, labels: {team: x}}
                """);

    assertThat(desk.shown()).startsWith("/w/list.yaml:6:5-6:13 WARNING").hasLineCount(2);
  }

  @Test
  void materialOfATestIsNotJudged() {
    Desk desk =
        new Desk()
            .file("/w/policy.yaml", TEAM)
            .file("/w/test/pod.yaml", pod("web"))
            .file("/w/test/more/pod.yaml", pod("web"))
            .file("/w/other.yaml", pod("web"));
    assertThat(desk.shown()).hasLineCount(6);

    desk.file(
        "/w/test/kyverno-test.yaml",
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata: {name: t}
        policies: [../policy.yaml]
        resources: [pod.yaml, ./more]
        results: []
        """);
    assertThat(desk.shown()).startsWith("/w/other.yaml").hasLineCount(2);
  }

  @Test
  void twoPoliciesOfOneNameAreBothEvaluatedAndTheSecondSaysSo() {
    Desk desk =
        new Desk()
            .file("/w/a.yaml", TEAM)
            .file("/w/b.yaml", TEAM.replace("label: team", "label: owner"))
            .file("/w/pod.yaml", pod("web"));

    assertThat(desk.shown())
        .isEqualTo(
            """
            /w/b.yaml:4:9-4:13 WARNING duplicate-policy: There is another ClusterPolicy team. A \
            cluster keeps the one that is applied last; here both are evaluated. Rename or remove one.
              /w/a.yaml:4:9-4:13 the other ClusterPolicy team
            /w/pod.yaml:3:1-3:9 WARNING team/label: label owner is missing
              /w/b.yaml:7:10-7:15 the policy's clause
            /w/pod.yaml:3:1-3:9 WARNING team/label: label team is missing
              /w/a.yaml:7:10-7:14 the policy's clause
            """);
  }

  @Test
  void aCrashStaysOne() {
    Desk desk =
        new Desk()
            .file("/w/a.yaml", TEAM.replace("name: team", "name: bad") + "  crash: true\n")
            .file("/w/b.yaml", TEAM)
            .file("/w/pod.yaml", pod("web"));

    assertThat(desk.shown())
        .contains("bad: Ephor failed while it evaluated this policy")
        .contains("as the policy wishes")
        .contains("team/label: label team is missing");
  }

  @Test
  void aHelmTemplateIsLeftAloneWithOneNote() {
    String template =
        "{{- if .Values.on }}\napiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.n }}\n"
            + "{{- end }}\n";
    Desk desk =
        new Desk()
            .file("/w/policy.yaml", TEAM)
            .file("/w/chart/templates/pod.yaml", template)
            .file("/w/chart/templates/plain.yaml", pod("web"));

    assertThat(desk.shown())
        .contains("/w/chart/templates/pod.yaml:1:1-1:1 INFORMATION helm-template: This is a Helm")
        .contains("/w/chart/templates/plain.yaml:3:1-3:9 WARNING team/label")
        .hasLineCount(3);
  }

  @Test
  void aBrokenDocumentLeavesItsNeighboursAlone() {
    Desk desk =
        new Desk()
            .file("/w/policy.yaml", TEAM)
            .file("/w/pods.yaml", pod("a") + "---\nkind: [\n---\n" + pod("b"));

    assertThat(desk.shown())
        .contains("/w/pods.yaml:3:1-3:9 WARNING team/label")
        .contains("/w/pods.yaml:10:1-10:9 WARNING team/label")
        .contains("ERROR");
  }
}
