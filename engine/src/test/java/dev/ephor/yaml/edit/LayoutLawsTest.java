package dev.ephor.yaml.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.TextEdit;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.Comment;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** What holds for every document and every new value. */
class LayoutLawsTest {

  private static final List<String> WORDS =
      List.of(
          "a",
          "web",
          "y",
          "no",
          "1",
          "1.0",
          "0x1f",
          "null",
          "~",
          "",
          " x",
          "x ",
          "a: b",
          "a #b",
          "#c",
          "- d",
          "it's",
          "\"q\"",
          "line\none",
          "one\ntwo\n",
          "\nlead",
          "tail\n\n",
          "tab\tx",
          "[x",
          "{y",
          "x,y",
          "*a",
          "&a",
          "!t",
          "|",
          ">",
          "%",
          "@",
          "`",
          "?",
          ": ",
          "é😀",
          "<<",
          "2024-01-01",
          "12:30:45",
          "\u0085",
          "back\\slash",
          "{{ request.object }}",
          "true");

  private static final List<String> TEXTS =
      List.of(
          """
          # head
          apiVersion: apps/v1 # version
          kind: Deployment
          metadata:
            name: web   # name

            # labels follow
            labels: {app: web, "tier": 'front'} # flow
            annotations:
                note: 'it''s fine'
                script: |
                  set -e

                  run
                folded: >-
                  one
                  two
          spec:
            replicas: 3
            template:
              spec:
                containers:
                  # the main one
                  - name: web
                    image: "nginx:1"
                    args: ["--port", "8080"] # args
                    env:
                    - name: MODE
                      value: prod
                    # last env
                  - name: side # sidecar
                    image: side:1
                    # end of side
                volumes: []
                empty:
          # tail
          """,
          """
          ---
          base: &base
            cpu: 1
            memory: &mem 1Gi
          first:
            <<: *base
            cpu: 2
          second: *base
          third: [*mem, &late {a: 1}, *late]
          fourth:
          - *mem
          - x: *late
          """,
          """
          {
            "apiVersion": "v1",
            "kind": "List",
            "items": [
              {"a": 1, "b": [1, 2, {"c": "d"}]},
              {
                "e": {}
              }
            ]
          }
          """,
          """
          - - a
            - b: 1 # b
              c:
              - 1
          -
            d: 2
          - |
            text
          - "x"
          - [1,
             2, # two
             3]
          """);

  @Property(tries = 800)
  void writtenTextsReadAsTheNewValue(@ForAll long seed) {
    Random random = new Random(seed);
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    switch (random.nextInt(4)) {
      case 0 -> text = text.replace("\n", "\r\n");
      case 1 -> text = text.stripTrailing();
      case 2 -> text = "\uFEFF" + text;
      default -> {}
    }
    check(text, random, false);
  }

  @Property(tries = 800)
  void madeTextsReadAsTheNewValueAndAreNeverRefused(@ForAll long seed) {
    Random random = new Random(seed);
    Value value = random.nextBoolean() ? map(random, 4) : list(random, 4);
    check(commented(dumped(value, random), random), random, false);
  }

  private static void check(String text, Random random, boolean mayRefuse) {
    YamlDocument document = YamlParser.parse(new Source("law"), text);
    assertThat(document.problems()).as(text).isEmpty();
    Value now = document.root();
    for (int i = random.nextInt(4); i >= 0; i--) {
      now = changed(now, random, 0);
    }
    Rewrite rewrite = Layout.rewrite(document, now);
    if (rewrite instanceof Rewrite.Refused refused) {
      assertThat(mayRefuse).as(refused.reason() + "\n" + text + "\n" + now).isTrue();
      return;
    }
    Rewrite.Edits edits = (Rewrite.Edits) rewrite;
    String after = edits.applied(text, 0);
    YamlDocument read = YamlParser.parse(new Source("law"), after);
    assertThat(read.problems()).as(after).isEmpty();
    assertThat(Layout.same(read.root(), now)).as(after).isTrue();
    List<String> comments = read.comments().stream().map(comment -> slice(after, comment)).toList();
    document.comments().stream()
        .filter(comment -> edits.edits().stream().noneMatch(edit -> cuts(edit, comment)))
        .forEach(comment -> assertThat(comments).contains(slice(text, comment)));
  }

  private static boolean cuts(TextEdit edit, Comment comment) {
    return edit.span().start() < comment.span().end() && comment.span().start() < edit.span().end();
  }

  private static String slice(String text, Comment comment) {
    return text.substring(comment.span().start(), comment.span().end());
  }

  private static Value changed(Value value, Random random, int depth) {
    if (value instanceof MapValue map && !map.isEmpty() && random.nextInt(5) > 0) {
      int at = random.nextInt(map.size());
      return switch (random.nextInt(depth > 0 ? 7 : 5)) {
        case 0 -> map.with(word(random), made(random, 2));
        case 5 -> map.without(map.keyAt(at));
        case 6 -> map.with(map.keyAt(at), made(random, 2));
        default -> map.with(map.keyAt(at), changed(map.valueAt(at), random, depth + 1));
      };
    }
    if (value instanceof ListValue list && !list.isEmpty() && random.nextInt(5) > 0) {
      List<Value> items = new ArrayList<>(list.values());
      int at = random.nextInt(items.size());
      switch (random.nextInt(6)) {
        case 0 -> items.add(at, made(random, 2));
        case 1 -> items.add(made(random, 2));
        case 2 -> items.remove(at);
        case 3 -> items.add(items.remove(at));
        default -> items.set(at, changed(items.get(at), random, depth + 1));
      }
      return ListValue.of(items, list.source(), list.node());
    }
    return depth == 0 ? value : made(random, 2);
  }

  private static Value made(Random random, int depth) {
    return switch (depth == 0 ? random.nextInt(4) : random.nextInt(7)) {
      case 0 -> Scalar.of((long) random.nextInt(1000) - 500);
      case 1 -> Scalar.of(List.of(true, false, 1.5, 1e30, -0.001).get(random.nextInt(5)));
      case 2, 3 -> Scalar.of(word(random));
      case 4 -> Scalar.of(null);
      case 5 -> map(random, depth);
      default -> list(random, depth);
    };
  }

  private static MapValue map(Random random, int depth) {
    MapValue.Builder builder = MapValue.builder(Source.NONE, 0);
    for (int i = random.nextInt(5); i >= 0; i--) {
      builder.put(word(random), made(random, depth - 1));
    }
    return builder.build();
  }

  private static ListValue list(Random random, int depth) {
    List<Value> items = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      items.add(made(random, depth - 1));
    }
    return ListValue.of(items, Source.NONE, 0);
  }

  private static String word(Random random) {
    return random.nextBoolean()
        ? "k" + random.nextInt(20)
        : WORDS.get(random.nextInt(WORDS.size()));
  }

  /** The value as another library writes it, in one of its ways. */
  private static String dumped(Value value, Random random) {
    int indent = 2 + random.nextInt(4);
    boolean dashes = random.nextBoolean();
    DumpSettings settings =
        DumpSettings.builder()
            .setIndent(indent)
            .setIndicatorIndent(dashes ? Math.max(0, indent - 2) : 0)
            .setIndentWithIndicator(dashes)
            .setDefaultFlowStyle(
                List.of(FlowStyle.BLOCK, FlowStyle.AUTO, FlowStyle.FLOW, FlowStyle.BLOCK)
                    .get(random.nextInt(4)))
            .setDefaultScalarStyle(
                List.of(ScalarStyle.DOUBLE_QUOTED, ScalarStyle.SINGLE_QUOTED)
                    .get(random.nextInt(2)))
            .setMultiLineFlow(random.nextBoolean())
            .setExplicitStart(random.nextBoolean())
            .build();
    return new Dump(settings).dumpToString(value.toJava());
  }

  /** Comments on lines of their own; only where the tree stays what it is. */
  private static String commented(String text, Random random) {
    String result = text;
    for (int i = 0; i < 3; i++) {
      String[] lines = result.split("\n", -1);
      int at = random.nextInt(lines.length);
      String indent = " ".repeat(random.nextInt(6));
      lines[at] =
          random.nextBoolean() ? lines[at] + " # c" + i : indent + "# c" + i + "\n" + lines[at];
      String tried = String.join("\n", lines);
      YamlDocument before = YamlParser.parse(new Source("law"), result);
      YamlDocument after = YamlParser.parse(new Source("law"), tried);
      if (after.problems().isEmpty() && before.root().equals(after.root())) {
        result = tried;
      }
    }
    return result;
  }
}
