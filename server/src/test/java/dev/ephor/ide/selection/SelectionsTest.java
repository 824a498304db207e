package dev.ephor.ide.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cursor is {@code ‸}; what is selected grows from line to line. */
class SelectionsTest {

  @Test
  void fromAWordToTheDocument() {
    assertThat(
            selected(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: "my w‸eb"
                """))
        .containsExactly(
            "web",
            "my web",
            "\"my web\"",
            "name: \"my web\"",
            "metadata:\n  name: \"my web\"",
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \"my web\"",
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \"my web\"\n");
  }

  @Test
  void fromAKeyToItsEntry() {
    assertThat(selected("apiVersion: v1\nkind: Pod\nspec:\n  host‸Network: true\n"))
        .startsWith("hostNetwork", "hostNetwork: true", "spec:\n  hostNetwork: true");
  }

  @Test
  void itemsOfLists() {
    assertThat(
            selected(
                """
                apiVersion: v1
                kind: Pod
                spec:
                  containers:
                  - name: a
                  - name: b‸
                """))
        .startsWith("b", "name: b", "- name: b", "- name: a\n  - name: b");
  }

  @Test
  void partsOfAVariable() {
    assertThat(
            selected(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                spec:
                  rules:
                  - name: a
                    validate:
                      message: "It is {{ join('x y', request.ob‸ject.a) }} now"
                """))
        .startsWith(
            "object",
            "request.object.a",
            "'x y', request.object.a",
            "('x y', request.object.a)",
            "join('x y', request.object.a)",
            "{{ join('x y', request.object.a) }}",
            "It is {{ join('x y', request.object.a) }} now",
            "\"It is {{ join('x y', request.object.a) }} now\"");
  }

  @Test
  void partsOfCelInABlockScalar() {
    assertThat(
            selected(
                """
                apiVersion: policies.kyverno.io/v1
                kind: ValidatingPolicy
                spec:
                  validations:
                  - expression: |
                      object.spec.replicas > 1
                      && size([1, ‸22]) == 2
                """))
        .startsWith(
            "22",
            "1, 22",
            "[1, 22]",
            "([1, 22])",
            "size([1, 22])",
            "object.spec.replicas > 1\n      && size([1, 22]) == 2");
  }

  @Test
  void aComment() {
    assertThat(selected("# one t‸wo\napiVersion: v1\nkind: Pod\n")).startsWith("two", "# one two");
  }

  @Test
  void brokenTextAndEndsOfFiles() {
    assertThat(selected("apiVersion: v1\nkind: Pod\nspec: {a: [b‸\n"))
        .startsWith("b", "[b", "a: [b");
    assertThat(selected("apiVersion: v1\nkind: Pod\n‸")).hasSize(1);
    assertThat(selected("services: {a: b‸}")).isEmpty();
  }

  private static List<String> selected(String text) {
    Typed typed = Typed.atCursor("a.yaml", text);
    return Selections.at(typed.snapshot(), typed.file(), typed.cursor()).stream()
        .map(typed::at)
        .toList();
  }
}
