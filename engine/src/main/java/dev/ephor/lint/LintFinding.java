package dev.ephor.lint;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a lint found.
 *
 * @param place where
 * @param within which part of the decoded text of the scalar there; null for all of it
 * @param message what is wrong and how to mend it
 * @param elsewhere other places that explain it, also of other documents
 * @param edit what would mend it, where that is certain
 */
public record LintFinding(
    Place place,
    @Nullable Span within,
    String message,
    List<Elsewhere> elsewhere,
    Optional<Edit> edit) {

  public LintFinding {
    elsewhere = List.copyOf(elsewhere);
  }

  /**
   * Another place.
   *
   * @param place where
   * @param message what stands there
   */
  public record Elsewhere(Place place, String message) {}

  /**
   * A change of the document that mends a finding.
   *
   * @param title what it does, in the imperative
   * @param edits spans count from the start of the document
   */
  public record Edit(String title, List<TextEdit> edits) {
    public Edit {
      edits = List.copyOf(edits);
    }

    /** The same in a text in which so many units stand before it. */
    Edit shift(int distance) {
      return new Edit(title, edits.stream().map(edit -> edit.shift(distance)).toList());
    }
  }

  /** A finding about all that stands at a place. */
  static LintFinding at(Place place, String message) {
    return new LintFinding(place, null, message, List.of(), Optional.empty());
  }

  /** A finding about a key, or about the dash of an item. */
  static LintFinding atKey(Value value, String message) {
    return at(value.place(Place.Part.KEY), message);
  }

  /** A finding about a value. */
  static LintFinding atValue(Value value, String message) {
    return at(value.place(Place.Part.VALUE), message);
  }

  /** The same, with another place that explains it. */
  LintFinding with(Place other, String what) {
    List<Elsewhere> more = new ArrayList<>(elsewhere);
    more.add(new Elsewhere(other, what));
    return new LintFinding(place, within, message, more, edit);
  }

  /** The same, with what would mend it. */
  LintFinding with(Optional<Edit> mending) {
    return new LintFinding(place, within, message, elsewhere, mending);
  }
}
