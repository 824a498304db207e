package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.kubernetes.UserInfo;
import dev.ephor.schema.SchemaSource;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.FileRoles;
import dev.ephor.workspace.SeverityRules;
import dev.ephor.workspace.SeverityRules.Choice;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of a workspace with what the lints say of them: under the text that a finding is about
 * stands {@code ^^^ lint: message}. What is not marked must not be found.
 */
final class LintExample {

  private static final String MARK = " *\\^+ [a-z-]+: .*";

  private LintExample() {}

  /** Asserts that one file shows exactly what is marked. */
  static void check(String marked) {
    check(List.of(marked), List.of());
  }

  /** Asserts that two files of one workspace show exactly what is marked in each. */
  static void check(String one, String other) {
    check(List.of(one, other), List.of());
  }

  /** The same where a lint is shown as information that usually is not shown. */
  static void checkWith(String lint, String marked) {
    check(List.of(marked), List.of(new Choice(lint, Optional.of(Severity.INFORMATION))));
  }

  private static void check(List<String> marked, List<Choice> levels) {
    List<String> plain = marked.stream().map(LintExample::unmarked).toList();
    Snapshot snapshot = snapshot(plain, levels);
    PolicyLints lints = new PolicyLints();
    for (int i = 0; i < marked.size(); i++) {
      assertThat(render(plain.get(i), lints.of(snapshot, file(i))))
          .isEqualTo(marked.get(i).stripTrailing() + "\n");
    }
  }

  /** The file after every edit that mends something in it. */
  static String mended(String... texts) {
    Snapshot snapshot = snapshot(List.of(texts), List.of());
    List<TextEdit> edits = new ArrayList<>();
    new PolicyLints()
        .of(snapshot, file(0))
        .forEach(shown -> shown.edit().ifPresent(edit -> edits.addAll(edit.edits())));
    assertThat(edits).isNotEmpty();
    edits.sort(Comparator.comparingInt((TextEdit edit) -> edit.span().start()).reversed());
    StringBuilder text = new StringBuilder(texts[0]);
    for (TextEdit edit : edits) {
      text.replace(edit.span().start(), edit.span().end(), edit.replacement());
    }
    return text.toString();
  }

  static FileId file(int index) {
    return new FileId("/w/" + (char) ('a' + index) + ".yaml");
  }

  static Snapshot snapshot(List<String> texts, List<Choice> levels) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      changes.add(new Change.OnDisk(file(i), SourceText.of(texts.get(i)), List.of()));
    }
    changes.add(
        new Change.Configured(
            new Configuration(
                Map.of(),
                UserInfo.UNKNOWN,
                FileRoles.ANY,
                new SeverityRules(List.of(), levels, Severity.HINT),
                null,
                SchemaSource.NONE,
                Map.of())));
    return new Workspace().update(changes);
  }

  private static String unmarked(String marked) {
    StringBuilder text = new StringBuilder();
    marked
        .lines()
        .filter(line -> !line.matches(MARK))
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static String render(String text, List<PolicyLints.Shown> found) {
    StringBuilder out = new StringBuilder();
    int start = 0;
    for (String line : text.lines().toList()) {
      out.append(line).append('\n');
      for (PolicyLints.Shown shown : found) {
        int from = shown.diagnostic().span().start();
        if (start <= from && from <= start + line.length()) {
          int end = Math.min(shown.diagnostic().span().end(), start + line.length());
          out.append(" ".repeat(from - start))
              .append("^".repeat(Math.max(1, end - from)))
              .append(' ')
              .append(shown.lint())
              .append(": ")
              .append(shown.diagnostic().message())
              .append('\n');
        }
      }
      start += line.length() + 1;
    }
    return out.toString();
  }
}
