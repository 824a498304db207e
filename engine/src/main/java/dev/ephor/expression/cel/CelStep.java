package dev.ephor.expression.cel;

import dev.ephor.text.Span;
import dev.ephor.value.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an expression that was evaluated, with what it came to.
 *
 * @param label its text; of a turn of a loop the loop's variable with its number
 * @param within where it stands in the expression's text; null where it does not
 * @param value what it came to; of an error its message
 * @param failed whether it came to an error
 * @param place what it read of a document; null for nothing
 * @param parts those that it was made of, as far as they were evaluated
 * @param cut how many turns of a loop are left out of the middle
 */
public record CelStep(
    String label,
    @Nullable Span within,
    Object value,
    boolean failed,
    @Nullable Place place,
    List<CelStep> parts,
    int cut) {

  public CelStep {
    parts = List.copyOf(parts);
  }
}
