package dev.ephor.impact;

import static java.util.stream.Collectors.joining;

import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Workspace;
import java.util.List;

/** A workspace in which somebody types, and what is said of a policy file as text. */
final class Editing {

  final Workspace workspace = new Workspace();

  Editing disk(String path, String text) {
    return change(new Change.OnDisk(new FileId(path), SourceText.of(text)));
  }

  Editing type(String path, String text) {
    return change(new Change.InEditor(new FileId(path), SourceText.of(text)));
  }

  Editing change(Change change) {
    workspace.update(List.of(change));
    return this;
  }

  /** A line for each policy and, indented, for each of its rules. */
  String counts(String path) {
    return PolicyImpact.of(workspace.current(), new FileId(path), Cancellation.NEVER).stream()
        .map(
            impact ->
                impact.policy()
                    + ": "
                    + impact.tally().words()
                    + "\n"
                    + impact.rules().stream()
                        .map(rule -> "  " + rule.rule() + ": " + rule.tally().words() + "\n")
                        .collect(joining()))
        .collect(joining());
  }

  /** A line for each flip by the file's policies, then those of others, marked. */
  String sinceSave(String path) {
    SinceSave since = SinceSave.of(workspace.current(), new FileId(path), Cancellation.NEVER);
    return since.own().stream().map(Editing::line).collect(joining())
        + since.elsewhere().stream().map(flip -> "elsewhere " + line(flip)).collect(joining());
  }

  static String line(Flip flip) {
    return flip.policy()
        + "/"
        + flip.rule()
        + " "
        + flip.resource().resource().name()
        + ": "
        + flip.turn().words()
        + "\n";
  }
}
