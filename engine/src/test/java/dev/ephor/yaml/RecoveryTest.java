package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake, what is still read around it, and the place and kind of its one problem. */
class RecoveryTest {

  @Test
  void tabs() {
    reads(
        """
        spec:
        \treplicas: 3
        \tsub:
        \t\tx: a
        kind: Pod
        """,
        "{spec: {replicas: 3, sub: {x: a}}, kind: Pod}",
        "tab-indentation «\t»");
  }

  @Test
  void quotes() {
    reads(
        """
        metadata:
          name: "web
          labels:
            app: "shop"
        kind: Pod
        """,
        "{metadata: {name: web, labels: {app: shop}}, kind: Pod}",
        "unclosed-quote «\"web»");
    reads("a: 'b\nc: d\n", "{a: b, c: d}", "unclosed-quote «'b»");
    reads("a: 'it's'\nc: d\n", "{a: it's, c: d}", "text-after-quote «s'»");
    reads("a: \"x\" z\nc: d\n", "{a: \"x\" z, c: d}", "text-after-quote «z»");
    reads("\"a: b\nc: d\n", "{a: b, c: d}", "unclosed-quote «\"a: b»");
    reads("a: \"b\n  e\nc: d\n", "{a: b e, c: d}", "unclosed-quote «\"b»");
  }

  @Test
  void brackets() {
    reads("a: [b, c\nd: e\nf: g\n", "{a: [b, c], d: e, f: g}", "unclosed-bracket «[b, c»");
    reads("a:\n  b: {c: d\n  e: f\n", "{a: {b: {c: d}, e: f}}", "unclosed-bracket «{c: d»");
    reads("a: [b, c]]\nd: e\n", "{a: [b, c], d: e}", "stray-bracket «]»");
    reads("a: [\"b\" \"c\"]\nd: e\n", "{a: [b, c], d: e}", "missing-comma «\"»");
    reads("a: b\n}\nd: e\n", "{a: b, d: e}", "stray-bracket «}»");
  }

  @Test
  void keysBeingTyped() {
    reads(
        "spec:\n  ima\n  r: 1\nkind: P\n",
        "{spec: {ima: null, r: 1}, kind: P}",
        "missing-colon «ima»");
    reads(
        "spec:\n  r: 1\n  ima\nkind: P\n",
        "{spec: {r: 1, ima: null}, kind: P}",
        "missing-colon «ima»");
    reads("spec:\n  r: 1\n  ima", "{spec: {r: 1, ima: null}}", "missing-colon «ima»");
    reads("spec:\n  r 1\n  s: 2\n", "{spec: {r: 1, s: 2}}", "missing-colon «r»");
    reads("key:value\nother: 1\n", "{key: value, other: 1}", "missing-space «:»");
  }

  @Test
  void indentation() {
    reads("a:\n  b: c\n   d: e\nf: g\n", "{a: {b: c, d: e}, f: g}", "bad-indentation «d: e»");
    reads(
        "a:\n    b: c\n  d:\n    e: f\ng: h\n",
        "{a: {b: c, d: {e: f}}, g: h}",
        "bad-indentation «d:»");
    reads(
        "- a: b\n  c: d\n e: f\n- g: h\n",
        "[{a: b, c: d, e: f}, {g: h}]",
        "bad-indentation «e: f»");
  }

  @Test
  void textThatNeedsQuotes() {
    reads("a: *.example.com\nb: c\n", "{a: *.example.com, b: c}", "needs-quotes «*.example.com»");
    reads("a: @b\nc: d\n", "{a: @b, c: d}", "needs-quotes «@b»");
    reads("a: Error: no\nb: c\n", "{a: Error: no, b: c}", "needs-quotes «Error: no»");
    reads("a: {{ b }}\nc: d\n", "{a: {{ b }}, c: d}", "unquoted-template «{{ b }}»");
    reads("a: {{ b }}-x\nc: d\n", "{a: {{ b }}-x, c: d}", "unquoted-template «{{ b }}-x»");
    reads("a: \"\\d+\"\nc: d\n", "{a: \\d+, c: d}", "unknown-escape «\\d»");
  }

  @Test
  void otherMistakes() {
    reads("a: |x\n  b\nc: d\n", "{a: b\n, c: d}", "block-header «x»");
    reads("%FOO\na: b\n", "{a: b}", "directive «%FOO»");
    reads("a: b\n{{- end }}\nc: d\n", "{a: b, c: d}", "template-line «{{- end }}»");
    reads("a: b\0c\nd: e\n", "{a: b\uFFFDc, d: e}", "control-character «\0»");
    reads("a: \uD83D\nd: e\n", "{a: \uFFFD, d: e}", "control-character «\uD83D»");
    reads("? [a, b]\n: c\nd: e\n", "{[a, b]: c, d: e}", "complex-key «[a, b]»");
  }

  @Test
  void severalMistakesEachHaveTheirProblem() {
    reads(
        """
        apiVersion: v1
        metadata:
          name: "a
          labels:
            app: x
        spec:
          containers:
          - name: c
            image: "nginx
            args: ["a", "b
          - name: d
            image: 'q"
          x
        """,
        "{apiVersion: v1, metadata: {name: a, labels: {app: x}}, spec: {containers: "
            + "[{name: c, image: nginx, args: [a, b]}, {name: d, image: q\"}], x: null}}",
        "unclosed-quote «\"a»",
        "unclosed-quote «\"nginx»",
        "unclosed-bracket «[\"a\", \"b»",
        "unclosed-quote «'q\"»",
        "missing-colon «x»");
  }

  @Test
  void scalarsOfMendedDocumentsStillLeadBackToTheirText() {
    String text = "a: \"open\nb: 'it's {{ x }}'\n";
    YamlDocument document = YamlParser.parse(new Source("test"), text);
    Value b = ((MapValue) document.root()).child("b");
    int at = b.asString().indexOf("{{");
    assertThat(text.substring(document.sourceMap(b.node()).toSource(at))).startsWith("{{ x }}");
    assertThat(document.nodeAt(text.indexOf("x }}"))).isEqualTo(b.node());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "half",
        "  half",
        "      half",
        "                  half",
        "x: \"open",
        "  x: 'open",
        "x: [open",
        "  x: {open: 1",
        "\tx: 1",
        "x:y",
        "   odd: 1",
        "]",
        "- ",
        "  - x",
        "x: {{ v }}",
        "x: @v",
        "x: a: b",
        "x: \"\\d\"",
        "&",
        "*",
        "%x",
        ": x",
        "{{- if .Values.x }}",
        "\0",
        "key value",
        "'half",
        "{",
        "...x",
        "x: !<"
      })
  @DisplayName("a broken line between any two lines costs the lines around it at most")
  void oneBrokenLineAnywhere(String broken) {
    String[] lines = Manifests.DEPLOYMENT.split("\n");
    Set<String> whole = leaves(parse(Manifests.DEPLOYMENT).root());
    for (int at = 1; at <= lines.length; at++) {
      List<String> edited = new ArrayList<>(List.of(lines));
      edited.add(at, broken);
      Set<String> kept = leaves(parse(String.join("\n", edited) + "\n").root());
      Set<String> lost = new TreeSet<>(whole);
      lost.removeAll(kept);
      assertThat(lost.size())
          .as("%s after %s: %s", broken, lines[at - 1], lost)
          .isLessThanOrEqualTo(3);
    }
  }

  private static void reads(String text, String tree, String... problems) {
    YamlDocument document = parse(text);
    assertThat(show(document.root())).isEqualTo(tree);
    assertThat(document.problems())
        .extracting(p -> p.code() + " «" + text.substring(p.span().start(), p.span().end()) + "»")
        .containsExactly(problems);
    assertThat(document.problems()).allSatisfy(p -> assertThat(p.message()).endsWith("."));
  }

  private static YamlDocument parse(String text) {
    return YamlParser.parse(new Source("test"), text);
  }

  /**
   * Every scalar by its keys and its content; list items by content, so that none moves another.
   */
  private static Set<String> leaves(Value root) {
    Set<String> found = new TreeSet<>();
    collect("", root, found);
    return found;
  }

  private static void collect(String path, Value value, Set<String> into) {
    if (value instanceof MapValue map) {
      for (String key : map.keys()) {
        collect(key, map.child(key), into);
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(item -> collect(path + "[]", item, into));
    } else {
      into.add(path + "=" + ((Scalar) value).content());
    }
  }

  private static String show(Value value) {
    if (value instanceof MapValue map) {
      return map.keys().stream()
          .map(key -> key + ": " + show(map.child(key)))
          .reduce((a, b) -> a + ", " + b)
          .map(all -> "{" + all + "}")
          .orElse("{}");
    }
    if (value instanceof ListValue list) {
      return list.values().stream()
          .map(RecoveryTest::show)
          .reduce((a, b) -> a + ", " + b)
          .map(all -> "[" + all + "]")
          .orElse("[]");
    }
    return String.valueOf(((Scalar) value).content());
  }
}
