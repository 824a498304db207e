package dev.ephor.ide.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import org.junit.jupiter.api.Test;

/** Texts before and after. */
class FormatterTest {

  @Test
  void indentationAndBlanks() {
    assertThat(
            formatted(
                """
                apiVersion:   v1
                kind : Pod
                spec:
                    containers:
                        -   name: app   # the app
                            image:  nginx
                        # the log
                        -   name: log
                            args: [ a,  b ]



                    hostNetwork: true\t


                """))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
                - name: app   # the app
                  image: nginx
                # the log
                - name: log
                  args: [ a,  b ]

              hostNetwork: true
            """);
  }

  @Test
  void dashesStandAsMostOfTheFileHasThem() {
    assertThat(
            formatted(
                """
                apiVersion: v1
                kind: Pod
                a:
                - 1
                b:
                - 1
                c:
                    - 1
                """))
        .endsWith("a:\n- 1\nb:\n- 1\nc:\n- 1\n");
  }

  @Test
  void scalarsKeepTheirContent() {
    assertThat(
            formatted(
                """
                apiVersion: v1
                kind: ConfigMap
                data:
                    script: |
                        if true
                          then  echo

                        fi
                    kept: |+
                        last


                    folded: "one
                        two"
                """))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            data:
              script: |
                if true
                  then  echo

                fi
              kept: |+
                last


              folded: "one
                  two"
            """);
  }

  @Test
  void aCommentBelowABlockScalarDoesNotBecomePartOfIt() {
    String text =
        """
        apiVersion: v1
        kind: ConfigMap
        data:
            a: |
                  text
                # a comment
            b: c
        """;
    assertThat(formatted(text))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            data:
              a: |
                text
              # a comment
              b: c
            """);
  }

  @Test
  void aBrokenDocumentIsLeftAloneBesideAHealthyOne() {
    String broken = "apiVersion:   v1\nkind:   Pod\nspec:  {a: [\n\n\n";
    assertThat(formatted(broken + "---\napiVersion:   v1\nkind: Pod\n"))
        .isEqualTo(broken + "---\napiVersion: v1\nkind: Pod\n");
  }

  @Test
  void lineEndsStay() {
    assertThat(formatted("apiVersion:  v1\r\nkind: Pod\r\nspec:\r\n    a: b"))
        .isEqualTo("apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  a: b\r\n");
  }

  @Test
  void whatAnEditorDoesNotWantTrimmedStays() {
    Typed typed = Typed.in("a.yaml", "apiVersion:  v1  \nkind: Pod\n\n\n");
    Style little = new Style(2, true, false, false, false);
    assertThat(
            TextEdit.applied(typed.text(), Formatter.file(typed.snapshot(), typed.file(), little)))
        .isEqualTo("apiVersion: v1  \nkind: Pod\n\n");
  }

  @Test
  void complexKeysJsonAndFilesOfOthersAreLeftAlone() {
    for (String text :
        new String[] {
          "apiVersion:  v1\nkind: Pod\n? a\n:   b\n",
          "{\"apiVersion\":   \"v1\", \"kind\": \"Pod\"}",
          "services:\n    web:   1\n"
        }) {
      assertThat(formatted(text)).isEqualTo(text);
    }
  }

  @Test
  void aRangeIsLaidOutFromWhereItIs() {
    String text =
        """
        apiVersion:   v1
        kind: Pod
        spec:
            a:   1
            b:
                c:   2
                d:   3
            e:   4
        """;
    // What goes beyond the range stays where it is.
    assertThat(inRange(text, "c:   2")).isEqualTo(text.replace("c:   2", "c: 2"));
    assertThat(inRange(text, "c:   2\n        d:   3"))
        .isEqualTo(text.replace("        c:   2\n        d:   3", "      c: 2\n      d: 3"));
    assertThat(inRange(text, "apiVersion")).isEqualTo(text.replace("Version:   ", "Version: "));
  }

  @Test
  void anItemThatGoesBeyondTheRangeKeepsItsDistanceFromTheDash() {
    String text = "apiVersion: v1\nkind: Pod\na:\n-   b:   1\n    c:   2\n";
    assertThat(inRange(text, "b:   1")).isEqualTo(text.replace("b:   1", "b: 1"));
    assertThat(inRange(text, "-   b:   1\n    c:"))
        .isEqualTo("apiVersion: v1\nkind: Pod\na:\n- b: 1\n  c: 2\n");
  }

  private static String inRange(String text, String selected) {
    Typed typed = Typed.in("a.yaml", text);
    int at = text.indexOf(selected);
    Span span = new Span(at, at + selected.length());
    return TextEdit.applied(
        text, Formatter.range(typed.snapshot(), typed.file(), span, Style.USUAL));
  }

  private static String formatted(String text) {
    Typed typed = Typed.in("a.yaml", text);
    return TextEdit.applied(text, Formatter.file(typed.snapshot(), typed.file(), Style.USUAL));
  }
}
