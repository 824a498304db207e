package dev.ephor.ide.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A line of a policy, and what its words are. */
class SemanticTokensTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
      """;

  @Test
  void variablesInTexts() {
    assertThat(
            tokens(
                RULE + "      validate: {message: \"see {{ request.object.metadata.name }}!\"}\n"))
        .isEqualTo(
            "OPERATOR:{{ VARIABLE:request PROPERTY:object PROPERTY:metadata PROPERTY:name"
                + " OPERATOR:}}");
    assertThat(tokens(RULE + "      validate: {message: \"{{ a.{{ b }}.c }}\"}\n"))
        .isEqualTo(
            "OPERATOR:{{ VARIABLE:a OPERATOR:{{ VARIABLE:b OPERATOR:}} PROPERTY:c OPERATOR:}}");
    assertThat(
            tokens(
                RULE
                    + "      context: [{name: x, variable: {jmesPath: \"length(items[?a == 'b' ||"
                    + " `1`])\"}}]\n"))
        .isEqualTo(
            "FUNCTION:length VARIABLE:items OPERATOR:[? VARIABLE:a OPERATOR:== STRING:'b'"
                + " OPERATOR:|| STRING:`1`");
  }

  @Test
  void placeholdersOfTemplates() {
    assertThat(
            tokens(
                """
                apiVersion: policies.kyverno.io/v1
                kind: GeneratingPolicy
                spec:
                  generate:
                    - template:
                        interpolate: cel
                        value: |
                          metadata: {name: "(( object.metadata.name + '-x' ))"}
                """))
        .isEqualTo(
            "OPERATOR:(( VARIABLE:object PROPERTY:metadata PROPERTY:name OPERATOR:+ STRING:'-x'"
                + " OPERATOR:))");
  }

  @Test
  void anchorsOperatorsAndReferencesOfPatterns() {
    assertThat(
            tokens(
                RULE
                    + """
                          validate:
                            pattern:
                              spec:
                                =(securityContext): {runAsUser: ">0 & <10 | !5"}
                                (image): "*:latest"
                                host: "$(./../name)"
                    """))
        .isEqualTo(
            "OPERATOR:=( PROPERTY:securityContext OPERATOR:) OPERATOR:> OPERATOR:& OPERATOR:<"
                + " OPERATOR:| OPERATOR:! OPERATOR:( PROPERTY:image OPERATOR:) OPERATOR:*"
                + " VARIABLE:$(./../name)");
  }

  @Test
  void celInABlockLineByLine() {
    assertThat(
            tokens(
                """
                apiVersion: policies.kyverno.io/v1
                kind: ValidatingPolicy
                spec:
                  validations:
                    - expression: |-
                        object.spec.containers.all(c,
                          c.image.startsWith("a") && has(c.x) && !(1 in [true]))
                """))
        .isEqualTo(
            "VARIABLE:object PROPERTY:spec PROPERTY:containers MACRO:all VARIABLE:c VARIABLE:c"
                + " PROPERTY:image FUNCTION:startsWith STRING:\"a\" OPERATOR:&& MACRO:has"
                + " VARIABLE:c PROPERTY:x OPERATOR:&& OPERATOR:! NUMBER:1 KEYWORD:in KEYWORD:true");
  }

  @Test
  void manifestsHaveNone() {
    assertThat(tokens("apiVersion: v1\nkind: Pod\nmetadata: {name: \"{{ x }}\"}\n")).isEmpty();
  }

  private static String tokens(String text) {
    Typed typed = Typed.in("a.yaml", text);
    List<SemanticToken> tokens = SemanticTokens.of(typed.snapshot(), typed.file());
    return tokens.stream()
        .map(token -> token.type() + ":" + typed.at(token.span()))
        .collect(Collectors.joining(" "));
  }
}
