package dev.ephor.lsp;

import dev.ephor.ide.tokens.SemanticToken;
import dev.ephor.ide.tokens.TokenType;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.SemanticTokensDeltaParams;
import org.eclipse.lsp4j.SemanticTokensEdit;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SemanticTokensServerFull;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** {@code textDocument/semanticTokens}: whole, what differs from the last answer, and a range. */
final class Tokens {

  private static final List<TokenType> TYPES = List.of(TokenType.values());

  private Tokens() {}

  /**
   * What was answered last for a file.
   *
   * @param id by which the client names it
   */
  record Answered(String id, List<Integer> data) {}

  static SemanticTokensWithRegistrationOptions options() {
    List<String> types = TYPES.stream().map(Tokens::name).toList();
    SemanticTokensWithRegistrationOptions options =
        new SemanticTokensWithRegistrationOptions(new SemanticTokensLegend(types, List.of()));
    options.setFull(new SemanticTokensServerFull(true));
    options.setRange(true);
    return options;
  }

  private static String name(TokenType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  static SemanticTokens full(Question question, SemanticTokensParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return new SemanticTokens(List.of());
    }
    Answered answered = answer(question, places);
    return new SemanticTokens(answered.id, answered.data);
  }

  static Either<SemanticTokens, SemanticTokensDelta> delta(
      Question question, SemanticTokensDeltaParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return Either.forLeft(new SemanticTokens(List.of()));
    }
    Answered before = question.session().tokens().get(places.file());
    Answered now = answer(question, places);
    return before == null || !before.id.equals(params.getPreviousResultId())
        ? Either.forLeft(new SemanticTokens(now.id, now.data))
        : Either.forRight(new SemanticTokensDelta(edits(before.data, now.data), now.id));
  }

  static SemanticTokens range(Question question, SemanticTokensRangeParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return new SemanticTokens(List.of());
    }
    Span wanted = places.span(params.getRange());
    List<SemanticToken> within =
        tokens(question, places).stream()
            .filter(
                token -> token.span().start() < wanted.end() && token.span().end() > wanted.start())
            .toList();
    return new SemanticTokens(encoded(within, places));
  }

  private static Answered answer(Question question, TextPlaces places) {
    List<Integer> data = encoded(tokens(question, places), places);
    Answered answered = new Answered(String.valueOf(question.moment().number()), data);
    question.session().tokens().put(places.file(), answered);
    return answered;
  }

  private static List<SemanticToken> tokens(Question question, TextPlaces places) {
    return dev.ephor.ide.tokens.SemanticTokens.of(question.moment().snapshot(), places.file());
  }

  /** Five numbers a token: lines and units from the one before, length, type, no modifiers. */
  private static List<Integer> encoded(List<SemanticToken> tokens, TextPlaces places) {
    List<Integer> data = new ArrayList<>(tokens.size() * 5);
    Position before = new Position(0, 0);
    for (SemanticToken token : tokens) {
      Position start = places.position(token.span().start());
      Position end = places.position(token.span().end());
      boolean same = start.getLine() == before.getLine();
      data.add(start.getLine() - before.getLine());
      data.add(same ? start.getCharacter() - before.getCharacter() : start.getCharacter());
      data.add(end.getCharacter() - start.getCharacter());
      data.add(TYPES.indexOf(token.type()));
      data.add(0);
      before = start;
    }
    return data;
  }

  /** One edit for all that stands between what is the same at both ends. */
  static List<SemanticTokensEdit> edits(List<Integer> before, List<Integer> now) {
    int shorter = Math.min(before.size(), now.size());
    int head = 0;
    while (head < shorter && Objects.equals(before.get(head), now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && Objects.equals(before.get(before.size() - 1 - tail), now.get(now.size() - 1 - tail))) {
      tail++;
    }
    return head == before.size() && head == now.size()
        ? List.of()
        : List.of(
            new SemanticTokensEdit(
                head, before.size() - head - tail, now.subList(head, now.size() - tail)));
  }
}
