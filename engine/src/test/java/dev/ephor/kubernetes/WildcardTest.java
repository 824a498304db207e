package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class WildcardTest {

  @Property
  void agreesWithTheDefinition(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String pattern,
      @ForAll @Chars({'a', 'b'}) @StringLength(max = 8) String text) {
    assertThat(Wildcard.matches(pattern, text)).isEqualTo(defined(pattern, text));
  }

  @Property
  void aTextMatchesItself(@ForAll @CharRange(from = ' ', to = '~') String text) {
    assertThat(Wildcard.matches(text, text)).isTrue();
  }

  @Test
  void manyStarsTakeNoTime() {
    String text = "a".repeat(5_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> assertThat(Wildcard.matches("*a".repeat(50) + "b", text)).isFalse());
  }

  @Test
  void containsWildcardTellsPatternsFromTexts() {
    assertThat(Wildcard.containsWildcard("a*")).isTrue();
    assertThat(Wildcard.containsWildcard("?")).isTrue();
    assertThat(Wildcard.containsWildcard("a.b")).isFalse();
  }

  private static boolean defined(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return defined(rest, text) || (!text.isEmpty() && defined(pattern, text.substring(1)));
    }
    boolean one =
        !text.isEmpty() && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0));
    return one && defined(rest, text.substring(1));
  }
}
