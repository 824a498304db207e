package dev.ephor.lsp;

import com.google.gson.JsonObject;
import dev.ephor.text.PositionEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DocumentLinkOptions;
import org.eclipse.lsp4j.DocumentOnTypeFormattingOptions;
import org.eclipse.lsp4j.FileOperationFilter;
import org.eclipse.lsp4j.FileOperationOptions;
import org.eclipse.lsp4j.FileOperationPattern;
import org.eclipse.lsp4j.FileOperationsServerCapabilities;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.jspecify.annotations.Nullable;

/** {@code initialize}, {@code initialized}, {@code shutdown} and {@code exit}. */
final class Lifecycle {

  private Lifecycle() {}

  static CompletableFuture<@Nullable InitializeResult> initialize(
      Session session, JsonObject params) {
    Client client = Client.of(params);
    session.client(client);
    session.settings(Settings.of(client.options()));
    client.processId().ifPresent(pid -> exitWith(session, pid));
    session.phase(Session.Phase.RUNNING);
    return CompletableFuture.completedFuture(
        new InitializeResult(capabilities(client), new ServerInfo("ephor", session.version())));
  }

  private static void exitWith(Session session, long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      // A client in a container names a process that we cannot see; its stream's end will do.
      session.log().warn("the client's process " + pid + " is not visible");
      return;
    }
    var unused =
        process
            .get()
            .onExit()
            .thenRun(
                () -> {
                  session.log().info("the client's process " + pid + " has ended");
                  session.exit().complete(session.phase() == Session.Phase.SHUT_DOWN ? 0 : 1);
                });
  }

  private static ServerCapabilities capabilities(Client client) {
    ServerCapabilities can = new ServerCapabilities();
    if (client.encodingNegotiated()) {
      can.setPositionEncoding(name(client.encoding()));
    }
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    can.setTextDocumentSync(sync);
    if (client.has("textDocument.completion")) {
      can.setCompletionProvider(Completion.options());
    }
    if (client.pullsDiagnostics()) {
      DiagnosticRegistrationOptions pull = new DiagnosticRegistrationOptions(true, true);
      pull.setIdentifier("ephor");
      can.setDiagnosticProvider(pull);
    }
    if (client.has("textDocument.signatureHelp")) {
      can.setSignatureHelpProvider(SignatureAnswers.options());
    }
    if (client.has("textDocument.hover")) {
      can.setHoverProvider(true);
    }
    if (client.has("textDocument.semanticTokens")) {
      can.setSemanticTokensProvider(Tokens.options());
    }
    if (client.has("textDocument.definition")) {
      can.setDefinitionProvider(true);
    }
    if (client.has("textDocument.references")) {
      can.setReferencesProvider(true);
    }
    if (client.can("textDocument.rename.prepareSupport")) {
      can.setRenameProvider(new RenameOptions(true));
    } else if (client.has("textDocument.rename")) {
      can.setRenameProvider(true);
    }
    if (client.has("textDocument.documentSymbol")) {
      can.setDocumentSymbolProvider(true);
    }
    if (client.has("textDocument.foldingRange")) {
      can.setFoldingRangeProvider(true);
    }
    if (client.has("textDocument.selectionRange")) {
      can.setSelectionRangeProvider(true);
    }
    if (client.has("textDocument.documentHighlight")) {
      can.setDocumentHighlightProvider(true);
    }
    if (client.has("textDocument.documentLink")) {
      can.setDocumentLinkProvider(new DocumentLinkOptions(false));
    }
    can.setDocumentFormattingProvider(true); // Neovim before 0.8 asks without saying that it can
    if (client.has("textDocument.rangeFormatting")) {
      can.setDocumentRangeFormattingProvider(true);
    }
    if (client.has("textDocument.onTypeFormatting")) {
      can.setDocumentOnTypeFormattingProvider(
          new DocumentOnTypeFormattingOptions(Formatting.NEW_LINE));
    }
    if (client.has("textDocument.inlayHint")) {
      can.setInlayHintProvider(true);
    }
    if (client.has("textDocument.codeLens")) {
      can.setCodeLensProvider(CodeLenses.options());
    }
    if (CodeActions.understood(client)) {
      can.setCodeActionProvider(CodeActions.options(client));
    }
    if (client.has("workspace.executeCommand")) {
      can.setExecuteCommandProvider(Commands.options());
    }
    if (client.has("workspace.symbol")) {
      can.setWorkspaceSymbolProvider(true);
    }
    WorkspaceServerCapabilities workspace = new WorkspaceServerCapabilities();
    WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    workspace.setWorkspaceFolders(folders);
    FileOperationFilter any = new FileOperationFilter(new FileOperationPattern("**/*"), "file");
    FileOperationOptions everything = new FileOperationOptions(List.of(any));
    FileOperationsServerCapabilities operations = new FileOperationsServerCapabilities();
    operations.setDidCreate(everything);
    operations.setDidRename(everything);
    operations.setDidDelete(everything);
    workspace.setFileOperations(operations);
    can.setWorkspace(workspace);
    return can;
  }

  private static String name(PositionEncoding encoding) {
    return switch (encoding) {
      case UTF_8 -> "utf-8";
      case UTF_16 -> "utf-16";
      case UTF_32 -> "utf-32";
    };
  }

  static void initialized(Session session, JsonObject params) {
    Client client = session.client();
    List<Registration> registrations = new ArrayList<>();
    if (client.registersWatchers()) {
      registrations.add(WatchedFiles.registration());
    }
    if (client.registersConfiguration()) {
      registrations.add(
          new Registration(
              "ephor-configuration",
              "workspace/didChangeConfiguration",
              Map.of("section", SettingsSync.SECTION)));
    }
    if (!registrations.isEmpty()) {
      session.askClient(
          "client/registerCapability", new RegistrationParams(registrations), answer -> {});
    }
    if (client.answersConfiguration()) {
      SettingsSync.ask(session);
    }
    session.folders().open(client.folders());
  }

  static CompletableFuture<@Nullable Object> shutdown(Session session, JsonObject params) {
    session.phase(Session.Phase.SHUT_DOWN);
    return CompletableFuture.completedFuture(null);
  }

  static void exit(Session session, JsonObject params) {
    session.exit().complete(session.phase() == Session.Phase.SHUT_DOWN ? 0 : 1);
  }

  /** Messages are traced by {@code --trace}, to the log; a client shows its own trace. */
  static void setTrace(Session session, SetTraceParams params) {
    session.log().info("the client set its trace to " + params.getValue());
  }
}
