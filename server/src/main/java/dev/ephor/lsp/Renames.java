package dev.ephor.lsp;

import dev.ephor.ide.names.Renaming;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.FileId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SnippetTextEdit;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** {@code textDocument/prepareRename} and {@code textDocument/rename}. */
final class Renames {

  private Renames() {}

  static @Nullable Range prepare(Question question, PrepareRenameParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    Span span =
        places == null
            ? null
            : Renaming.place(
                question.moment().snapshot(),
                places.file(),
                places.offset(params.getPosition()),
                question.cancellation());
    return places == null || span == null ? null : places.range(span);
  }

  static @Nullable WorkspaceEdit rename(Question question, RenameParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return null;
    }
    Renaming.Outcome outcome =
        Renaming.rename(
            question.moment().snapshot(),
            places.file(),
            places.offset(params.getPosition()),
            params.getNewName() == null ? "" : params.getNewName(),
            question.cancellation());
    if (outcome instanceof Renaming.Refused refused) {
      throw new ResponseErrorException(
          new ResponseError(ResponseErrorCode.RequestFailed, refused.reason(), null));
    }
    return edit(question, ((Renaming.Edits) outcome).edits());
  }

  /** With versions where the client takes them, so that it refuses what an edit has overtaken. */
  private static WorkspaceEdit edit(Question question, Map<FileId, List<TextEdit>> edits) {
    Moment moment = question.moment();
    Map<String, List<org.eclipse.lsp4j.TextEdit>> plain = new LinkedHashMap<>();
    List<Either<TextDocumentEdit, org.eclipse.lsp4j.ResourceOperation>> versioned =
        new ArrayList<>();
    edits.forEach(
        (file, list) -> {
          SourceText text = moment.snapshot().text(file);
          if (text != null) {
            TextPlaces places = new TextPlaces(file, text, question.session().client().encoding());
            List<org.eclipse.lsp4j.TextEdit> shown =
                list.stream()
                    .map(
                        edit ->
                            new org.eclipse.lsp4j.TextEdit(
                                places.range(edit.span()), edit.replacement()))
                    .toList();
            OpenDocument open = moment.open().get(file);
            plain.put(moment.uri(file), shown);
            versioned.add(
                Either.forLeft(
                    new TextDocumentEdit(
                        new VersionedTextDocumentIdentifier(
                            moment.uri(file), open == null ? null : open.version()),
                        shown.stream()
                            .map(Either::<org.eclipse.lsp4j.TextEdit, SnippetTextEdit>forLeft)
                            .toList())));
          }
        });
    return question.session().client().can("workspace.workspaceEdit.documentChanges")
        ? new WorkspaceEdit(versioned)
        : new WorkspaceEdit(plain);
  }
}
