package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.ide.diagnostics.ShownDiagnostics.Wishes;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.PreviousResultId;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * {@code textDocument/diagnostic} and {@code workspace/diagnostic}: the client asks when it wants
 * to know, names what it knows, and is told "unchanged" as far as that still holds.
 */
final class PulledDiagnostics {

  private final Session session;

  /** Questions that know everything. Guarded by itself. */
  private final List<Pull> waiting = new ArrayList<>();

  private volatile @Nullable Answered answered;

  PulledDiagnostics(Session session) {
    this.session = session;
  }

  /** One file. */
  static DocumentDiagnosticReport file(Question question, DocumentDiagnosticParams params) {
    var document = required(params.getTextDocument(), "textDocument");
    FileId file = Uris.file(required(document.getUri(), "textDocument.uri"));
    DiagnosticReport report =
        DiagnosticReport.of(question.session(), question.moment(), file, question.cancellation());
    if (report.id().equals(params.getPreviousResultId())) {
      return new DocumentDiagnosticReport(
          new RelatedUnchangedDocumentDiagnosticReport(report.id()));
    }
    RelatedFullDocumentDiagnosticReport full =
        new RelatedFullDocumentDiagnosticReport(report.items());
    full.setResultId(report.id());
    return new DocumentDiagnosticReport(full);
  }

  /**
   * Every file: what the client knows of, and what it does not know but should. A client that takes
   * partial results can wait, and waits while there is nothing new; others are answered at once.
   */
  static CompletableFuture<@Nullable WorkspaceDiagnosticReport> all(
      Session session, WorkspaceDiagnosticParams params) {
    CompletableFuture<@Nullable WorkspaceDiagnosticReport> answer = new CompletableFuture<>();
    session.pulled().all(new Pull(params, answer));
    return answer;
  }

  private record Pull(
      WorkspaceDiagnosticParams params,
      CompletableFuture<@Nullable WorkspaceDiagnosticReport> answer) {}

  private void all(Pull pull) {
    Moment moment = session.moment();
    Cancellation outdated =
        () -> pull.answer.isDone() || session.moment().number() != moment.number();
    session
        .workers()
        .execute(
            () -> {
              try {
                WorkspaceDiagnosticReport report = report(moment, pull.params, outdated);
                boolean isNews =
                    report.getItems().stream()
                        .anyMatch(
                            WorkspaceDocumentDiagnosticReport
                                ::isWorkspaceFullDocumentDiagnosticReport);
                if (isNews || pull.params.getPartialResultToken() == null) {
                  pull.answer.complete(report);
                } else {
                  wait(pull, moment);
                }
              } catch (CancellationException e) {
                if (!pull.answer.isDone()) {
                  all(pull); // a newer state answers
                }
              } catch (RuntimeException | Error e) {
                session.log().crash("workspace/diagnostic", e);
                pull.answer.completeExceptionally(
                    Dispatcher.error(ResponseErrorCode.InternalError, String.valueOf(e)));
              }
            });
  }

  private void wait(Pull pull, Moment seen) {
    synchronized (waiting) {
      if (session.moment().number() == seen.number()) {
        waiting.removeIf(each -> each.answer.isDone());
        waiting.add(pull);
        return;
      }
    }
    all(pull);
  }

  private WorkspaceDiagnosticReport report(
      Moment moment, WorkspaceDiagnosticParams params, Cancellation outdated) {
    Map<FileId, String> known = new LinkedHashMap<>();
    List<PreviousResultId> previous = params.getPreviousResultIds();
    if (previous != null) {
      previous.forEach(each -> known.put(Uris.file(each.getUri()), each.getValue()));
    }
    Map<FileId, String> ids = new HashMap<>();
    List<WorkspaceDocumentDiagnosticReport> items = new ArrayList<>();
    Answered before = answered;
    Set<FileId> affected = before == null ? Set.of() : before.affected(session, moment);
    Set<FileId> files = new LinkedHashSet<>(moment.snapshot().files());
    files.addAll(known.keySet());
    for (FileId file : files) {
      String given = known.get(file);
      if (before != null && !affected.contains(file)) {
        String id = before.ids.getOrDefault(file, DiagnosticReport.EMPTY.id());
        boolean isClean = id.equals(DiagnosticReport.EMPTY.id());
        if (given == null ? isClean : given.equals(id)) {
          ids.put(file, id);
          if (given != null) {
            items.add(unchanged(moment, file, id));
          }
          continue;
        }
      }
      DiagnosticReport report = DiagnosticReport.of(session, moment, file, outdated);
      ids.put(file, report.id());
      if (given != null || !report.items().isEmpty()) {
        items.add(item(moment, file, report, given));
      }
    }
    answered = new Answered(moment, session.wishes(), ids);
    return new WorkspaceDiagnosticReport(items);
  }

  /**
   * What was found last, so that the next question looks only at what changed since.
   *
   * @param wishes what the client wanted to see
   * @param ids the identity of each file's report
   */
  private record Answered(Moment moment, Wishes wishes, Map<FileId, String> ids) {
    Set<FileId> affected(Session session, Moment now) {
      Set<FileId> files =
          new HashSet<>(
              session.wishes().equals(wishes)
                  ? now.snapshot().affectedSince(moment.snapshot())
                  : now.snapshot().files());
      files.addAll(session.tests().outdated(moment.snapshot(), now.snapshot()));
      files.addAll(session.lints().affected(moment.snapshot(), now.snapshot()));
      return files;
    }
  }

  private static WorkspaceDocumentDiagnosticReport unchanged(
      Moment moment, FileId file, String id) {
    OpenDocument open = moment.open().get(file);
    return new WorkspaceDocumentDiagnosticReport(
        new WorkspaceUnchangedDocumentDiagnosticReport(
            id, moment.uri(file), open == null ? null : open.version()));
  }

  private static WorkspaceDocumentDiagnosticReport item(
      Moment moment, FileId file, DiagnosticReport report, @Nullable String before) {
    OpenDocument open = moment.open().get(file);
    Integer version = open == null ? null : open.version();
    if (report.id().equals(before)) {
      return unchanged(moment, file, report.id());
    }
    var full = new WorkspaceFullDocumentDiagnosticReport(report.items(), moment.uri(file), version);
    full.setResultId(report.id());
    return new WorkspaceDocumentDiagnosticReport(full);
  }

  /**
   * Something changed. What a client did itself it asks about itself; of anything else it is told
   * that asking again is worth while.
   */
  void changed(boolean byClient) {
    List<Pull> again;
    synchronized (waiting) {
      again = List.copyOf(waiting);
      waiting.clear();
    }
    again.stream().filter(pull -> !pull.answer.isDone()).forEach(this::all);
    if (!byClient && session.client().refreshesDiagnostics()) {
      session.askClient("workspace/diagnostic/refresh", null, answer -> {});
    }
  }
}
