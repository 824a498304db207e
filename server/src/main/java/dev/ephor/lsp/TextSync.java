package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.text.Position;
import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.FileId;
import java.util.Locale;
import java.util.Set;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.jspecify.annotations.Nullable;

/** {@code textDocument/didOpen}, {@code didChange}, {@code didSave} and {@code didClose}. */
final class TextSync {

  private static final Set<String> LANGUAGES = Set.of("yaml", "json", "helm", "dockercompose");

  private TextSync() {}

  static void opened(Session session, DidOpenTextDocumentParams params) {
    TextDocumentItem item = required(params.getTextDocument(), "textDocument");
    String uri = required(item.getUri(), "textDocument.uri");
    String text = required(item.getText(), "textDocument.text");
    FileId file = Uris.file(uri);
    if (session.moment().open().containsKey(file)) {
      session.log().warn("opened twice, the later text counts: " + uri);
    }
    session.show(
        file,
        new OpenDocument(
            uri, item.getVersion(), SourceText.of(text), isRead(file, item.getLanguageId())));
  }

  static void changed(Session session, DidChangeTextDocumentParams params) {
    var document = required(params.getTextDocument(), "textDocument");
    FileId file = Uris.file(required(document.getUri(), "textDocument.uri"));
    OpenDocument open = session.moment().open().get(file);
    if (open == null) {
      session.log().warn("ignored a change of a document that is not open: " + document.getUri());
      return;
    }
    Integer version = document.getVersion();
    if (version != null && version <= open.version()) {
      // Messages arrive in the order in which they were sent: the text is right, only the count is
      // not, and dropping the change would leave us with another text than the client's for good.
      session
          .log()
          .warn("version " + version + " after " + open.version() + " of " + document.getUri());
    }
    SourceText text = open.text();
    for (var change : required(params.getContentChanges(), "contentChanges")) {
      text = apply(text, change, session.client().encoding());
    }
    session.show(
        file,
        new OpenDocument(
            open.uri(), version == null ? open.version() : version, text, open.read()));
  }

  static void saved(Session session, DidSaveTextDocumentParams params) {
    // The text was known before; the file on disk is read when a watcher reports it.
    required(params.getTextDocument(), "textDocument");
  }

  static void closed(Session session, DidCloseTextDocumentParams params) {
    var document = required(params.getTextDocument(), "textDocument");
    FileId file = Uris.file(required(document.getUri(), "textDocument.uri"));
    if (!session.moment().open().containsKey(file)) {
      session.log().warn("closed without having been open: " + document.getUri());
      return;
    }
    session.hide(file);
  }

  /** Places outside the text are taken for its ends, a range turned round for its reverse. */
  private static SourceText apply(
      SourceText text, TextDocumentContentChangeEvent change, PositionEncoding encoding) {
    String replacement = required(change.getText(), "contentChanges.text");
    Range range = change.getRange();
    if (range == null) {
      return SourceText.of(replacement);
    }
    int start = offset(text, range.getStart(), encoding);
    int end = offset(text, range.getEnd(), encoding);
    return text.apply(
        new TextEdit(new Span(Math.min(start, end), Math.max(start, end)), replacement));
  }

  private static int offset(
      SourceText text, org.eclipse.lsp4j.@Nullable Position at, PositionEncoding encoding) {
    var position = required(at, "contentChanges.range");
    return text.offset(new Position(position.getLine(), position.getCharacter()), encoding);
  }

  /** A client may show us anything; only what could hold manifests is read. */
  private static boolean isRead(FileId file, @Nullable String language) {
    String name = file.path().toLowerCase(Locale.ROOT);
    return (language != null && LANGUAGES.contains(language))
        || name.endsWith(".yaml")
        || name.endsWith(".yml")
        || name.endsWith(".json");
  }
}
