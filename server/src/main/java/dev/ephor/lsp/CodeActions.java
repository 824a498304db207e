package dev.ephor.lsp;

import dev.ephor.ide.action.Action;
import dev.ephor.ide.action.Actions;
import dev.ephor.ide.view.View;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * {@code textDocument/codeAction} and {@code codeAction/resolve}. What a client can resolve is
 * computed when it is chosen; others get every edit at once.
 */
final class CodeActions {

  private CodeActions() {}

  static CodeActionOptions options(Client client) {
    CodeActionOptions options =
        new CodeActionOptions(Stream.of(Action.Kind.values()).map(Action.Kind::word).toList());
    options.setResolveProvider(resolves(client));
    return options;
  }

  private static boolean resolves(Client client) {
    return client.lists("textDocument.codeAction.resolveSupport.properties", "edit")
        && client.can("textDocument.codeAction.dataSupport");
  }

  /** Only for clients that know more than commands: those that say which literals they know. */
  static boolean understood(Client client) {
    return client.has("textDocument.codeAction.codeActionLiteralSupport");
  }

  static List<Either<Command, CodeAction>> at(Question question, CodeActionParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    Span selection = places.span(params.getRange());
    CodeActionContext context = params.getContext();
    List<Action> found = new ArrayList<>();
    // What is computed when an action is chosen is wanted, though this request is answered by then.
    AtomicBoolean offering = new AtomicBoolean(true);
    View view =
        new Question(
                question.session(),
                question.moment(),
                () -> offering.get() && question.cancellation().isCancelled())
            .view(places.file());
    for (Actions.Named source : Actions.TABLE) {
      if (source.kinds().stream().noneMatch(kind -> isWanted(kind, context))) {
        continue;
      }
      try {
        source.source().at(view, selection).stream()
            .filter(action -> isWanted(action.kind(), context))
            .forEach(found::add);
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException | Error e) {
        question.session().log().crash("the actions of " + source.name(), e);
      }
    }
    offering.set(false);
    long list = question.session().actions().keep(question.moment(), found);
    List<Either<Command, CodeAction>> shown = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      shown.add(Either.forRight(shown(question, places, found.get(i), context, list, i)));
    }
    return shown;
  }

  /** {@code only} names kinds and thereby everything below them. */
  private static boolean isWanted(Action.Kind kind, @Nullable CodeActionContext context) {
    List<String> only = context == null ? null : context.getOnly();
    return only == null
        || only.isEmpty()
        || only.stream()
            .anyMatch(
                wanted ->
                    wanted.isEmpty()
                        || kind.word().equals(wanted)
                        || kind.word().startsWith(wanted + "."));
  }

  private static CodeAction shown(
      Question question,
      TextPlaces places,
      Action action,
      @Nullable CodeActionContext context,
      long list,
      int index) {
    CodeAction shown = new CodeAction(action.title());
    shown.setKind(action.kind().word());
    if (action.preferred()) {
      shown.setIsPreferred(true);
    }
    action
        .mends()
        .ifPresent(
            mended -> {
              List<Diagnostic> same = same(places.range(mended.span()), mended.code(), context);
              if (!same.isEmpty()) {
                shown.setDiagnostics(same);
              }
            });
    if (action.effect() instanceof Action.Run run) {
      shown.setCommand(Invocations.command(question, action.title(), run.invocation()));
    } else if (resolves(question.session().client())) {
      shown.setData(OfferedProposals.key(list, index));
    } else {
      shown.setEdit(WorkspaceEdits.of(question, ((Action.Edits) action.effect()).edits().get()));
    }
    return shown;
  }

  /** The client's own diagnostics that are the mended one. */
  private static List<Diagnostic> same(
      Range range, String code, @Nullable CodeActionContext context) {
    List<Diagnostic> known = context == null ? null : context.getDiagnostics();
    return known == null
        ? List.of()
        : known.stream()
            .filter(each -> range.equals(each.getRange()) && isCode(each, code))
            .toList();
  }

  private static boolean isCode(Diagnostic diagnostic, String code) {
    return diagnostic.getCode() != null
        && diagnostic.getCode().isLeft()
        && code.equals(diagnostic.getCode().getLeft());
  }

  /** The edit of an action that was chosen; refused when the text has changed since. */
  static CodeAction resolve(Question question, CodeAction action) {
    OfferedActions.Offered offered =
        question
            .session()
            .actions()
            .find(action.getData())
            .orElseThrow(() -> outdated("it was offered too long ago; ask for actions again"));
    if (offered.action().effect() instanceof Action.Edits edits) {
      Question then = new Question(question.session(), offered.moment(), question.cancellation());
      List<FileEdit> changes = edits.edits().get();
      boolean moved =
          changes.stream()
              .map(FileEdit::file)
              .anyMatch(
                  file ->
                      !Objects.equals(
                          offered.moment().snapshot().text(file),
                          question.moment().snapshot().text(file)));
      if (moved) {
        throw outdated("the text has changed since");
      }
      action.setEdit(WorkspaceEdits.of(then, changes));
    }
    return action;
  }

  private static RuntimeException outdated(String reason) {
    return Dispatcher.error(ResponseErrorCode.ContentModified, reason);
  }
}
