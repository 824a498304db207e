package dev.ephor.rule.validate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The messages that Kyverno reports for patterns and deny conditions, to the letter. A rule's own
 * message is passed after its variables are filled in; empty where the rule has none.
 */
public final class ValidateMessages {

  private ValidateMessages() {}

  /** For a pattern, an anyPattern or conditions that hold nothing against the resource. */
  public static String passed(String rule) {
    return "validation rule '" + rule + "' passed.";
  }

  /** For an anyPattern of which one matches. */
  public static String passed(String rule, AnyPattern.Pass pass) {
    return "validation rule '" + rule + "' anyPattern[" + pass.index() + "] passed.";
  }

  /** For a pattern that the resource does not match. */
  public static String failed(String rule, String message, PatternResult.Fail fail) {
    return start(message) + "rule " + rule + " failed at path " + fail.path();
  }

  /** For a pattern that ended in an error. */
  public static String error(String rule, String message, PatternResult.Pathless error) {
    return start(message) + "rule " + rule + " execution error: " + error.message();
  }

  /** For an anyPattern of which none matches. */
  public static String failed(String rule, String message, AnyPattern.Fail fail) {
    return start(message) + sentences(rule, fail.attempts());
  }

  /** For an anyPattern of which none applies. */
  public static String skipped(String rule, AnyPattern.Skip skip) {
    return sentences(rule, skip.attempts());
  }

  /** For deny conditions that hold. */
  public static String denied(String rule, String message) {
    return message.isEmpty() ? "validation error: rule " + rule + " failed" : message;
  }

  /** For a pattern that the resource does not match, when the message cannot be filled in. */
  public static String unfilled(String rule, String error) {
    return "validation error: variables substitution error in rule "
        + rule
        + " execution error: "
        + error;
  }

  /** For an anyPattern of which none matches, when the message cannot be filled in. */
  public static String unfilled(String rule, AnyPattern.Fail fail) {
    return unfilled(rule, sentences(rule, fail.attempts()));
  }

  /** For preconditions that do not hold, with what they have to say. */
  public static String notMet(String said) {
    return joined("preconditions not met", said);
  }

  /** The texts that there are, with a semicolon between them. */
  public static String joined(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "; " + second;
  }

  private static String start(String message) {
    if (message.isEmpty()) {
      return "validation error: ";
    }
    return "validation error: " + message + (message.endsWith(".") ? " " : ". ");
  }

  private static String sentences(String rule, List<AnyPattern.Attempt> attempts) {
    return attempts.stream().map(a -> a.sentence(rule)).collect(Collectors.joining(" "));
  }
}
