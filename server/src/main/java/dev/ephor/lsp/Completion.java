package dev.ephor.lsp;

import dev.ephor.ide.completion.Completions;
import dev.ephor.ide.completion.Proposal;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.lsp4j.CompletionContext;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionItemTag;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.InsertReplaceEdit;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.InsertTextMode;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** {@code textDocument/completion} and {@code completionItem/resolve}. */
final class Completion {

  /** Who gets more than this types one letter more, and is answered anew. */
  private static final int LIMIT = 200;

  private static final String ITEM = "textDocument.completion.completionItem.";

  private Completion() {}

  /**
   * Letters ask by themselves. Besides: a blank after a colon or dash, a dot or braces in
   * expressions, a slash in versions and paths, a bracket for anchors, quotes. No colon: who goes
   * on to the next line would take a proposal by it.
   */
  static CompletionOptions options() {
    return new CompletionOptions(true, List.of(" ", ".", "{", "/", "(", "\"", "'"));
  }

  static CompletionList file(Question question, CompletionParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return new CompletionList();
    }
    int cursor = places.offset(params.getPosition());
    if (isIndenting(params.getContext(), places, cursor)) {
      return new CompletionList();
    }
    if (!question.session().answersFor(question.moment().snapshot(), places.file(), cursor)) {
      return new CompletionList();
    }
    List<Proposal> proposals = Completions.at(question.moment().snapshot(), places.file(), cursor);
    List<Proposal> sent = proposals.subList(0, Math.min(LIMIT, proposals.size()));
    Session session = question.session();
    long list = session.offered().keep(sent);
    Client client = session.client();
    List<CompletionItem> items = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      CompletionItem item = item(sent.get(i), i, cursor, places, client);
      item.setData(OfferedProposals.key(list, i));
      items.add(item);
    }
    return new CompletionList(sent.size() < proposals.size(), items);
  }

  /** A blank that indents a line begins nothing yet. */
  private static boolean isIndenting(
      @Nullable CompletionContext context, TextPlaces places, int cursor) {
    if (context == null || !" ".equals(context.getTriggerCharacter())) {
      return false;
    }
    int line = places.text().lineOf(cursor);
    int start = places.text().lineStart(line);
    return places.text().slice(new Span(start, cursor)).isBlank();
  }

  /** The documentation of an item that was sent; one of a list long gone stays as it is. */
  static CompletionItem resolve(Question question, CompletionItem item) {
    Optional<Proposal> proposal = question.session().offered().find(item.getData());
    proposal
        .flatMap(found -> found.documentation().get())
        .ifPresent(
            text -> {
              boolean markdown =
                  question.session().client().lists(ITEM + "documentationFormat", "markdown");
              item.setDocumentation(
                  markdown
                      ? Either.forRight(new MarkupContent("markdown", text))
                      : Either.forLeft(text));
            });
    return item;
  }

  private static CompletionItem item(
      Proposal proposal, int index, int cursor, TextPlaces places, Client client) {
    CompletionItem item = new CompletionItem(proposal.label());
    item.setKind(kind(proposal.kind()));
    item.setSortText(String.format(Locale.ROOT, "%04d", index));
    if (!proposal.filter().equals(proposal.label())) {
      item.setFilterText(proposal.filter());
    }
    if (!proposal.detail().isEmpty()) {
      item.setDetail(proposal.detail());
    }
    String text = proposal.text();
    if (proposal.snippet()) {
      if (client.can(ITEM + "snippetSupport")) {
        item.setInsertTextFormat(InsertTextFormat.Snippet);
        if (client.has(ITEM + "insertTextModeSupport")) {
          item.setInsertTextMode(InsertTextMode.AdjustIndentation);
        }
      } else {
        text = proposal.withoutStops();
      }
    }
    Span all = proposal.replace();
    if (client.can(ITEM + "insertReplaceSupport") && cursor < all.end() && cursor >= all.start()) {
      item.setTextEdit(
          Either.forRight(
              new InsertReplaceEdit(
                  text, places.range(new Span(all.start(), cursor)), places.range(all))));
    } else {
      item.setTextEdit(Either.forLeft(new TextEdit(places.range(all), text)));
    }
    if (proposal.deprecated() && client.has(ITEM + "tagSupport")) {
      item.setTags(List.of(CompletionItemTag.Deprecated));
    }
    return item;
  }

  private static CompletionItemKind kind(Proposal.Kind kind) {
    return switch (kind) {
      case FIELD -> CompletionItemKind.Property;
      case VALUE -> CompletionItemKind.Value;
      case NAME -> CompletionItemKind.Reference;
      case TYPE -> CompletionItemKind.Class;
      case VARIABLE -> CompletionItemKind.Variable;
      case FUNCTION -> CompletionItemKind.Function;
      case KEYWORD -> CompletionItemKind.Keyword;
      case OPERATOR -> CompletionItemKind.Operator;
      case SNIPPET -> CompletionItemKind.Snippet;
    };
  }
}
