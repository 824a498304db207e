package dev.ephor.lsp;

import dev.ephor.ide.hover.Hovers;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.jspecify.annotations.Nullable;

/** {@code textDocument/hover}. */
final class HoverAnswers {

  private HoverAnswers() {}

  static @Nullable Hover at(Question question, HoverParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null
        || !question
            .session()
            .answersFor(
                question.moment().snapshot(), places.file(), places.offset(params.getPosition()))) {
      return null;
    }
    boolean markdown =
        question.session().client().lists("textDocument.hover.contentFormat", "markdown");
    return Hovers.at(
            question.moment().snapshot(),
            places.file(),
            places.offset(params.getPosition()),
            question.cancellation())
        .map(
            said ->
                new Hover(
                    markdown
                        ? new MarkupContent(MarkupKind.MARKDOWN, said.markdown())
                        : new MarkupContent(MarkupKind.PLAINTEXT, plain(said.markdown())),
                    places.range(said.span())))
        .orElse(null);
  }

  /** Without the marks, for clients that would show them. */
  private static String plain(String markdown) {
    return markdown.replace("**", "").replace("`", "").replace("\n\n---\n\n", "\n\n");
  }
}
