package dev.ephor.ide.expression;

import dev.ephor.ide.hover.Hover;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.util.Optional;

/** What the word at a place inside of an expression means. */
public final class ExpressionHover {

  private ExpressionHover() {}

  /** What there is to say of the place at an offset of a file; empty outside of expressions. */
  public static Optional<Hover> at(Snapshot snapshot, FileId file, int offset) {
    return ExpressionPlace.at(snapshot, file, offset)
        .flatMap(
            place ->
                place.language() == Language.CEL
                    ? CelHover.at(place, snapshot)
                    : JmesHover.at(place, snapshot));
  }
}
