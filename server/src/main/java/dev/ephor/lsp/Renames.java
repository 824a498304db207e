package dev.ephor.lsp;

import dev.ephor.ide.names.Renaming;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileEdit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
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
    List<FileEdit> edits = new ArrayList<>();
    ((Renaming.Edits) outcome)
        .edits()
        .forEach((file, list) -> edits.add(new FileEdit.Change(file, list)));
    return WorkspaceEdits.of(question, edits);
  }
}
