package dev.ephor.yaml.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A text, the value it is to have (as YAML, however written), and the text with the edits made. */
class LayoutTest {

  @Test
  void changesAScalarWhereItStandsAndKeepsItsQuotes() {
    rewritten(
        """
        # who
        name: "web" # the name
        image: 'nginx'
        tag: latest   # bad
        """,
        """
        {name: api, image: "it's", tag: "1.0"}
        """,
        """
        # who
        name: "api" # the name
        image: 'it''s'
        tag: "1.0"   # bad
        """);
  }

  @Test
  void addsEntriesBelowTheOnesTheyFollowAndListsAsTheirAuthorIndentsThem() {
    rewritten(
        """
        spec:
            containers:
              - name: a # first
                image: b
            # about volumes
            volumes: []
        """,
        """
        spec:
          containers:
          - {name: a, image: b, args: [x, "1"], env: [{name: 'y', value: "no"}]}
          hostNetwork: false
          volumes: [{name: tmp, emptyDir: {}}]
        """,
        """
        spec:
            containers:
              - name: a # first
                image: b
                args:
                  - x
                  - "1"
                env:
                  - name: "y"
                    value: "no"
            hostNetwork: false
            # about volumes
            volumes:
              - name: tmp
                emptyDir: {}
        """);
  }

  @Test
  void removesLinesAndLeavesTheCommentsAround() {
    rewritten(
        """
        a: 1
        # about b
        b:
          c: 1 # gone
          d: 2
        # about e
        e: 3
        """,
        "{a: 1, e: 3}",
        """
        a: 1
        # about b
        # about e
        e: 3
        """);
  }

  @Test
  void removesTheFirstKeyOfAnItem() {
    rewritten("- a: 1\n  b: 2\n- c: 3\n", "[{b: 2}, {c: 3}]", "- b: 2\n- c: 3\n");
    rewritten("- a: 1\n  # about b\n  b: 2\n", "[{b: 2}]", "- \n  # about b\n  b: 2\n");
  }

  @Test
  void putsItemsInFrontAndChangesTheOthersInPlace() {
    rewritten(
        """
        list:
        # the first
        - name: a
          v: 1
        - name: b # keep
        """,
        "{list: [{name: new}, {name: a, v: 2}, {name: b}, last]}",
        """
        list:
        - name: new
        # the first
        - name: a
          v: 2
        - name: b # keep
        - last
        """);
  }

  @Test
  void staysInBrackets() {
    rewritten(
        "a: {b: 1, c: [x, y]} # why\n",
        "{a: {b: 2, c: [x, 'a,b', y], d: {e: null}}}",
        "a: {b: 2, c: [x, \"a,b\", y], d: {e: null}} # why\n");
    rewritten("a: {b: 1, c: 2, d: 3}\n", "{a: {b: 1, d: 3}}", "a: {b: 1, d: 3}\n");
    rewritten("a: {b: 1, c: 2}\n", "{a: {b: 1}}", "a: {b: 1}\n");
  }

  @Test
  void writesJsonWhereJsonIs() {
    rewritten(
        """
        {
          "kind": "Pod",
          "list": [
            "a"
          ]
        }
        """,
        "{kind: Pod, list: [a, b], spec: {x: 'y'}}",
        """
        {
          "kind": "Pod",
          "list": [
            "a",
            "b"
          ],
          "spec": {"x": "y"}
        }
        """);
  }

  @Test
  void changesBlockScalarsLineByLine() {
    rewritten(
        "run: |\n  one\n  two\n  three\nnext: 1\n",
        "{run: \"one\\n2\\nthree\\n\", next: 1}",
        "run: |\n  one\n  2\n  three\nnext: 1\n");
    rewritten("run: one # c\nb: 1\n", "{run: \"a\\nb\", b: 1}", "run: |- # c\n  a\n  b\nb: 1\n");
    rewritten("run: >-\n  a\n  b\nb: 1\n", "{run: x, b: 1}", "run: x\nb: 1\n");
  }

  @Test
  void turnsScalarsIntoCollectionsAndBack() {
    rewritten("a: 1 # c\nb: 2\n", "{a: {x: 1}, b: 2}", "a: # c\n  x: 1\nb: 2\n");
    rewritten("a: # c\n  x: 1\n  y: 2\nb: 2\n", "{a: 1, b: 2}", "a: 1 # c\nb: 2\n");
    rewritten("a:\nb: 2\n", "{a: {x: 1}, b: 2}", "a:\n  x: 1\nb: 2\n");
    rewritten("a:\n  x: 1\nb: 2\n", "{a: {}, b: 2}", "a: {}\nb: 2\n");
    rewritten("a: {}\nb: 2\n", "{a: {x: {'z': 1}}, b: 2}", "a:\n  x:\n    z: 1\nb: 2\n");
  }

  @Test
  void keepsCarriageReturnsByteOrderMarksAndMissingLineEnds() {
    rewritten(
        "a: 1\r\nb:\r\n  c: 2\r\n",
        "{a: 1, b: {c: 2, d: [3]}}",
        "a: 1\r\nb:\r\n  c: 2\r\n  d:\r\n  - 3\r\n");
    rewritten("\uFEFFa: 1\nb: 2\n", "{b: 2}", "\uFEFFb: 2\n");
    rewritten("a: 1\nb: 2", "{a: 1, b: 2, c: 3}", "a: 1\nb: 2\nc: 3");
    rewritten("a: 1\nb: 2", "{a: 1}", "a: 1");
    rewritten("a: 1\nb: 2", "{a: 1, b: 2, c: \"x\\nz\\n\"}", "a: 1\nb: 2\nc: |\n  x\n  z\n");
  }

  @Test
  void expandsAnAliasWhoseAnchorChanges() {
    rewritten(
        "a: &x {p: 1}\nb: *x\nc: *x\n",
        "{a: {p: 2}, b: {p: 1}, c: {p: 2}}",
        "a: &x {p: 2}\nb:\n  p: 1\nc: *x\n");
    rewritten("a: &x 1\nb: *x\n", "{b: 1}", "b: 1\n");
    rewritten("a: &x 1\nb: *x\n", "{a: 1, b: 2}", "a: &x 1\nb: 2\n");
  }

  @Test
  void overridesWhatIsMergedInAndUnfoldsTheMergeOnlyToTakeSomethingOut() {
    rewritten(
        "base: &b\n  x: 1\n  w: 2\nuse:\n  <<: *b\n  z: 3\n",
        "{base: {x: 1, w: 2}, use: {x: 1, w: 5, z: 3}}",
        "base: &b\n  x: 1\n  w: 2\nuse:\n  <<: *b\n  z: 3\n  w: 5\n");
    rewritten(
        "base: &b\n  x: 1\n  w: 2\nuse:\n  <<: *b\n  z: 3\n",
        "{base: {x: 1, w: 2}, use: {x: 1, z: 3}}",
        "base: &b\n  x: 1\n  w: 2\nuse:\n  z: 3\n  x: 1\n");
    rewritten(
        "base: &b\n  x: 1\nuse:\n  <<: *b\n  z: 3\n",
        "{base: {x: 9}, use: {x: 1, z: 3}}",
        "base: &b\n  x: 9\nuse:\n  z: 3\n  x: 1\n");
  }

  @Test
  void refusesBrokenTextsAndSaysWhy() {
    assertThat(Layout.rewrite(read("a: [1\nb: 2\n"), read("{b: 3}").root()))
        .isInstanceOfSatisfying(
            Rewrite.Refused.class, refused -> assertThat(refused.reason()).contains("errors"));
    assertThat(Layout.rewrite(read("a: 1\na: 2\nb: 1\n"), read("{b: 1}").root()))
        .isInstanceOfSatisfying(
            Rewrite.Refused.class, refused -> assertThat(refused.reason()).contains("twice"));
    assertThat(Layout.rewrite(read("a: 1\n"), read("[1]").root()))
        .isInstanceOf(Rewrite.Refused.class);
  }

  @Test
  void fillsAnEmptyDocument() {
    rewritten("# nothing yet\n", "{a: {b: 1}}", "# nothing yet\na:\n  b: 1\n");
  }

  @Test
  void fieldsAreSetAndTakenAwayByTheirPath() {
    YamlDocument list = read("items:\n- kind: Pod # one\n  spec: {}\n- kind: Job\n");
    NodePath second = NodePath.of(list, list.nodeAt(list.text().indexOf("- kind: Job")));
    assertThat(after(list, second.with(List.of("spec", "a", "b"), Scalar.of(true))))
        .isEqualTo(
            "items:\n- kind: Pod # one\n  spec: {}\n- kind: Job\n  spec:\n    a:\n      b: true\n");
    assertThat(after(list, second.removed())).isEqualTo("items:\n- kind: Pod # one\n  spec: {}\n");
  }

  private static String after(YamlDocument document, Value now) {
    return ((Rewrite.Edits) Layout.rewrite(document, now)).applied(document.text(), 0);
  }

  private static void rewritten(String text, String value, String expected) {
    YamlDocument document = read(text);
    Rewrite rewrite = Layout.rewrite(document, read(value).root());
    assertThat(rewrite).isInstanceOf(Rewrite.Edits.class);
    assertThat(((Rewrite.Edits) rewrite).applied(text, 0)).isEqualTo(expected);
  }

  private static YamlDocument read(String text) {
    return YamlParser.parse(new Source("test"), text);
  }
}
