package dev.ephor.lsp;

import com.google.gson.JsonObject;
import dev.ephor.lsp.Route.Asked;
import dev.ephor.lsp.Route.Notification;
import dev.ephor.lsp.Route.Ordered;
import dev.ephor.lsp.Route.Outdated;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.CreateFilesParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DeleteFilesParams;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameFilesParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokensDeltaParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.WorkspaceSymbolParams;

/**
 * Every method that the server knows, and where it is answered. A new feature is a file and a line
 * here; a feature that only reads is an {@link Asked}, and it cannot disturb anything else.
 */
final class Routes {

  private Routes() {}

  private static final List<Route<?>> TABLE =
      List.of(
          new Ordered<>("initialize", JsonObject.class, Lifecycle::initialize),
          new Notification<>("initialized", JsonObject.class, Lifecycle::initialized),
          new Ordered<>("shutdown", JsonObject.class, Lifecycle::shutdown),
          new Notification<>("exit", JsonObject.class, Lifecycle::exit),
          new Notification<>("$/setTrace", SetTraceParams.class, Lifecycle::setTrace),
          new Notification<>(
              "textDocument/didOpen", DidOpenTextDocumentParams.class, TextSync::opened),
          new Notification<>(
              "textDocument/didChange", DidChangeTextDocumentParams.class, TextSync::changed),
          new Notification<>(
              "textDocument/didSave", DidSaveTextDocumentParams.class, TextSync::saved),
          new Notification<>(
              "textDocument/didClose", DidCloseTextDocumentParams.class, TextSync::closed),
          new Asked<>(
              "textDocument/diagnostic",
              DocumentDiagnosticParams.class,
              Outdated.ANSWER_AGAIN,
              PulledDiagnostics::file),
          new Asked<>("textDocument/hover", HoverParams.class, Outdated.REFUSE, HoverAnswers::at),
          new Asked<>(
              "textDocument/signatureHelp",
              SignatureHelpParams.class,
              Outdated.REFUSE,
              SignatureAnswers::at),
          new Asked<>(
              "textDocument/semanticTokens/full",
              SemanticTokensParams.class,
              Outdated.ANSWER_AGAIN,
              Tokens::full),
          new Asked<>(
              "textDocument/semanticTokens/full/delta",
              SemanticTokensDeltaParams.class,
              Outdated.ANSWER_AGAIN,
              Tokens::delta),
          new Asked<>(
              "textDocument/semanticTokens/range",
              SemanticTokensRangeParams.class,
              Outdated.REFUSE,
              Tokens::range),
          new Asked<>(
              "textDocument/definition",
              DefinitionParams.class,
              Outdated.REFUSE,
              NamePlaces::definition),
          new Asked<>(
              "textDocument/references",
              ReferenceParams.class,
              Outdated.REFUSE,
              NamePlaces::references),
          new Asked<>(
              "textDocument/prepareRename",
              PrepareRenameParams.class,
              Outdated.REFUSE,
              Renames::prepare),
          new Asked<>("textDocument/rename", RenameParams.class, Outdated.REFUSE, Renames::rename),
          new Asked<>(
              "textDocument/inlayHint", InlayHintParams.class, Outdated.REFUSE, InlayHints::file),
          new Asked<>(
              "textDocument/codeLens",
              CodeLensParams.class,
              Outdated.ANSWER_AGAIN,
              CodeLenses::file),
          new Asked<>(
              "textDocument/codeAction", CodeActionParams.class, Outdated.REFUSE, CodeActions::at),
          new Asked<>(
              "codeAction/resolve", CodeAction.class, Outdated.ANSWER_AGAIN, CodeActions::resolve),
          new Asked<>(
              "textDocument/completion", CompletionParams.class, Outdated.REFUSE, Completion::file),
          new Asked<>(
              "completionItem/resolve",
              CompletionItem.class,
              Outdated.ANSWER_AGAIN,
              Completion::resolve),
          new Asked<>(
              "textDocument/documentSymbol",
              DocumentSymbolParams.class,
              Outdated.ANSWER_AGAIN,
              Symbols::file),
          new Asked<>(
              "textDocument/foldingRange",
              FoldingRangeRequestParams.class,
              Outdated.ANSWER_AGAIN,
              FoldingRanges::file),
          new Asked<>(
              "textDocument/selectionRange",
              SelectionRangeParams.class,
              Outdated.REFUSE,
              SelectionRanges::file),
          new Asked<>(
              "textDocument/documentHighlight",
              DocumentHighlightParams.class,
              Outdated.REFUSE,
              DocumentHighlights::file),
          new Asked<>(
              "textDocument/documentLink",
              DocumentLinkParams.class,
              Outdated.ANSWER_AGAIN,
              DocumentLinks::file),
          new Asked<>(
              "textDocument/formatting",
              DocumentFormattingParams.class,
              Outdated.REFUSE,
              Formatting::file),
          new Asked<>(
              "textDocument/rangeFormatting",
              DocumentRangeFormattingParams.class,
              Outdated.REFUSE,
              Formatting::range),
          new Asked<>(
              "textDocument/onTypeFormatting",
              DocumentOnTypeFormattingParams.class,
              Outdated.REFUSE,
              Formatting::typed),
          new Asked<>(
              "workspace/symbol",
              WorkspaceSymbolParams.class,
              Outdated.ANSWER_AGAIN,
              Symbols::workspace),
          new Asked<>(
              "workspace/executeCommand",
              ExecuteCommandParams.class,
              Outdated.ANSWER_AGAIN,
              Commands::run),
          new Ordered<>(
              "workspace/diagnostic", WorkspaceDiagnosticParams.class, PulledDiagnostics::all),
          new Notification<>(
              "workspace/didChangeConfiguration",
              DidChangeConfigurationParams.class,
              SettingsSync::changed),
          new Notification<>(
              "workspace/didChangeWorkspaceFolders",
              DidChangeWorkspaceFoldersParams.class,
              Folders::changed),
          new Notification<>(
              "workspace/didChangeWatchedFiles",
              DidChangeWatchedFilesParams.class,
              WatchedFiles::changed),
          new Notification<>(
              "workspace/didCreateFiles", CreateFilesParams.class, WatchedFiles::created),
          new Notification<>(
              "workspace/didRenameFiles", RenameFilesParams.class, WatchedFiles::renamed),
          new Notification<>(
              "workspace/didDeleteFiles", DeleteFilesParams.class, WatchedFiles::deleted));

  /** The routes by method. */
  static final Map<String, Route<?>> BY_METHOD =
      TABLE.stream().collect(Collectors.toUnmodifiableMap(Route::method, Function.identity()));
}
