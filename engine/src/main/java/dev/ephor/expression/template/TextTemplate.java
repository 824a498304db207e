package dev.ephor.expression.template;

import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.value.GoJson;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A string with variables, in pieces. A string that is one variable and nothing else becomes that
 * variable's value, whatever its type; other strings take in the text of a string, or the JSON of
 * anything else. What results is looked through again, so that variables may stand in variables.
 */
final class TextTemplate {

  /** How often a result is looked through again; the reference never stops. */
  static final int ROUNDS = 50;

  private static final int LONGEST = 4_000_000;

  /** A piece of a text. */
  private sealed interface Piece {}

  /** Text that stays. */
  private record Literal(String text) implements Piece {}

  /** A variable. */
  private record Variable(Query query) implements Piece {}

  private final Scalar written;
  private final String path;
  private final List<Piece> pieces;
  private final boolean whole;

  private TextTemplate(Scalar written, String path, List<Piece> pieces, boolean whole) {
    this.written = written;
    this.path = path;
    this.pieces = pieces;
    this.whole = whole;
  }

  /**
   * Reads a string that has a variable.
   *
   * @param written the origin of what results
   * @param path where it stands in its document, as Kyverno prints it
   */
  static TextTemplate of(String text, Scalar written, String path) {
    List<Piece> pieces = new ArrayList<>();
    int copied = 0;
    boolean whole = false;
    for (Braces.Span span = Braces.next(text, 0);
        span != null;
        span = Braces.next(text, span.end())) {
      if (span.start() > copied) {
        pieces.add(new Literal(text.substring(copied, span.start())));
      }
      String inside = Braces.inside(text, span);
      pieces.add(new Variable(Query.of(inside.equals("@") ? CurrentPath.at(path) : inside)));
      whole = span.start() == 0 && span.end() == text.length();
      copied = span.end();
    }
    if (copied < text.length()) {
      pieces.add(new Literal(text.substring(copied)));
    }
    return new TextTemplate(written, path, List.copyOf(pieces), whole);
  }

  Resolution resolve(Variables variables, int round) {
    if (whole && pieces.get(0) instanceof Variable variable) {
      return ask(variable.query(), variables);
    }
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Literal literal) {
        text.append(literal.text());
      } else if (piece instanceof Variable variable) {
        Resolution resolution = ask(variable.query(), variables);
        if (!(resolution instanceof Resolved resolved)) {
          return resolution;
        }
        append(text, resolved.value());
      }
      if (text.length() > LONGEST) {
        return tooMuch("the text would be longer than " + LONGEST + " characters");
      }
    }
    return finish(text.toString(), variables, round);
  }

  /** A value, with all that is in it, said to come from where this text is written. */
  Value inPlace(Value value) {
    if (value instanceof MapValue map) {
      MapValue.Builder builder = MapValue.builder(written.source(), written.node());
      for (int i = 0; i < map.size(); i++) {
        builder.put(map.keyAt(i), inPlace(map.valueAt(i)));
      }
      return builder.build();
    }
    return value instanceof ListValue list
        ? ListValue.of(
            list.values().stream().map(this::inPlace).toList(), written.source(), written.node())
        : value.from(written.source(), written.node());
  }

  private Resolution finish(String text, Variables variables, int round) {
    if (!Braces.hasVariable(text)) {
      return new Resolved(new Scalar(Braces.unescaped(text), written.source(), written.node()));
    }
    return round >= ROUNDS
        ? tooMuch("variables stand in one another more than " + ROUNDS + " deep")
        : of(text, written, path).resolve(variables, round + 1);
  }

  private Resolution ask(Query query, Variables variables) {
    Query asked = query.under(variables);
    Resolution resolution = variables.query(asked, written);
    return resolution instanceof Unresolved unresolved
        ? new Unresolved(
            "failed to resolve " + asked.text() + " at path " + path + ": " + unresolved.reason())
        : resolution;
  }

  private Unresolved tooMuch(String why) {
    return new Unresolved("failed to resolve variables at path " + path + ": " + why);
  }

  private static void append(StringBuilder text, Value value) {
    String string = value.asString();
    if (string != null) {
      text.append(string);
      return;
    }
    try {
      text.append(GoJson.writeDoubles(value, LONGEST));
    } catch (JsonException tooLong) {
      text.append(" ".repeat(LONGEST + 1));
    }
  }
}
