package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.ide.format.Formatter;
import dev.ephor.ide.format.NextLine;
import dev.ephor.ide.format.Style;
import dev.ephor.text.TextEdit;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.jspecify.annotations.Nullable;

/** {@code textDocument/formatting}, {@code rangeFormatting} and {@code onTypeFormatting}. */
final class Formatting {

  /** What an editor reports as typed when a line was opened. */
  static final String NEW_LINE = "\n";

  private Formatting() {}

  static List<org.eclipse.lsp4j.TextEdit> file(Question question, DocumentFormattingParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    return places == null
        ? List.of()
        : edits(
            question,
            places,
            Formatter.file(
                question.moment().snapshot(), places.file(), style(params.getOptions())));
  }

  static List<org.eclipse.lsp4j.TextEdit> range(
      Question question, DocumentRangeFormattingParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    return places == null
        ? List.of()
        : edits(
            question,
            places,
            Formatter.range(
                question.moment().snapshot(),
                places.file(),
                places.span(params.getRange()),
                style(params.getOptions())));
  }

  static List<org.eclipse.lsp4j.TextEdit> typed(
      Question question, DocumentOnTypeFormattingParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    return places == null || !NEW_LINE.equals(params.getCh())
        ? List.of()
        : edits(
            question,
            places,
            NextLine.edits(
                question.moment().snapshot(),
                places.file(),
                places.offset(params.getPosition()),
                style(params.getOptions()).width()));
  }

  private static List<org.eclipse.lsp4j.TextEdit> edits(
      Question question, TextPlaces places, List<TextEdit> edits) {
    // Edits for a text that is no longer there would damage the one that is.
    question.cancellation().check();
    return edits.stream()
        .map(edit -> new org.eclipse.lsp4j.TextEdit(places.range(edit.span()), edit.replacement()))
        .toList();
  }

  private static Style style(@Nullable FormattingOptions options) {
    FormattingOptions given = required(options, "options");
    Either3<String, Number, Boolean> width = given.get("tabSize");
    return new Style(
        width != null && width.isSecond() ? width.getSecond().intValue() : Style.USUAL.width(),
        Style.USUAL.indentsSequences(),
        flag(given, "trimTrailingWhitespace"),
        flag(given, "insertFinalNewline"),
        flag(given, "trimFinalNewlines"));
  }

  /** What an editor does not say is done: that is what it means to lay a file out. */
  private static boolean flag(Map<String, Either3<String, Number, Boolean>> options, String name) {
    Either3<String, Number, Boolean> given = options.get(name);
    return given == null || !given.isThird() || given.getThird();
  }
}
