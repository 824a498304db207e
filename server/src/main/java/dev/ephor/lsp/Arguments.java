package dev.ephor.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.FileId;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The object that a command was given. What is missing or of another type is an error that names
 * the command and the member.
 *
 * @param command the command's name, for errors
 */
record Arguments(String command, JsonObject object) {

  /** From the protocol's list of arguments; none is an empty object. */
  static Arguments of(String command, @Nullable List<Object> arguments) {
    Object first = arguments == null || arguments.isEmpty() ? new JsonObject() : arguments.get(0);
    if (!(first instanceof JsonObject object)) {
      throw Dispatcher.error(
          ResponseErrorCode.InvalidParams, command + " takes one object as its argument");
    }
    return new Arguments(command, object);
  }

  /** A text that must be there. */
  String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong("needs the text '" + name + "'"));
  }

  /** A text that may be missing. */
  Optional<String> optionalText(String name) {
    JsonPrimitive found = primitive(name);
    if (found != null && !found.isString()) {
      throw wrong("takes a text as '" + name + "'");
    }
    return Optional.ofNullable(found).map(JsonPrimitive::getAsString);
  }

  /** A truth value; false when it is missing. */
  boolean flag(String name) {
    JsonPrimitive found = primitive(name);
    if (found != null && !found.isBoolean()) {
      throw wrong("takes true or false as '" + name + "'");
    }
    return found != null && found.getAsBoolean();
  }

  /** The file that {@code uri} names. */
  FileId file() {
    return Uris.file(text("uri"));
  }

  /** The text of the file that {@code uri} names, as far as the workspace holds it. */
  TextPlaces places(Question question) {
    return places(question, text("uri"));
  }

  /** The text of a file, as far as the workspace holds it. */
  TextPlaces places(Question question, String uri) {
    FileId file = Uris.file(uri);
    SourceText text = question.moment().snapshot().text(file);
    if (text == null) {
      throw wrong("is about " + uri + ", which is not in the workspace");
    }
    return new TextPlaces(file, text, question.session().client().encoding());
  }

  /** The offset in a file of {@code position}; empty when there is none. */
  Optional<Integer> offset(TextPlaces places) {
    if (!(object.get("position") instanceof JsonObject position)) {
      return Optional.empty();
    }
    return Optional.of(
        places.offset(
            new org.eclipse.lsp4j.Position(
                number(position, "line"), number(position, "character"))));
  }

  /** The offset of the first sign of {@code line}, from 0; empty when there is none. */
  Optional<Integer> line(TextPlaces places) {
    JsonPrimitive found = primitive("line");
    if (found == null) {
      return Optional.empty();
    } else if (!found.isNumber()) {
      throw wrong("takes a number as 'line'");
    }
    String text = places.text().content();
    int at = places.offset(new org.eclipse.lsp4j.Position(Math.max(0, found.getAsInt()), 0));
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
      at++;
    }
    return Optional.of(at);
  }

  private int number(JsonObject position, String name) {
    JsonElement found = position.get(name);
    if (found == null || !found.isJsonPrimitive() || !found.getAsJsonPrimitive().isNumber()) {
      throw wrong("takes a position of 'line' and 'character'");
    }
    return Math.max(0, found.getAsInt());
  }

  private @Nullable JsonPrimitive primitive(String name) {
    JsonElement found = object.get(name);
    if (found == null || found.isJsonNull()) {
      return null;
    }
    if (!found.isJsonPrimitive()) {
      throw wrong("takes no object or list as '" + name + "'");
    }
    return found.getAsJsonPrimitive();
  }

  /** An error about what was given. */
  RuntimeException wrong(String reason) {
    return Dispatcher.error(ResponseErrorCode.InvalidParams, command + " " + reason);
  }
}
