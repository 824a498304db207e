package dev.ephor.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ephor.ide.command.FilePlace;
import dev.ephor.ide.command.Invocation;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.FileId;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** What a lens or an action runs, in the protocol's words. */
final class Invocations {

  private Invocations() {}

  static Command command(Question question, String title, Invocation invocation) {
    return new Command(title, invocation.command(), List.of(json(question, invocation.argument())));
  }

  /** A value of an {@link Invocation}'s argument, or of a command's answer. */
  static JsonElement json(Question question, Object value) {
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, member) -> object.add(String.valueOf(key), json(question, member)));
      return object;
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(item -> array.add(json(question, item)));
      return array;
    }
    if (value instanceof FileId file) {
      return new JsonPrimitive(question.moment().uri(file));
    }
    if (value instanceof FilePlace place) {
      return location(question, place);
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    return value instanceof Boolean truth
        ? new JsonPrimitive(truth)
        : new JsonPrimitive(value.toString());
  }

  /** A {@code Location}; at the start of a file that is gone. */
  private static JsonObject location(Question question, FilePlace place) {
    SourceText text = question.moment().snapshot().text(place.file());
    Range range =
        text == null
            ? new Range(new Position(0, 0), new Position(0, 0))
            : new TextPlaces(place.file(), text, question.session().client().encoding())
                .range(place.span());
    JsonObject location = new JsonObject();
    location.addProperty("uri", question.moment().uri(place.file()));
    JsonObject shown = new JsonObject();
    shown.add("start", position(range.getStart()));
    shown.add("end", position(range.getEnd()));
    location.add("range", shown);
    return location;
  }

  private static JsonObject position(Position position) {
    JsonObject shown = new JsonObject();
    shown.addProperty("line", position.getLine());
    shown.addProperty("character", position.getCharacter());
    return shown;
  }
}
