package dev.ephor.ide.action;

import dev.ephor.fix.DocumentFixes;
import dev.ephor.fix.ExceptionDraft;
import dev.ephor.fix.Fix;
import dev.ephor.fix.FixAll;
import dev.ephor.fix.Fixes;
import dev.ephor.fix.Fixes.Violation;
import dev.ephor.ide.action.Action.Kind;
import dev.ephor.ide.view.View;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Proven fixes of what is said at a place, everything of a rule or of the file at once, and an
 * exception where there is to be no fix.
 */
final class FixActions {

  /** A file's problems may be many at one place; more are not mended at once. */
  private static final int MOST_PROBLEMS = 8;

  private final View view;
  private final List<Action> actions = new ArrayList<>();
  private final Map<Rehearsal, Fixes> judged = new HashMap<>();
  private @Nullable List<Rehearsal> rehearsals;

  private FixActions(View view) {
    this.view = view;
  }

  static List<Action> at(View view, Span selection) {
    FixActions fixes = new FixActions(view);
    List<Diagnostic> all = view.snapshot().diagnostics(view.file(), view.cancellation());
    boolean verdicts = all.stream().anyMatch(diagnostic -> diagnostic.verdict() != null);
    List<Diagnostic> here = new ArrayList<>(all);
    here.removeIf(diagnostic -> !touches(diagnostic.span(), selection));
    if (here.isEmpty()) {
      // Who stands at the key means what is said of its value.
      Span lines = lines(view, selection);
      here.addAll(all);
      here.removeIf(diagnostic -> !touches(diagnostic.span(), lines));
    }
    Set<String> seen = new LinkedHashSet<>();
    for (Diagnostic diagnostic : here.subList(0, Math.min(MOST_PROBLEMS, here.size()))) {
      if (diagnostic.verdict() == null) {
        fixes.document(diagnostic);
      } else if (seen.add(diagnostic.code() + diagnostic.verdict())) {
        fixes.verdict(diagnostic, diagnostic.verdict());
      }
    }
    if (verdicts) {
      fixes.add("Fix everything that has a proven fix", Kind.FIX_ALL, null, violation -> true);
    }
    return fixes.actions;
  }

  private static Span lines(View view, Span selection) {
    SourceText text = view.snapshot().text(view.file());
    String content = text == null ? "" : text.content();
    int start = content.lastIndexOf('\n', Math.max(0, selection.start() - 1)) + 1;
    int end = content.indexOf('\n', selection.end());
    return new Span(Math.min(start, selection.start()), end < 0 ? content.length() : end);
  }

  private static boolean touches(Span span, Span selection) {
    return span.start() <= selection.end() && selection.start() <= span.end();
  }

  private void document(Diagnostic diagnostic) {
    PlacedDocument document = view.snapshot().documentAt(view.file(), diagnostic.span().start());
    if (document != null) {
      for (DocumentFixes.DocumentFix fix :
          DocumentFixes.of(view.snapshot(), diagnostic, document)) {
        quick(fix.title(), diagnostic, fix.only(), fix.edits());
      }
    }
  }

  private void verdict(Diagnostic diagnostic, Verdict verdict) {
    Rehearsal rehearsal = rehearsal(diagnostic, verdict);
    if (rehearsal == null) {
      return;
    }
    Fixes fixes = judged.computeIfAbsent(rehearsal, Fixes::of);
    for (Violation violation : fixes.violations()) {
      if (!violation.law().name().equals(verdict.policy())
          || !violation.outcome().rule().equals(verdict.rule())) {
        continue;
      }
      boolean sure = false;
      for (Fix fix : fixes.offer(violation).fixes()) {
        String title = fix.guessed() ? fix.title() + " (fill in)" : fix.title();
        quick(title, diagnostic, !sure && !fix.guessed(), fix.edits());
        sure |= !fix.guessed();
      }
      if (sure) {
        add(
            "Fix all " + violation.name() + " in this file",
            Kind.QUICK_FIX,
            diagnostic,
            one -> one.name().equals(violation.name()));
      }
      ExceptionDraft.of(rehearsal, violation).ifPresent(draft -> except(draft, diagnostic));
    }
  }

  private @Nullable Rehearsal rehearsal(Diagnostic diagnostic, Verdict verdict) {
    List<Rehearsal> known = rehearsals;
    if (known == null) {
      known = view.snapshot().rehearsals(view.file(), view.cancellation());
      rehearsals = known;
    }
    Rehearsal found = null;
    for (Rehearsal one : known) {
      MapValue metadata = one.written().map("metadata");
      String name = metadata == null ? null : metadata.string("name");
      boolean named = verdict.name().isEmpty() || verdict.name().equals(name);
      if (one.document().start() <= diagnostic.span().start()
          && verdict.kind().equals(one.written().string("kind"))
          && (named || found == null)) {
        found = one;
      }
    }
    return found;
  }

  private void quick(String title, Diagnostic mended, boolean preferred, List<TextEdit> edits) {
    actions.add(
        new Action(
            title,
            Kind.QUICK_FIX,
            Optional.of(mended),
            preferred,
            new Action.Edits(() -> List.of(new FileEdit.Change(view.file(), edits)))));
  }

  private void add(
      String title, Kind kind, @Nullable Diagnostic mended, Predicate<Violation> wanted) {
    actions.add(
        new Action(
            title,
            kind,
            Optional.ofNullable(mended),
            false,
            new Action.Edits(
                () -> {
                  // The request that offered it is over, and its cancellation means nothing.
                  FixAll.Result result =
                      FixAll.of(view.snapshot(), view.file(), wanted, Cancellation.NEVER);
                  return result.edits().isEmpty()
                      ? List.of()
                      : List.of(new FileEdit.Change(view.file(), result.edits()));
                })));
  }

  /** In a file beside the manifest; at its end where there is one already. */
  private void except(ExceptionDraft draft, Diagnostic diagnostic) {
    actions.add(
        new Action(
            "Allow by an exception",
            Kind.QUICK_FIX,
            Optional.of(diagnostic),
            false,
            new Action.Edits(
                () -> {
                  FileId file = Objects.requireNonNull(view.file().resolve("exceptions.yaml"));
                  SourceText there = view.snapshot().text(file);
                  if (there == null) {
                    return List.of(new FileEdit.Create(file, draft.text()));
                  }
                  String text = there.content();
                  String before = text.isEmpty() || text.endsWith("\n") ? "---\n" : "\n---\n";
                  TextEdit end = new TextEdit(Span.at(text.length()), before + draft.text());
                  return List.of(new FileEdit.Change(file, List.of(end)));
                })));
  }
}
