package dev.ephor.ide.folding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts, and the lines of their folds: first-last, counted from 0. */
class FoldsTest {

  private static final String POD =
      """
      # The shop's
      # first pod.
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
        - name: app
          image: nginx
        - name: log
          args: [
            follow
          ]
          command:
          - sh
          - -c
          - |
            tail log

            exit
      """;

  @Test
  void collectionsScalarsAndComments() {
    assertThat(folds(POD, false, 100))
        .containsExactly(
            "0-1 comment", "4-5", "6-20", "7-20", "8-9", "10-20", "11-13", "14-20", "17-20");
  }

  @Test
  void aClosingBracketStaysInSightWhereWholeLinesFold() {
    assertThat(folds(POD, true, 100)).contains("11-12").doesNotContain("11-13");
  }

  @Test
  void fewFoldsAreTheOutermost() {
    assertThat(folds(POD, false, 3)).containsExactly("0-1 comment", "4-5", "6-20");
    assertThat(folds(POD, false, 0)).isEmpty();
  }

  @Test
  void documentsOfAFileWithMany() {
    assertThat(
            folds(
                """
                apiVersion: v1
                kind: Pod
                ---
                # second
                apiVersion: v1
                kind: Pod

                ---
                """,
                false,
                100))
        .containsExactly("0-1 document", "2-5 document");
  }

  @Test
  void aBrokenDocumentKeepsWhatCanBeRead() {
    assertThat(
            folds(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: [a
                spec:
                  containers:
                  - name: a
                    image: b
                """,
                false,
                100))
        .contains("4-7", "5-7", "6-7");
  }

  @Test
  void filesOfOthersHaveNone() {
    assertThat(folds("services:\n  web:\n    image: nginx\n", false, 100)).isEmpty();
  }

  private static List<String> folds(String text, boolean wholeLines, int limit) {
    Typed typed = Typed.in("a.yaml", text);
    return Folds.of(typed.snapshot(), typed.file(), wholeLines, limit).stream()
        .map(
            fold ->
                fold.startLine()
                    + "-"
                    + fold.endLine()
                    + switch (fold.kind()) {
                      case CODE -> "";
                      case COMMENT -> " comment";
                      case DOCUMENT -> " document";
                    })
        .toList();
  }
}
