package dev.ephor.expression.jmespath;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.ephor.value.Value;

/** Text by chance. */
final class RandomFunctions {

  private RandomFunctions() {}

  /** A text that a regular expression describes. */
  static Value random(Invocation call) {
    String pattern = call.string(0);
    if (pattern.isEmpty()) {
      throw new Failure("no pattern provided");
    }
    try {
      // the generator below trusts what RE2 has accepted
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
    String text = new PatternText(pattern, call.setting().randomness(), call.budget()).generate();
    return call.made(text);
  }
}
