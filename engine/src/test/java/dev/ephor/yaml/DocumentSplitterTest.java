package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each text has a {@code ^} where a document must be cut. */
class DocumentSplitterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a: 1\n",
        "---\na: 1\n",
        "# above\n---\na: 1\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: 1\n^---\nb: 2\n",
        "a: 1\n^--- # note\nb: 2\n",
        "a: 1\n^--- {b: 2}\n",
        "a: 1\n^---",
        "---\n^---\n^---\n",
        "a: |\n  x\n^---\nb\n",
        "a: \"x\n^---\nb\n",
        "a: |\n  ---\nb: 2\n",
        "a: 1\n...\n^b: 2\n",
        "a: 1\n...\n# end\n",
        "a: 1\n...\n^# between\n---\nb: 2\n",
        "a: 1\n...\n^%YAML 1.2\n---\nb: 2\n",
        "a: 1\n...\n...\n^---\nb\n",
        "a: 1\n# of b\n^---\nb: 2\n",
        "a: 1\r\n^---\r\nb: 2\r\n",
        "a: 1\r^---\rb: 2\r",
        "a: 1\r\r\n^---\n",
        "\uFEFF---\na: 1\n",
        "\uFEFF# above\n---\na\n",
        "a: 1\n----\nb: 2\n",
        "a: 1\n---x\n",
        " ---\na: 1\n",
        "a: 1\n ---\n",
        "# only\n",
        "\n\n",
        "a: 1\n^---\n# only\n^---\nb: 2\n",
        "{\"a\": 1}\n^---\n{\"b\": 2}\n",
        "a: 1\n^---\t\nb\n"
      })
  void cuts(String marked) {
    List<DocumentSlice> slices = DocumentSplitter.split(marked.replace("^", ""));
    StringBuilder cut = new StringBuilder(marked.replace("^", ""));
    for (int i = slices.size() - 1; i > 0; i--) {
      cut.insert(slices.get(i).start(), '^');
    }
    assertThat(cut.toString()).isEqualTo(marked);
  }
}
