package dev.ephor.workspace;

import static java.util.stream.Collectors.joining;

import dev.ephor.kubernetes.Resource;
import dev.ephor.text.Position;
import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;

/** A workspace with a person before it: types, and reads what is shown as text. */
final class Desk {

  private final List<String> evaluated = new ArrayList<>();
  final Workspace workspace;
  Snapshot snapshot;

  Desk() {
    this(new LabelEngine());
  }

  Desk(RuleEngine engine) {
    workspace =
        new Workspace(
            engine,
            new Evaluations() {
              @Override
              void count(PolicyUnit policy, Resource resource) {
                super.count(policy, resource);
                synchronized (evaluated) {
                  evaluated.add(policy.name() + " on " + resource.name());
                }
              }
            });
    snapshot = workspace.current();
  }

  Desk file(String path, String text) {
    return change(new Change.OnDisk(new FileId(path), SourceText.of(text)));
  }

  Desk type(String path, String text) {
    return change(new Change.InEditor(new FileId(path), SourceText.of(text)));
  }

  Desk close(String path) {
    return change(new Change.ClosedInEditor(new FileId(path)));
  }

  Desk delete(String path) {
    return change(new Change.Removed(new FileId(path)));
  }

  Desk change(Change... changes) {
    snapshot = workspace.update(List.of(changes));
    return this;
  }

  /** The evaluations since the last call, as {@code policy on resource}, in order of names. */
  List<String> evaluatedNow() {
    shown();
    synchronized (evaluated) {
      List<String> now = evaluated.stream().sorted().toList();
      evaluated.clear();
      return now;
    }
  }

  /** Everything that is shown, one diagnostic a line with its related places below it. */
  String shown() {
    return shown(snapshot);
  }

  static String shown(Snapshot snapshot) {
    return snapshot.files().stream().map(file -> shown(snapshot, file)).collect(joining());
  }

  static String shown(Snapshot snapshot, FileId file) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic diagnostic : snapshot.diagnostics(file, Cancellation.NEVER)) {
      text.append(place(snapshot, file, diagnostic.span()))
          .append(' ')
          .append(diagnostic.severity())
          .append(' ')
          .append(diagnostic.code())
          .append(": ")
          .append(diagnostic.message())
          .append('\n');
      for (Diagnostic.Related related : diagnostic.related()) {
        text.append("  ")
            .append(place(snapshot, related.file(), related.span()))
            .append(' ')
            .append(related.message())
            .append('\n');
      }
    }
    return text.toString();
  }

  private static String place(Snapshot snapshot, FileId file, Span span) {
    SourceText text = snapshot.text(file);
    Position start = text.position(span.start(), PositionEncoding.UTF_16);
    Position end = text.position(span.end(), PositionEncoding.UTF_16);
    return "%s:%d:%d-%d:%d"
        .formatted(
            file.path(),
            start.line() + 1,
            start.character() + 1,
            end.line() + 1,
            end.character() + 1);
  }
}
