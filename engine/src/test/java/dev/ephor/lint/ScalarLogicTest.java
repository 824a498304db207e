package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.rule.validate.ScalarPattern;
import dev.ephor.value.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to follow, follows for every value that the patterns tell apart. */
class ScalarLogicTest {

  private static final List<Object> PATTERNS =
      Arrays.asList(
          null,
          true,
          false,
          0L,
          3L,
          3.0,
          2.5,
          "",
          "*",
          "?*",
          "true",
          "!true",
          "3",
          "!3",
          "03",
          ">3",
          ">=3",
          "<3",
          "<=3",
          "<0",
          ">3 & <5",
          "2-4",
          "2!-4",
          "100m",
          "<1Gi",
          ">=1024Mi",
          "5m",
          ">5m",
          "<3m",
          "1h",
          "!1h",
          "a",
          "!a",
          "a*",
          "*a",
          "a?",
          "b*",
          "!a*",
          "a | b",
          "a* | b*",
          "a* & *c",
          "Always | Never",
          "Always",
          "!",
          "null",
          "1-1h");

  private static final List<Scalar> VALUES = values();

  private static List<Scalar> values() {
    List<Scalar> values = new ArrayList<>();
    for (Object content :
        Arrays.asList(
            null, true, false, 0L, 1L, 2L, 3L, 4L, 5L, 1024L, -1L, 0.1, 2.5, 3.0, "", "true",
            "false", "0", "3", "03", "+3", "3.0", "4", "100m", "0.1", "5m", "4m", "300s", "1h",
            "60m", "1Gi", "1024Mi", "512Mi", "a", "b", "ab", "ac", "ba", "abc", "c", "aa", "Always",
            "Never", "!", "null", "!3", ">3", "1-1h")) {
      values.add(Scalar.of(content));
    }
    return values;
  }

  @Test
  void whatExcludesIsNeverMetByOneValue() {
    int certain = 0;
    for (ScalarPattern one : patterns()) {
      for (ScalarPattern other : patterns()) {
        if (ScalarLogic.excludes(one, other, false)) {
          certain++;
          assertThat(VALUES)
              .as("%s against %s", one, other)
              .noneMatch(value -> one.matches(value) && other.matches(value));
          assertThat(one.matches(null) && other.matches(null)).isFalse();
        }
      }
    }
    assertThat(certain).isGreaterThan(400);
  }

  @Test
  void whatImpliesIsMetByEveryValueThatMeetsTheOther() {
    int certain = 0;
    for (ScalarPattern one : patterns()) {
      for (ScalarPattern other : patterns()) {
        if (!one.equals(other) && ScalarLogic.implies(one, other)) {
          certain++;
          assertThat(VALUES)
              .as("%s implies %s", one, other)
              .allMatch(
                  value -> !one.matches(value) || other.matches(value) || isItsText(value, one));
          assertThat(one.matches(null) && !other.matches(null)).isFalse();
        }
      }
    }
    assertThat(certain).isGreaterThan(60);
  }

  private static boolean isItsText(Scalar value, ScalarPattern pattern) {
    return pattern instanceof ScalarPattern.Text text && text.whole().equals(value.content());
  }

  private static List<ScalarPattern> patterns() {
    return PATTERNS.stream().map(content -> ScalarPattern.of(Scalar.of(content))).toList();
  }
}
