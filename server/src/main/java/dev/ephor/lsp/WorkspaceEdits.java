package dev.ephor.lsp;

import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.lsp4j.ApplyWorkspaceEditParams;
import org.eclipse.lsp4j.ApplyWorkspaceEditResponse;
import org.eclipse.lsp4j.CreateFile;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ResourceOperation;
import org.eclipse.lsp4j.SnippetTextEdit;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Changes of files in the protocol's words: with versions where the client takes them, so that it
 * refuses what a newer edit has overtaken.
 */
final class WorkspaceEdits {

  static final String APPLY = "workspace/applyEdit";

  private static final Range START = new Range(new Position(0, 0), new Position(0, 0));

  private WorkspaceEdits() {}

  /** Edits that were computed from the state of a question. Files that are gone are left out. */
  static WorkspaceEdit of(Question question, List<FileEdit> edits) {
    Client client = question.session().client();
    if (!client.can("workspace.workspaceEdit.documentChanges")) {
      return new WorkspaceEdit(plain(question, edits));
    }
    boolean creates = client.lists("workspace.workspaceEdit.resourceOperations", "create");
    List<Either<TextDocumentEdit, ResourceOperation>> steps = new ArrayList<>();
    for (FileEdit edit : edits) {
      String uri = question.moment().uri(edit.file());
      if (edit instanceof FileEdit.Create && creates) {
        steps.add(Either.forRight(new CreateFile(uri)));
      }
      List<org.eclipse.lsp4j.TextEdit> shown = shown(question, edit);
      if (!shown.isEmpty()) {
        OpenDocument open = question.moment().open().get(edit.file());
        steps.add(
            Either.forLeft(
                new TextDocumentEdit(
                    new VersionedTextDocumentIdentifier(uri, open == null ? null : open.version()),
                    shown.stream()
                        .map(Either::<org.eclipse.lsp4j.TextEdit, SnippetTextEdit>forLeft)
                        .toList())));
      }
    }
    return new WorkspaceEdit(steps);
  }

  /**
   * Asks the client to carry edits out.
   *
   * @param label what the client calls it when it is undone
   * @param refused hears why it was not done
   */
  static void apply(
      Question question, String label, List<FileEdit> edits, Consumer<String> refused) {
    ApplyWorkspaceEditParams params = new ApplyWorkspaceEditParams(of(question, edits), label);
    question
        .session()
        .askClient(
            APPLY,
            params,
            answer -> {
              if (answer instanceof ApplyWorkspaceEditResponse response && !response.isApplied()) {
                String reason = response.getFailureReason();
                refused.accept(reason == null ? "the text has changed since" : reason);
              }
            });
  }

  private static Map<String, List<org.eclipse.lsp4j.TextEdit>> plain(
      Question question, List<FileEdit> edits) {
    Map<String, List<org.eclipse.lsp4j.TextEdit>> changes = new LinkedHashMap<>();
    for (FileEdit edit : edits) {
      List<org.eclipse.lsp4j.TextEdit> shown = shown(question, edit);
      if (!shown.isEmpty()) {
        changes
            .computeIfAbsent(question.moment().uri(edit.file()), uri -> new ArrayList<>())
            .addAll(shown);
      }
    }
    return changes;
  }

  private static List<org.eclipse.lsp4j.TextEdit> shown(Question question, FileEdit edit) {
    if (edit instanceof FileEdit.Create create) {
      return List.of(new org.eclipse.lsp4j.TextEdit(START, create.text()));
    }
    FileId file = edit.file();
    SourceText text = question.moment().snapshot().text(file);
    if (text == null) {
      return List.of();
    }
    TextPlaces places = new TextPlaces(file, text, question.session().client().encoding());
    List<org.eclipse.lsp4j.TextEdit> shown = new ArrayList<>();
    for (TextEdit each : ((FileEdit.Change) edit).edits()) {
      shown.add(new org.eclipse.lsp4j.TextEdit(places.range(each.span()), each.replacement()));
    }
    return shown;
  }
}
