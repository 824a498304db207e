package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is remembered between snapshots decides nothing. */
class PolicyLintsTest {

  private static final List<String> TEXTS =
      List.of(
          policy("strict", "kinds: [Pod]", "{hostNetwork: false, hostPID: false}"),
          policy("mild", "kinds: [Pod], namespaces: [shop]", "{hostNetwork: false}"),
          policy("other", "kinds: [Pod]", "{hostNetwork: true}"),
          policy("mild", "kinds: [Pod]", "{hostPID: false}"),
          policy("alone", "kinds: [Service]", "{typ: x}"),
          "# ephor: ignore[shadowed-rule] both stay\n"
              + policy("mild", "kinds: [Pod]", "{hostPID: false}"),
          """
          apiVersion: kyverno.io/v2
          kind: PolicyException
          metadata: {name: one}
          spec:
            exceptions: [{policyName: mild, ruleNames: [rule]}, {policyName: other, ruleNames: [x]}]
            match: {any: [{resources: {kinds: [Pod], namespaces: [shop]}}]}
          """,
          "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n",
          "kind: ClusterPolicy\napiVersion: kyverno.io/v1\nspec: {rules: [{validate: [}",
          "");

  private static String policy(String name, String match, String pattern) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: %s}
    spec:
      rules:
      - name: rule
        match: {any: [{resources: {%s}}]}
        validate: {message: do as told, pattern: {spec: %s}}
    """
        .formatted(name, match, pattern);
  }

  @Test
  void incrementalEqualsFreshAndNamesWhatChanged() {
    Random random = new Random(7);
    Workspace workspace = new Workspace();
    PolicyLints kept = new PolicyLints();
    Snapshot before = workspace.current();
    List<FileId> files =
        List.of(LintExample.file(0), LintExample.file(1), LintExample.file(2), LintExample.file(3));
    int findings = 0;
    for (int round = 0; round < 300; round++) {
      FileId edited = files.get(random.nextInt(files.size()));
      String text = TEXTS.get(random.nextInt(TEXTS.size()));
      String padded = random.nextBoolean() ? text : "# moved\n---\n" + text;
      Snapshot now = workspace.update(List.of(new Change.InEditor(edited, SourceText.of(padded))));
      List<FileId> differ = new ArrayList<>();
      for (FileId file : files) {
        var fresh = new PolicyLints().of(now, file);
        assertThat(kept.of(now, file)).isEqualTo(fresh);
        findings += fresh.size();
        if (!messages(new PolicyLints(), before, file).equals(messages(kept, now, file))) {
          differ.add(file);
        }
      }
      List<FileId> named = new ArrayList<>(kept.affected(before, now));
      named.add(edited);
      assertThat(named).containsAll(differ);
      before = now;
    }
    assertThat(findings).isGreaterThan(300);
  }

  private static List<String> messages(PolicyLints lints, Snapshot snapshot, FileId file) {
    return lints.of(snapshot, file).stream().map(shown -> shown.diagnostic().message()).toList();
  }

  @Test
  void linesThatMoveElsewhereMoveTheirPlaces() {
    Workspace workspace = new Workspace();
    PolicyLints lints = new PolicyLints();
    FileId strict = LintExample.file(0);
    FileId mild = LintExample.file(1);
    workspace.update(
        List.of(
            new Change.OnDisk(strict, SourceText.of(TEXTS.get(0)), List.of()),
            new Change.OnDisk(mild, SourceText.of(TEXTS.get(3)), List.of())));
    Snapshot before = workspace.current();
    int start = related(lints, before, mild);

    Snapshot moved =
        workspace.update(
            List.of(new Change.InEditor(strict, SourceText.of("# moved\n" + TEXTS.get(0)))));

    assertThat(lints.affected(before, moved)).containsExactly(mild);
    assertThat(related(lints, moved, mild)).isEqualTo(start + "# moved\n".length());
  }

  private static int related(PolicyLints lints, Snapshot snapshot, FileId file) {
    return lints.of(snapshot, file).get(0).diagnostic().related().get(0).span().start();
  }

  /** Half of every editing session is broken text. */
  @Test
  void everyPrefixOfEveryExampleIsLookedAtWithoutFailing() {
    for (Lint lint : Lints.all()) {
      String yaml =
          LintPage.of(lint)
              .section("Example")
              .replaceFirst("^```yaml\n", "")
              .replaceFirst("```$", "");
      for (int end = 0; end <= yaml.length(); end += 3) {
        String text = yaml.substring(0, end);
        for (PolicyLints.Shown shown :
            new PolicyLints()
                .of(LintExample.snapshot(List.of(text), List.of()), LintExample.file(0))) {
          assertThat(shown.diagnostic().message()).doesNotContain("Ephor failed");
          assertThat(shown.diagnostic().span().end()).isLessThanOrEqualTo(text.length());
          shown
              .edit()
              .ifPresent(
                  edit ->
                      edit.edits()
                          .forEach(
                              each ->
                                  assertThat(each.span().end())
                                      .isLessThanOrEqualTo(text.length())));
        }
      }
    }
  }
}
