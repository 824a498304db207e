package dev.ephor.ide.expression;

import dev.ephor.ide.completion.Proposal;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.util.List;
import java.util.Optional;

/** What may be written at a place inside of an expression. */
public final class ExpressionCompletion {

  private ExpressionCompletion() {}

  /**
   * The proposals at an offset of a file, the unranked order being that of the sources; not
   * filtered by what is typed.
   *
   * @return empty outside of expressions
   */
  public static Optional<List<Proposal>> at(Snapshot snapshot, FileId file, int offset) {
    return ExpressionPlace.at(snapshot, file, offset)
        .map(
            place ->
                place.language() == Language.CEL
                    ? CelCompletion.at(place, snapshot)
                    : JmesCompletion.at(place, snapshot));
  }
}
