package dev.ephor.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  @Test
  void equalTextsHaveNone() {
    assertThat(UnifiedDiff.of("x", "a\n", "a\n")).isEmpty();
  }

  @Test
  void distantChangesAreHunks() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";
    assertThat(UnifiedDiff.of("x", before, before.replace("1\n2", "2").replace("10\n", "10\n11\n")))
        .isEqualTo(
            """
            --- a/x
            +++ b/x
            @@ -1,4 +1,3 @@
            -1
             2
             3
             4
            @@ -8,3 +7,4 @@
             8
             9
             10
            +11
            """);
  }

  @Test
  void aMissingLineEndIsTold() {
    assertThat(UnifiedDiff.of("/x", "a", "b\n"))
        .isEqualTo(
            """
            --- /x
            +++ /x
            @@ -1,1 +1,1 @@
            -a
            \\ No newline at end of file
            +b
            """);
  }
}
