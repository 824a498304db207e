package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ephor.fuzz.ProcessorTime;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** What must hold for every text, however broken. */
class ParserLawsTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Property(tries = 250)
  void garbageIsReadWithoutThrowingOrHanging(@ForAll("garbage") String text) {
    check(text);
  }

  @Property(tries = 250)
  void mutatedManifestsAreReadWithoutThrowingOrHanging(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 1_000_000) Integer> places,
      @ForAll("inserts") String insert) {
    StringBuilder text = new StringBuilder(Manifests.DEPLOYMENT);
    for (int place : places) {
      int at = place % text.length();
      switch (place % 5) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, text.charAt(at));
        case 2 -> text.delete(at, Math.min(text.length(), at + place % 40));
        default -> text.insert(at, insert);
      }
    }
    check(text.toString());
  }

  private static void check(String text) {
    Duration start = ProcessorTime.now();
    assertThatCode(() -> inspect(text)).doesNotThrowAnyException();
    assertThat(ProcessorTime.now().minus(start)).isLessThan(LIMIT);
  }

  /** Every answer about a document lies inside it. */
  private static void inspect(String text) {
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      String part = text.substring(slice.start(), slice.end());
      YamlDocument document = YamlParser.parse(new Source("law"), part);
      Span whole = new Span(0, part.length());
      for (int node = 0; node < document.nodeCount(); node++) {
        assertThat(whole.covers(document.keySpan(node))).isTrue();
        assertThat(whole.covers(document.valueSpan(node))).isTrue();
        assertThat(document.parent(node)).isLessThan(node);
        SourceMap map = document.sourceMap(node);
        assertThat(map.toSource(0)).isBetween(0, part.length());
        assertThat(document.keySourceMap(node).toSource(3)).isBetween(0, part.length() + 3);
      }
      document.problems().forEach(p -> assertThat(whole.covers(p.span())).isTrue());
      document.comments().forEach(c -> assertThat(whole.covers(c.span())).isTrue());
      document.leftOut().forEach(span -> assertThat(whole.covers(span)).isTrue());
      for (int at = 0; at <= part.length(); at += 3) {
        assertThat(document.nodeAt(at)).isBetween(0, document.nodeCount() - 1);
      }
      assertThat(document.root().sameTree(document.root())).isTrue();
    }
  }

  @Provide
  Arbitrary<String> garbage() {
    Arbitrary<String> yaml =
        Arbitraries.of(
            "a",
            "key",
            ": ",
            ":",
            "- ",
            "-",
            "\n",
            "\n  ",
            "\n    ",
            "\r\n",
            "\r",
            "\t",
            " ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"",
            "'",
            "|",
            ">",
            "|2-",
            "&a ",
            "*a",
            "!t ",
            "!!int ",
            "<<",
            "? ",
            "#",
            " # c",
            "%YAML 1.2",
            "---",
            "\n---\n",
            "\n...\n",
            "{{",
            "}}",
            "\\",
            "\\x",
            "\0",
            "\uFEFF",
            "\uD83D",
            "😀",
            "\u0085",
            "\u2028",
            "@",
            "`",
            "1",
            "~",
            "é");
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(3);
    return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, yaml), net.jqwik.api.Tuple.of(1, any))
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> inserts() {
    return Arbitraries.of(
        "\"",
        "'",
        "[",
        "{",
        "]",
        "}",
        ":",
        ": ",
        "\t",
        "\n",
        "\n\t",
        "- ",
        "{{",
        "&",
        "*",
        "!",
        "%",
        "@",
        "|",
        ">",
        "#",
        "\\",
        "\n  half",
        "\nhalf\n",
        "\0",
        "\r",
        "---\n",
        " ");
  }

  @Property(tries = 500)
  void aValidDocumentIsReadAsTheLibraryReadsIt(
      @ForAll("values") Object value, @ForAll FlowStyle flow, @ForAll ScalarStyle style) {
    String text = dump(Map.of("root", value), flow, style);
    YamlDocument document = YamlParser.parse(new Source("law"), text);
    assertThat(document.problems()).isEmpty();
    assertThat(document.root()).isEqualTo(Map.of("root", value));
  }

  @Property(tries = 500)
  void slicesAreAdjacentAndReadAsTheLibraryReadsTheStream(
      @ForAll @Size(max = 5) List<@net.jqwik.api.From("parts") String> parts,
      @ForAll("lineBreaks") String lineBreak) {
    // Three dots end a document, so one must stand above them.
    boolean dots = !parts.isEmpty() && parts.get(0).startsWith("...");
    String text = ((dots ? "first: one\n" : "") + String.join("", parts)).replace("\n", lineBreak);
    List<DocumentSlice> slices = DocumentSplitter.split(text);
    int end = 0;
    List<Object> read = new ArrayList<>();
    for (DocumentSlice slice : slices) {
      assertThat(slice.start()).isEqualTo(end);
      end = slice.end();
      String part = text.substring(slice.start(), slice.end());
      YamlDocument document = YamlParser.parse(new Source("law"), part);
      assertThat(document.problems()).isEmpty();
      if (!document.isEmpty()) {
        read.add(document.root().toJava());
      }
    }
    assertThat(end).isEqualTo(text.length());
    List<Object> expected = new ArrayList<>();
    new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(expected::add);
    assertThat(read).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> lineBreaks() {
    return Arbitraries.of("\n", "\n", "\r\n", "\r");
  }

  @Provide
  Arbitrary<String> parts() {
    Arbitrary<String> begin =
        Arbitraries.of(
            "---\n",
            "--- # note\n",
            "# above\n---\n",
            "...\n---\n",
            "...\n# between\n---\n",
            "...\n%YAML 1.2\n---\n");
    Arbitrary<String> content =
        Arbitraries.of(
            "a: b\n",
            "",
            "# only\n",
            "a: |\n  x\n\n  ---\n",
            "- p\n- q\n",
            "\"s\n\n  t\"\n",
            "plain\n",
            "a: >\n  x\n  ...\n");
    return Combinators.combine(begin, content).as((a, b) -> a + b);
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<String> strings =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().ofMinLength(2).ofMaxLength(6).map(s -> "s" + s),
            Arbitraries.of(
                "two words",
                "line\nbreak",
                " leading",
                "trailing ",
                "a: b",
                "# hash",
                "é😀",
                "tab\t",
                "\n",
                "ends\n",
                "'",
                "\"quoted\"",
                "- dash",
                "a\n\n\nb",
                "\n\n x\n",
                "{{ v }}",
                "%",
                "@"));
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            strings.map(s -> (Object) s),
            Arbitraries.longs().between(-1_000_000, 1_000_000).map(n -> (Object) n),
            Arbitraries.of(true, false).map(b -> (Object) b));
    return Arbitraries.recursive(
        () -> leaves,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(list -> (Object) list),
                Arbitraries.maps(strings, inner).ofMaxSize(4).map(map -> (Object) map)),
        0,
        3);
  }

  private static String dump(Object value, FlowStyle flow, ScalarStyle style) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(flow)
            .setDefaultScalarStyle(
                style == ScalarStyle.JSON_SCALAR_STYLE ? ScalarStyle.PLAIN : style)
            .build();
    return new Dump(settings).dumpToString(value);
  }

  @Property(tries = 200)
  void commentsAndBlankLinesChangeNoNode(@ForAll("notes") List<String> notes) {
    String[] lines = Manifests.DEPLOYMENT.split("\n");
    StringBuilder noted = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      noted.append(notes.get(i % notes.size())).append(lines[i]).append('\n');
    }
    Source source = new Source("law");
    Value plain = YamlParser.parse(source, Manifests.DEPLOYMENT).root();
    Value commented = YamlParser.parse(source, noted.toString()).root();
    assertThat(commented.sameTree(plain)).isTrue();
    assertThat(((MapValue) plain).size()).isEqualTo(4);
  }

  @Provide
  Arbitrary<List<String>> notes() {
    return Arbitraries.of("", "", "\n", "# note\n", "   # note\n", "\n\n")
        .list()
        .ofMinSize(1)
        .ofMaxSize(9);
  }
}
