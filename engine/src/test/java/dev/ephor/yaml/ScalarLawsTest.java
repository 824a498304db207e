package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.Source;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What must hold for the text of every scalar, in all five styles. */
class ScalarLawsTest {

  @Property(tries = 1500)
  void theDecodedTextIsTheLibrarysAndEachOffsetLeadsBackToItsCharacter(
      @ForAll("documents") String text) {
    List<String> expected = new ArrayList<>();
    SyntaxFailure failure =
        EventReader.read(
            text,
            CodePoints.of(text),
            event -> {
              if (event instanceof ScalarEvent scalar && !scalar.getValue().equals("key")) {
                expected.add(scalar.getValue());
              }
            });
    Assume.that(failure == null);
    YamlDocument document = YamlParser.parse(new Source("law"), text);

    List<String> decoded = new ArrayList<>();
    for (int node = 0; node < document.nodeCount(); node++) {
      if (!document.kind(node).isCollection()) {
        RunMap.Decoded scalar = document.decoded(node);
        decoded.add(scalar.text());
        checkMap(text, scalar, document.kind(node));
      }
    }
    assertThat(decoded).isEqualTo(expected);
  }

  private static void checkMap(String text, RunMap.Decoded scalar, NodeKind kind) {
    int last = -1;
    for (int at = 0; at < scalar.text().length(); at++) {
      int source = scalar.map().toSource(at);
      int end = scalar.map().endInSource(at + 1);
      String written = text.substring(source, end);
      String character = scalar.text().substring(at, at + 1);
      assertThat(source).as("offsets never go back").isGreaterThanOrEqualTo(last);
      last = source;
      if (source == text.length() && kind.isBlockScalar() && character.equals("\n")) {
        // A block scalar's last line need not end in a line break to have one.
        continue;
      }
      assertThat(end).isGreaterThan(source);
      if (written.equals(character)) {
        continue;
      }
      boolean fold = written.matches("\\r\\n|\\r|\\n") && " \n".contains(character);
      boolean escape = kind == NodeKind.DOUBLE_QUOTED && written.startsWith("\\");
      boolean quote = kind == NodeKind.SINGLE_QUOTED && written.equals("''");
      assertThat(fold || escape || quote)
          .as("«%s» stands for «%s» in %s", written, character, kind)
          .isTrue();
    }
  }

  @Property(tries = 500)
  void mapsComposeThroughYamlInYaml(@ForAll("documents") String inner, @ForAll boolean windows) {
    Assume.that(EventReader.read(inner, CodePoints.of(inner), event -> {}) == null);
    Assume.that(!inner.contains("\r") && !inner.contains("\u0085"));
    String lines = inner.replace("\n", windows ? "\r\n      " : "\n      ");
    String text = "outer:\n  - |2\n      " + lines + (windows ? "\r\n" : "\n");
    YamlDocument document = YamlParser.parse(new Source("outer"), text);
    int literal = document.nodeCount() - 1;
    Assume.that(document.kind(literal) == NodeKind.LITERAL);
    String embedded = document.decoded(literal).text();
    YamlDocument nested = YamlParser.parse(new Source("inner"), embedded);
    // Two more columns can break what was whole; the map of a mended text is another law's.
    Assume.that(nested.problems().isEmpty());

    for (int node = 0; node < nested.nodeCount(); node++) {
      if (nested.kind(node).isCollection()) {
        continue;
      }
      String value = nested.decoded(node).text();
      SourceMap map = nested.sourceMap(node).within(document.sourceMap(literal));
      for (int at = 0; at < value.length(); at++) {
        char written = text.charAt(map.toSource(at));
        assertThat(written == value.charAt(at) || "\\'\r\n".indexOf(written) >= 0).isTrue();
        assertThat(map.endInSource(at + 1)).isGreaterThan(map.toSource(at));
      }
    }
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> scalar =
        Arbitraries.oneOf(plain(), singleQuoted(), doubleQuoted(), block(), block());
    return Combinators.combine(holder(), scalar, Arbitraries.of("\n", "\n", "\r\n", "\r"), tail())
        .as(
            (holder, written, lineBreak, tail) ->
                (holder.apply(written) + tail).replace("\n", lineBreak));
  }

  /** Where a scalar stands: lines after its first are indented as the place needs. */
  private interface Holder {
    String apply(String scalar);
  }

  private static Arbitrary<Holder> holder() {
    return Arbitraries.of(
        scalar -> scalar.replace("\n", "\n "),
        scalar -> "key: " + scalar.replace("\n", "\n  "),
        scalar -> "key:\n    key:   " + scalar.replace("\n", "\n      "),
        scalar -> "- " + scalar.replace("\n", "\n  "),
        scalar -> "key:\n- - key: " + scalar.replace("\n", "\n      "),
        scalar -> "- key: &x !!str " + scalar.replace("\n", "\n    "),
        scalar -> "? key\n:  " + scalar.replace("\n", "\n   "));
  }

  private static Arbitrary<String> tail() {
    return Arbitraries.of("", "\n", "\n\n", "\n   \n", "\n# end", "\n\n  # end\n");
  }

  private static Arbitrary<String> pieces(String... pieces) {
    return Arbitraries.of(pieces).list().ofMaxSize(12).map(list -> String.join("", list));
  }

  private static Arbitrary<String> plain() {
    return pieces("a", "b:c", "x#", "\"", "'", "\\n", "é", "😀", " ", "  ", "\n", "\n\n", "1", "{{")
        .map(text -> "p" + text.strip());
  }

  private static Arbitrary<String> singleQuoted() {
    return pieces(
            "a", "''", "\"", "\\", ": ", " #", "é", "😀", " ", "\t", "\n", "\n\n", "}}", " \n ")
        .map(text -> "'" + text + "'");
  }

  private static Arbitrary<String> doubleQuoted() {
    return pieces(
            "a",
            "'",
            "\\\"",
            "\\\\",
            "\\n",
            "\\t",
            "\\x41",
            "\\u00e9",
            "\\U0001F600",
            "\\\n",
            ": ",
            " #",
            "é",
            "😀",
            " ",
            "\t",
            "\n",
            "\n\n",
            "\\ ",
            "\\_",
            " \n ")
        .map(text -> "\"" + text + "\"");
  }

  private static Arbitrary<String> block() {
    Arbitrary<String> header =
        Combinators.combine(
                Arbitraries.of("|", ">"),
                Arbitraries.of("", "-", "+", "2", "1-", "+1", "3"),
                Arbitraries.of("", " ", " # note"))
            .as((style, modifiers, comment) -> style + modifiers + comment);
    Arbitrary<String> line =
        Arbitraries.of(
            "",
            "",
            "a",
            "b c",
            " deeper",
            "  deeper",
            "\ttab",
            "é: 😀",
            "# no comment",
            "x ",
            "{{ y }}",
            " ");
    return Combinators.combine(header, line.list().ofMaxSize(7), Arbitraries.of("", " ", "  "))
        .as(
            (head, lines, indent) -> {
              StringBuilder text = new StringBuilder(head);
              lines.forEach(each -> text.append('\n').append(each.isEmpty() ? "" : indent + each));
              return text.toString();
            });
  }
}
