package dev.ephor.lsp;

import dev.ephor.ide.hover.Hovers;
import dev.ephor.ide.hover.WhyHover;
import java.util.Optional;
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
    Optional<dev.ephor.ide.hover.Hover> known =
        Hovers.at(
            question.moment().snapshot(),
            places.file(),
            places.offset(params.getPosition()),
            question.cancellation());
    Optional<dev.ephor.ide.hover.Hover> why =
        WhyHover.at(question.view(places.file()), places.offset(params.getPosition()));
    return known
        .map(said -> why.map(more -> joined(said, more)).orElse(said))
        .or(() -> why)
        .map(
            said ->
                new Hover(
                    markdown
                        ? new MarkupContent(MarkupKind.MARKDOWN, said.markdown())
                        : new MarkupContent(MarkupKind.PLAINTEXT, plain(said.markdown())),
                    places.range(said.span())))
        .orElse(null);
  }

  /** What it is, and under it what it came to. */
  private static dev.ephor.ide.hover.Hover joined(
      dev.ephor.ide.hover.Hover said, dev.ephor.ide.hover.Hover more) {
    return new dev.ephor.ide.hover.Hover(
        said.span(), said.markdown() + "\n\n---\n\n" + more.markdown());
  }

  /** Without the marks, for clients that would show them. */
  private static String plain(String markdown) {
    return markdown
        .replace("```text\n", "")
        .replace("**", "")
        .replace("`", "")
        .replace("\n\n---\n\n", "\n\n");
  }
}
