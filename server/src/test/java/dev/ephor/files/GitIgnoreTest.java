package dev.ephor.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cases of gitignore(5): patterns (a comma for a new line), a path (a folder when it ends with
 * a slash), and whether it is ignored: yes, no, or - where nothing is said.
 */
class GitIgnoreTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *.yaml                             | a.yaml         | yes
          *.yaml                             | deep/er/a.yaml | yes
          *.yaml                             | a.yml          | -
          build                              | build/         | yes
          build                              | deep/build     | yes
          build/                             | build          | -
          build/                             | deep/build/    | yes
          /build                             | build/         | yes
          /build                             | deep/build/    | -
          docs/*.yaml                        | docs/a.yaml    | yes
          docs/*.yaml                        | x/docs/a.yaml  | -
          docs/*.yaml                        | docs/x/a.yaml  | -
          **/gen                             | gen            | yes
          **/gen                             | a/b/gen        | yes
          a/**/b                             | a/b            | yes
          a/**/b                             | a/x/y/b        | yes
          gen/**                             | gen/a/b.yaml   | yes
          gen/**                             | gen/           | -
          *.yaml,!keep.yaml                  | keep.yaml      | no
          !keep.yaml,*.yaml                  | keep.yaml      | yes
          secret-?.yaml                      | secret-1.yaml  | yes
          secret-?.yaml                      | secret-12.yaml | -
          secret-[0-9].yaml                  | secret-7.yaml  | yes
          secret-[!0-9].yaml                 | secret-7.yaml  | -
          \\#odd.yaml                         | #odd.yaml      | yes
          \\!odd.yaml                         | !odd.yaml      | yes
          '# comment'                        | '# comment'    | -
          a.b                                | axb            | -
          ünï.yaml                           | x/ünï.yaml     | yes
          [                                  | [              | yes
          (a)+.yaml                          | a.yaml         | -
          """)
  void says(String patterns, String path, String expected) {
    boolean folder = path.endsWith("/");
    String name = folder ? path.substring(0, path.length() - 1) : path;

    assertThat(
            GitIgnore.of(patterns.replace(',', '\n'))
                .ignores(name, folder)
                .map(ignored -> ignored ? "yes" : "no")
                .orElse("-"))
        .isEqualTo(expected);
  }
}
