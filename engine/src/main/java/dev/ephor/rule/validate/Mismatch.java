package dev.ephor.rule.validate;

import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that a pattern found wrong, as data. Texts are made when they are asked for: most
 * mismatches are never shown, such as those of conditions and of elements that an existence anchor
 * tries.
 */
public final class Mismatch {

  /** What was wrong. */
  enum Kind {
    /** A scalar demand was not met. */
    VALUE,
    /** The pattern has a map where the resource has none. */
    STRUCTURE,
    /** The pattern has a list where the resource has none. */
    LIST_EXPECTED,
    /** The pattern's list is empty. */
    EMPTY_LIST,
    /** A list of lists has fewer elements than the pattern's. */
    LIST_LENGTH,
    /** {@code "*"} asks for a key that is absent or null. */
    NOT_FOUND,
    /** A negation anchor's key is there. */
    NEGATION,
    /** No element fits an existence anchor. */
    EXISTENCE,
    /** An existence anchor's pattern is no list. */
    EXISTENCE_PATTERN,
    /** An element of an existence anchor's pattern is no map. */
    EXISTENCE_ELEMENT,
    /** An existence anchor stands over something other than a list. */
    EXISTENCE_RESOURCE,
    /** A conditional anchor's key is absent. */
    CONDITION_ABSENT,
    /** A conditional anchor's pattern does not match; {@link #causes} has the reason. */
    CONDITION,
    /** A global anchor's pattern does not match; {@link #causes} has the reason. */
    GLOBAL,
    /** Every element of a list was skipped; {@link #causes} has the reasons. */
    ALL_SKIPPED,
    /** The pattern nests deeper than {@link CompiledPattern#DEEPEST}. */
    TOO_DEEP
  }

  private final Kind kind;
  private final Object[] steps;
  private final Value clause;
  private final @Nullable Value actual;
  private final Place manifest;
  private final List<Mismatch> causes;

  /**
   * @param steps keys and indices from the root to where the demand was made
   * @param clause the pattern's node
   * @param actual what the resource has there; null where it has nothing
   * @param manifest the offending value, or the key of the nearest existing ancestor
   */
  Mismatch(
      Kind kind,
      Object[] steps,
      Value clause,
      @Nullable Value actual,
      Place manifest,
      List<Mismatch> causes) {
    this.kind = kind;
    this.steps = steps;
    this.clause = clause;
    this.actual = actual;
    this.manifest = manifest;
    this.causes = causes;
  }

  Kind kind() {
    return kind;
  }

  /** Whether this means "not applicable" rather than "wrong". */
  boolean skips() {
    return kind == Kind.CONDITION
        || kind == Kind.CONDITION_ABSENT
        || kind == Kind.GLOBAL
        || kind == Kind.ALL_SKIPPED;
  }

  /** Where in the resource, as Kyverno prints it; empty where Kyverno gives no path. */
  String path() {
    return switch (kind) {
      case LIST_LENGTH -> "";
      case NOT_FOUND -> render(steps.length - 1);
      case CONDITION, GLOBAL -> causes.get(0).path();
      default -> render(steps.length);
    };
  }

  /** The offending value, or for something missing the key of its nearest existing ancestor. */
  public Place manifest() {
    return manifest;
  }

  /** The pattern's node that said no. */
  public Place clause() {
    return clause.place(Place.Part.VALUE);
  }

  Value clauseValue() {
    return clause;
  }

  /** Kyverno's text. */
  public String message() {
    return switch (kind) {
      case VALUE ->
          "resource value '"
              + GoText.typed(actual)
              + "' does not match '"
              + GoText.typed(clause)
              + "' at path "
              + path();
      case STRUCTURE ->
          "pattern and resource have different structures. Path: "
              + path()
              + ". Expected map[string]interface {}, found "
              + GoText.type(actual);
      case LIST_EXPECTED ->
          "validation rule failed at path "
              + path()
              + ", resource does not satisfy the expected overlay pattern";
      case EMPTY_LIST -> "pattern Array empty";
      case LIST_LENGTH ->
          "validate Array failed, array length mismatch, resource Array len is "
              + size(actual)
              + " and pattern Array len is "
              + size(clause);
      case NOT_FOUND -> path() + "/" + steps[steps.length - 1] + " not found";
      case NEGATION -> "negation anchor matched in resource: " + path() + " is not allowed";
      case EXISTENCE -> "existence anchor validation failed at path " + path();
      case EXISTENCE_PATTERN ->
          "invalid pattern type "
              + GoText.type(clause)
              + ": Pattern has to be of list to compare against resource";
      case EXISTENCE_ELEMENT ->
          "invalid pattern type []interface {}: Pattern has to be of type map to compare against"
              + " items in resource";
      case EXISTENCE_RESOURCE ->
          "invalid resource type "
              + GoText.type(actual)
              + ": Existence ^ () anchor can be used only on list/array type resource";
      case CONDITION_ABSENT ->
          "conditional anchor mismatch: conditional anchor key doesn't exist in the resource";
      case CONDITION -> "conditional anchor mismatch: " + causes.get(0).message();
      case GLOBAL -> "global anchor mismatch: " + causes.get(0).message();
      case ALL_SKIPPED -> String.join("; ", causes.stream().map(Mismatch::message).toList());
      case TOO_DEEP -> "the pattern nests deeper than " + CompiledPattern.DEEPEST + " levels";
    };
  }

  private String render(int count) {
    StringBuilder text = new StringBuilder("/");
    for (int i = 0; i < count; i++) {
      text.append(steps[i]).append('/');
    }
    return text.toString();
  }

  private static int size(@Nullable Value value) {
    return value instanceof ListValue list ? list.size() : 0;
  }
}
