package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k: plain {{ x }} end\n", "k: a\n  b {{ x }}\n", "k: 'it''s {{ x }}'\n",
        "k: \"\\u00e9\\t{{ x }}\"\n", "k: \"a\\\n   b {{ x }}\"\n", "k: |\n  one\n  two {{ x }}\n",
        "k: |2-\n    deep\n  {{ x }}\n", "k: >+\n  a\n  b\n\n  c {{ x }}\n\n",
            "k: &a !!str '{{ x }}'\n",
        "k: |\r\n  one\r\n  {{ x }}\r\n", "- k: |\n    a\n    😀 {{ x }}\n", "k: |\n  {{ x }}",
        "\"k\": \"{{ x }}\"", "{k: [\"{{ x }}\"]}", "k:\n  - >-\n    a\n     {{ x }}\n"
      })
  void anExpressionInAScalarIsFoundInTheSourceWithBothEnds(String text) {
    YamlDocument document = parse(text);
    int node = document.nodeCount() - 1;
    String value = document.decoded(node).text();
    int at = value.indexOf("{{");
    Span inSource = document.sourceMap(node).toSource(new Span(at, at + "{{ x }}".length()));
    assertThat(text.substring(inSource.start(), inSource.end())).isEqualTo("{{ x }}");
  }

  @Test
  void aRangeEndsWhereItsLastCharacterDoes() {
    String text = "k: |\n    one\n    two\n";
    Span range = parse(text).sourceMap(1).toSource(new Span(0, 3));
    assertThat(text.substring(range.start(), range.end())).isEqualTo("one");
    String escaped = "k: \"a\\\n   b\"\n";
    Span a = parse(escaped).sourceMap(1).toSource(new Span(0, 1));
    assertThat(escaped.substring(a.start(), a.end())).isEqualTo("a");
  }

  @Test
  void allOfAnAliasStandsAtTheAlias() {
    String text = "a: &x some text\nb: *x\n";
    YamlDocument document = parse(text);
    Value b = ((MapValue) document.root()).child("b");
    assertThat(b.asString()).isEqualTo("some text");
    Span range = document.sourceMap(b.node()).toSource(new Span(2, 5));
    assertThat(text.substring(range.start(), range.end())).isEqualTo("*x");
    assertThat(document.kind(b.node())).isEqualTo(NodeKind.ALIAS);
  }

  @Test
  void keysHaveMapsToo() {
    String text = "\"a\\tb {{ x }}\": 1\n";
    Span range = parse(text).keySourceMap(1).toSource(new Span(4, 11));
    assertThat(text.substring(range.start(), range.end())).isEqualTo("{{ x }}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "«a: |b»\nc: d\n", "«|a: b»\nc: d\n", "«a|: b»\nc: d\n", "«a: b|»\nc: d\n",
        "a:\n  «- x|»\n  - y\n", "a:\n  «|- x»\n  - y\n", "a: [x, «y|»]\n", "«a:|\n  b: c»\nd: e\n",
        "«a:\n |  b: c»\nd: e\n", "a: 1\n«b: \"x| y\"»\n", "«a: b\n\n\n|\n»", "a: {«b: c|», d: e}\n"
      })
  void theInnermostNodeAtAnOffset(String marked) {
    String text = marked.replaceAll("[|«»]", "");
    int cursor = marked.replaceAll("[«»]", "").indexOf('|');
    int start = marked.replace("|", "").indexOf('«');
    int end = marked.replaceAll("[|«]", "").indexOf('»');
    YamlDocument document = parse(text);
    int node = document.nodeAt(cursor);
    int from = Math.min(document.keySpan(node).start(), document.valueSpan(node).start());
    if (node == 0) {
      assertThat(start).isZero();
    } else {
      assertThat(text.substring(from, document.valueSpan(node).end()))
          .isEqualTo(text.substring(start, end));
    }
  }

  @Test
  void mergedEntriesKeepTheirPlaceAtTheAnchor() {
    String text =
        """
        base: &base {image: nginx, tier: x}
        other: &other {tier: z, size: 1}
        web:
          <<: [*base, *other]
          image: httpd
        """;
    YamlDocument document = parse(text);
    MapValue root = (MapValue) document.root();
    MapValue web = root.map("web");
    assertThat(web)
        .containsEntry("image", "httpd")
        .containsEntry("tier", "x")
        .containsEntry("size", 1L);
    assertThat(web.child("tier").node()).isEqualTo(root.map("base").child("tier").node());
    assertThat(document.problems()).isEmpty();
  }

  @Test
  void aMergeBelowAKeyReplacesItAsGoReadsIt() {
    YamlDocument document = parse("b: &b {x: 1}\nc:\n  x: 2\n  <<: *b\nd:\n  <<: *b\n  x: 3\n");
    MapValue root = (MapValue) document.root();
    assertThat(root.map("c")).containsEntry("x", 1L);
    assertThat(root.map("d")).containsEntry("x", 3L);
    assertThat(document.problems()).extracting(Problem::code).containsExactly("merge-overrides");
  }

  @Test
  void duplicateKeysWarnAndTheLastCounts() {
    String text = "y: 1\ntrue: 2\na: 3\n";
    YamlDocument document = parse(text);
    assertThat(document.root().toString()).isEqualTo("{true=2, a=3}");
    Problem problem = document.problems().get(0);
    assertThat(problem.code()).isEqualTo("duplicate-key");
    assertThat(problem.span()).isEqualTo(new Span(5, 9));
  }

  @Test
  void commentsStandOutsideOfScalars() {
    String text =
        "# one\na: b#c # two\nb: '# no' # three\nc: | # four\n  # no\n# five\nd: [x, # six\n  y]\n"
            + "\"#k\": &a # seven\n  - e # eight\n";
    assertThat(parse(text).comments())
        .extracting(c -> text.substring(c.span().start(), c.span().end()))
        .containsExactly(
            "# one", "# two", "# three", "# four", "# five", "# six", "# seven", "# eight");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "# only\n", "\uFEFF", "%YAML 1.2\n", "   ", "\r\n\r\n", "# a\r# b"})
  void textWithoutADocument(String text) {
    YamlDocument document = parse(text);
    assertThat(document.isEmpty()).isTrue();
    assertThat(document.root().isNull()).isTrue();
    assertThat(document.nodeCount()).isOne();
    assertThat(document.nodeAt(5)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "\uFEFFa: b\n",
        "a: b\r\n",
        "a: b\r",
        "---\na: b\n...\n",
        "--- {a: b}\n",
        "%YAML 1.2\n---\na: b\n",
        "%TAG !e! tag:e.com,2000:\n---\na: !e!x b\n",
        "{\"a\": \"b\"}",
        "{\n  \"a\":\n \"b\"}",
        "? a\n: b\n",
        "# c\n---\n# c\na: b\n"
      })
  void oneTreeManyTexts(String text) {
    YamlDocument document = parse(text);
    assertThat(document.problems()).isEmpty();
    assertThat(document.root().toString()).isEqualTo("{a=b}");
    Value a = ((MapValue) document.root()).child("a");
    Span value = document.valueSpan(a.node());
    assertThat(text.substring(value.start(), value.end())).matches("\"?b\"?");
    Span key = document.keySpan(a.node());
    assertThat(text.substring(key.start(), key.end())).matches("\"?a\"?");
  }

  @Test
  void spansBeyondTheBasicPlaneCountUtf16Units() {
    String text = "\"😀\": 😀😀 # 😀\nb: c\n";
    YamlDocument document = parse(text);
    Value b = ((MapValue) document.root()).child("b");
    assertThat(document.keySpan(b.node()))
        .isEqualTo(new Span(text.indexOf("b:"), text.indexOf("b:") + 1));
  }

  @Test
  void dashesAreTheKeysOfItems() {
    String text = "a:\n- # note - x\n  b\n-\n- - c\n";
    YamlDocument document = parse(text);
    for (int node = 2; node < document.nodeCount(); node++) {
      Span dash = document.keySpan(node);
      assertThat(text.substring(dash.start(), dash.end())).isEqualTo("-");
    }
    assertThat(document.keySpan(2).start()).isEqualTo(3);
  }

  private static YamlDocument parse(String text) {
    return YamlParser.parse(new Source("test"), text);
  }
}
