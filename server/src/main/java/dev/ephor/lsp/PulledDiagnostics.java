package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.workspace.FileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/**
 * {@code textDocument/diagnostic} and {@code workspace/diagnostic}: the client asks when it wants
 * to know, names what it knows, and is told "unchanged" as far as that still holds.
 */
final class PulledDiagnostics {

  private final Session session;

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

  /** Every file: what the client knows of, and what it does not know but should. */
  static WorkspaceDiagnosticReport all(Question question, WorkspaceDiagnosticParams params) {
    Moment moment = question.moment();
    Map<FileId, String> known = new HashMap<>();
    List<PreviousResultId> previous = params.getPreviousResultIds();
    if (previous != null) {
      previous.forEach(each -> known.put(Uris.file(each.getUri()), each.getValue()));
    }
    Map<FileId, DiagnosticReport> reports = new LinkedHashMap<>();
    for (FileId file : moment.snapshot().files()) {
      reports.put(
          file, DiagnosticReport.of(question.session(), moment, file, question.cancellation()));
    }
    known.keySet().forEach(gone -> reports.putIfAbsent(gone, DiagnosticReport.EMPTY));
    List<WorkspaceDocumentDiagnosticReport> items = new ArrayList<>();
    reports.forEach(
        (file, report) -> {
          String before = known.get(file);
          if (before != null || !report.items().isEmpty()) {
            items.add(item(moment, file, report, before));
          }
        });
    return new WorkspaceDiagnosticReport(items);
  }

  private static WorkspaceDocumentDiagnosticReport item(
      Moment moment, FileId file, DiagnosticReport report, @Nullable String before) {
    OpenDocument open = moment.open().get(file);
    Integer version = open == null ? null : open.version();
    if (report.id().equals(before)) {
      var unchanged =
          new WorkspaceUnchangedDocumentDiagnosticReport(report.id(), moment.uri(file), version);
      return new WorkspaceDocumentDiagnosticReport(unchanged);
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
    if (!byClient && session.client().refreshesDiagnostics()) {
      session.askClient("workspace/diagnostic/refresh", null, answer -> {});
    }
  }
}
