package dev.ephor.fix;

import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change.InEditor;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.workspace.Rehearsal.Told;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.Workspace;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether another text of a document lacks a problem and has no new one: read by itself, and where
 * it holds resources judged by the policies of the workspace.
 */
final class DocumentProof {

  private final Snapshot snapshot;
  private final PlacedDocument document;
  private final String code;
  private final String message;
  private final List<String> before;

  DocumentProof(Snapshot snapshot, PlacedDocument document, Diagnostic problem) {
    this.snapshot = snapshot;
    this.document = document;
    this.code = problem.code();
    this.message = problem.message();
    this.before = problems(document.yaml().text());
  }

  boolean holds(List<TextEdit> edits) {
    String text =
        TextEdit.applied(
            document.yaml().text(),
            edits.stream().map(edit -> edit.shift(-document.start())).toList());
    List<String> after = problems(text);
    List<String> come = new ArrayList<>(after);
    before.forEach(come::remove);
    long was = before.stream().filter(this::isIt).count();
    long is = after.stream().filter(this::isIt).count();
    return is < Math.max(was, 1) && come.isEmpty() && bringsNoVerdict(text);
  }

  private boolean isIt(String problem) {
    return problem.equals(code + " " + message);
  }

  private List<String> problems(String text) {
    Snapshot alone =
        new Workspace().update(List.of(new InEditor(document.file(), SourceText.of(text))));
    return alone.diagnostics(document.file(), Cancellation.NEVER).stream()
        .filter(diagnostic -> diagnostic.verdict() == null)
        .map(diagnostic -> diagnostic.code() + " " + diagnostic.message())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private boolean bringsNoVerdict(String text) {
    YamlDocument now = YamlParser.parse(new Source("proof"), text);
    for (Rehearsal rehearsal : snapshot.rehearsals(document.file(), Cancellation.NEVER)) {
      if (rehearsal.document().start() == document.start()) {
        Value version = Placed.in(now.root(), rehearsal.place().steps());
        if (!(version instanceof MapValue map)
            || !against(rehearsal, rehearsal.written()).containsAll(against(rehearsal, map))) {
          return false;
        }
      }
    }
    return true;
  }

  private static Set<List<Object>> against(Rehearsal rehearsal, MapValue version) {
    return rehearsal.of(version).told().stream()
        .filter(Told::isAgainst)
        .map(told -> List.<Object>of(told.law(), told.outcome().rule()))
        .collect(Collectors.toSet());
  }
}
