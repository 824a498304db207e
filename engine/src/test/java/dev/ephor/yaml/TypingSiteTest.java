package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is typed at the cursor: the path, key or value, what is typed, what would be replaced. */
class TypingSiteTest {

  @Test
  void aKeyThatIsBegun() {
    assertThat(at("spec:\n  na|\n")).isEqualTo("key spec/ 'na' for [na]");
    assertThat(at("spec:\n  na|me: x\n")).isEqualTo("key: spec/ 'na' for [name]");
    assertThat(at("spec:\n  a: 1\n  na|\n  b: 2\n"))
        .isEqualTo("key spec/ 'na' for [na] beside a b");
    assertThat(at("na|")).isEqualTo("key / 'na' for [na]");
    assertThat(at("|")).isEqualTo("key / '' for []");
    assertThat(at("spec:\n  containers:\n  - name: x\n    im|\n    ports: []\n"))
        .isEqualTo("key spec/containers/0/ 'im' for [im] beside name ports");
    assertThat(at("spec:\n  \"na|\n")).isEqualTo("key spec/ 'na' for [na]");
    assertThat(at("spec:\n  =(na|\n")).isEqualTo("key spec/ '=(na' for [=(na]");
    assertThat(at("spec:\n  =(na|): x\n")).isEqualTo("key: spec/ '=(na' for [=(na)]");
  }

  @Test
  void emptyLinesByTheirIndentation() {
    String pod = "spec:\n  containers:\n    - name: x\n      image: y\n%s\nstatus: {}\n";
    assertThat(at(pod.formatted("      |")))
        .isEqualTo("key spec/containers/0/ '' for [] beside name image");
    assertThat(at(pod.formatted("    |"))).isEqualTo("key spec/containers/1/ '' for [] with '- '");
    assertThat(at(pod.formatted("  |"))).isEqualTo("key spec/ '' for [] beside containers");
    assertThat(at(pod.formatted("|"))).isEqualTo("key / '' for [] beside spec status");
    assertThat(at(pod.formatted("       |")))
        .isEqualTo("key spec/containers/0/ '' for [ ] beside name image");
    assertThat(at("spec:\n  |")).isEqualTo("key spec/ '' for []");
    assertThat(at("spec:\n  containers:\n    |\n  x: y\n"))
        .isEqualTo("key spec/containers/ '' for []");
    assertThat(at("spec:\n  containers:\n  - |")).isEqualTo("key spec/containers/0/ '' for []");
    assertThat(at("spec:\n  containers:\n  -|"))
        .isEqualTo("key spec/containers/0/ '' for [] with ' '");
    assertThat(at("a:\n- b: 1\n|")).isEqualTo("key / '' for [] beside a");
    assertThat(at("# head\n\n|\nkind: Pod\n")).isEqualTo("key / '' for [] beside kind");
  }

  @Test
  void values() {
    assertThat(at("spec:\n  type: Cl|\n")).isEqualTo("value spec/type 'Cl' for [Cl]");
    assertThat(at("spec:\n  type: Cl|uster\n")).isEqualTo("value spec/type 'Cl' for [Cluster]");
    assertThat(at("spec:\n  type: |\n")).isEqualTo("value spec/type '' for []");
    assertThat(at("spec:\n  type:|\n")).isEqualTo("value spec/type '' for [] with ' '");
    assertThat(at("spec:\n  type: \"Cl|\"\n")).isEqualTo("value spec/type 'Cl' for [Cl]");
    assertThat(at("spec:\n  type: 'Cl|\n  b: 1\n")).isEqualTo("value spec/type 'Cl' for [Cl]");
    assertThat(at("spec:\n  type: | # why\n")).isEqualTo("value spec/type '' for []");
    assertThat(at("operations:\n- CR|\n")).isEqualTo("key operations/0/ 'CR' for [CR]");
  }

  @Test
  void flowStyle() {
    assertThat(at("a: {b: 1, c|}\n")).isEqualTo("key a/ 'c' for [c] beside b");
    assertThat(at("a: {b: 1, |}\n")).isEqualTo("key a/ '' for [] beside b");
    assertThat(at("a: {b: |}\n")).isEqualTo("value a/b '' for []");
    assertThat(at("a: {b: tr|ue}\n")).isEqualTo("value a/b 'tr' for [true]");
    assertThat(at("a: [CREATE, U|]\n")).isEqualTo("value a/1 'U' for [U]");
    assertThat(at("a: [|]\n")).isEqualTo("value a/0 '' for []");
    assertThat(at("a: [|\nb: 1\n")).isEqualTo("value a/0 '' for []");
    assertThat(at("a: {b: [1, 2], c|: 3}\n")).isEqualTo("key: a/ 'c' for [c] beside b");
    assertThat(at("a: ['x', \"|\"]\n")).isEqualTo("value a/1 '' for []");
    assertThat(at("{\n  \"spec\": {\n    \"na|\"\n  }\n}\n")).isEqualTo("key spec/ 'na' for [na]");
  }

  @Test
  void nothingIsTypedInCommentsTextsAndOverChildren() {
    assertThat(at("a: 1 # |\n")).isEqualTo("nothing");
    assertThat(at("# a|\n")).isEqualTo("nothing");
    assertThat(at("a: >\n  te|xt\n")).isEqualTo("nothing");
    assertThat(at("a: >\n  text\n\n  |\n")).isEqualTo("nothing");
    assertThat(at("- a: >\n    text\n    |\n")).isEqualTo("nothing");
    assertThat(at("- a: >\n    text\n  |\n")).isEqualTo("key 0/ '' for [] beside a");
    assertThat(at("a:|\n  b: 1\n")).isEqualTo("nothing");
    assertThat(at("---|\na: 1\n")).isEqualTo("nothing");
  }

  @Test
  void brokenNeighbours() {
    assertThat(at("a: 'x\nspec:\n  na|\n")).isEqualTo("key spec/ 'na' for [na]");
    assertThat(at("spec:\n  containers:\n    - name: [x\n      im|\n")).contains("'im' for [im]");
    assertThat(at("spec:\n  a\n  na|\n")).isEqualTo("key spec/ 'na' for [na] beside a");
  }

  private static String at(String text) {
    int cursor = text.indexOf('|');
    String plain = text.substring(0, cursor) + text.substring(cursor + 1);
    YamlDocument document = YamlParser.parse(new Source("test"), plain);
    return TypingSite.at(document, cursor).map(site -> shown(site, plain)).orElse("nothing");
  }

  private static String shown(TypingSite site, String text) {
    Span replace = site.replace();
    StringBuilder beside = new StringBuilder();
    String path = path(site, site.slot() == TypingSite.Slot.KEY ? site.parent() : site.node());
    if (site.slot() == TypingSite.Slot.KEY) {
      if (NodePath.of(site.tree(), site.parent()).value() instanceof MapValue map) {
        for (int i = 0; i < map.size(); i++) {
          if (map.valueAt(i).node() != site.node()) {
            beside.append(' ').append(map.keyAt(i));
          }
        }
      }
    }
    return (site.slot() == TypingSite.Slot.KEY ? (site.colon() ? "key: " : "key ") : "value ")
        + path
        + (site.slot() == TypingSite.Slot.KEY ? "/" : "")
        + " '"
        + site.typed()
        + "' for ["
        + text.substring(replace.start(), replace.end())
        + "]"
        + (beside.isEmpty() ? "" : " beside" + beside)
        + (site.lead().isEmpty() ? "" : " with '" + site.lead() + "'");
  }

  private static String path(TypingSite site, int node) {
    return NodePath.of(site.tree(), node).steps().stream()
        .map(step -> step.key() == null ? String.valueOf(step.index()) : step.key())
        .collect(Collectors.joining("/"));
  }
}
