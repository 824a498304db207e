package dev.ephor.value;

/** A text that is not JSON, or a value that has none; the message is that of Go's encoding/json. */
public final class JsonException extends RuntimeException {

  public JsonException(String message) {
    super(message, null, false, false);
  }
}
