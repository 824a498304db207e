package dev.ephor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineMatchTest {

  @Test
  void linesKeepTheirOrder() {
    assertThat(LineMatch.of(List.of("a", "b", "c", "d"), List.of("a", "x", "c", "b", "d")))
        .containsExactly(0, -1, 2, -1, 3);
  }

  @Test
  void whatIsLongIsTakenApartWhereLinesAreUnique() {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      before.addAll(List.of("- name: " + i, "  kind: same"));
      after.addAll(List.of("- name: " + i, "  label: new", "  kind: same"));
    }
    int[] match = LineMatch.of(before, after);
    for (int i = 0; i < 3_000; i++) {
      assertThat(List.of(match[3 * i], match[3 * i + 1], match[3 * i + 2]))
          .containsExactly(2 * i, -1, 2 * i + 1);
    }
  }
}
