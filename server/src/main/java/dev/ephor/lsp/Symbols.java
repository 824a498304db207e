package dev.ephor.lsp;

import dev.ephor.ide.outline.DocumentOutline;
import dev.ephor.ide.outline.Symbol;
import dev.ephor.ide.outline.WorkspaceSymbols;
import dev.ephor.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** {@code textDocument/documentSymbol} and {@code workspace/symbol}. */
final class Symbols {

  private Symbols() {}

  /** A tree for clients that show one, else a list of all that is in it. */
  static List<?> file(Question question, DocumentSymbolParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    List<Symbol> symbols = DocumentOutline.of(question.moment().snapshot(), places.file());
    if (question
        .session()
        .client()
        .can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport")) {
      return symbols.stream().map(symbol -> tree(symbol, places)).toList();
    }
    List<SymbolInformation> all = new ArrayList<>();
    String uri = question.moment().uri(places.file());
    symbols.forEach(symbol -> flat(symbol, null, uri, places, all));
    return all;
  }

  /** The newest state answers: a query holds whatever was typed elsewhere. */
  static List<WorkspaceSymbol> workspace(Question question, WorkspaceSymbolParams params) {
    String query = params.getQuery() == null ? "" : params.getQuery();
    Moment moment = question.moment();
    List<WorkspaceSymbol> shown = new ArrayList<>();
    for (WorkspaceSymbols.Found found :
        WorkspaceSymbols.of(moment.snapshot(), query, question.cancellation())) {
      SourceText text = moment.snapshot().text(found.file());
      if (text != null) {
        TextPlaces places =
            new TextPlaces(found.file(), text, question.session().client().encoding());
        Symbol symbol = found.symbol();
        Location location =
            new Location(moment.uri(found.file()), places.range(symbol.selection()));
        String container = found.container().isEmpty() ? symbol.detail() : found.container();
        shown.add(
            new WorkspaceSymbol(
                symbol.name(), kind(symbol.kind()), Either.forLeft(location), container));
      }
    }
    return shown;
  }

  private static DocumentSymbol tree(Symbol symbol, TextPlaces places) {
    return new DocumentSymbol(
        symbol.name(),
        kind(symbol.kind()),
        places.range(symbol.span()),
        places.range(symbol.selection()),
        symbol.detail().isEmpty() ? null : symbol.detail(),
        symbol.children().stream().map(child -> tree(child, places)).toList());
  }

  private static void flat(
      Symbol symbol,
      @Nullable String container,
      String uri,
      TextPlaces places,
      List<SymbolInformation> all) {
    Location location = new Location(uri, places.range(symbol.span()));
    all.add(new SymbolInformation(symbol.name(), kind(symbol.kind()), location, container));
    symbol.children().forEach(child -> flat(child, symbol.name(), uri, places, all));
  }

  private static SymbolKind kind(Symbol.Kind kind) {
    return switch (kind) {
      case POLICY -> SymbolKind.Class;
      case RULE -> SymbolKind.Method;
      case EXCEPTION -> SymbolKind.Interface;
      case TEST -> SymbolKind.Module;
      case RESOURCE, ITEM -> SymbolKind.Object;
      case LIST -> SymbolKind.Array;
      case SETTINGS -> SymbolKind.File;
      case VARIABLE -> SymbolKind.Variable;
      case MATCH_CONDITION -> SymbolKind.Boolean;
      case VALIDATION, MUTATION, GENERATION -> SymbolKind.Function;
      case AUDIT_ANNOTATION, ENTRY -> SymbolKind.Property;
      case ATTESTATION -> SymbolKind.Key;
      case LOOP -> SymbolKind.Operator;
      case EXPECTATION -> SymbolKind.Event;
    };
  }
}
