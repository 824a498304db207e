package dev.ephor.fix;

import dev.ephor.text.TextEdit;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;

/**
 * A proven fix of one violation.
 *
 * @param title what it does, in the imperative
 * @param changes what changes, by places in the resource
 * @param guessed whether a value in it stands for one that only the author knows: the fix is
 *     offered, and nobody applies it unasked
 * @param result the resource afterwards
 * @param edits of the file's text, in its order; comments and layout stay
 */
public record Fix(
    String title, List<Change> changes, boolean guessed, MapValue result, List<TextEdit> edits) {

  public Fix {
    changes = List.copyOf(changes);
    edits = List.copyOf(edits);
  }

  /** What some changes do, in the imperative. */
  static String title(MapValue before, List<Change> changes) {
    int shown = changes.size() == 3 ? 3 : 2;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(shown, changes.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(words(before, changes.get(i)));
    }
    if (changes.size() > shown) {
      text.append(" and ").append(changes.size() - shown).append(" more");
    }
    return text.isEmpty()
        ? "Change nothing"
        : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String words(MapValue before, Change change) {
    if (change instanceof Change.Remove) {
      return "remove " + change.path();
    } else if (change instanceof Change.Append append) {
      return "add " + shown(append.value()) + " to " + change.path();
    }
    Change.Put put = (Change.Put) change;
    if (isSecret(before, put.path())) {
      return "set " + put.path();
    }
    boolean there = change.path().in((Value) before) != null;
    return (there ? "set " : "add ") + change.path() + ": " + shown(put.value());
  }

  /** Nobody prints what a Secret holds. */
  private static boolean isSecret(MapValue resource, ValuePath path) {
    return "Secret".equals(resource.string("kind"))
        && !path.steps().isEmpty()
        && List.of("data", "stringData").contains(String.valueOf(path.steps().get(0)));
  }

  private static String shown(Value value) {
    String text = GoJson.write(value, Integer.MAX_VALUE);
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }
}
