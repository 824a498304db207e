package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Parameters of rules that are written in CEL. */
class CelParametersTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      """;

  private static final String LIMITS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: NAME, namespace: shop, labels: {limits: 'true'}}
      data: {name: WANTED}
      """;

  private static String limits(String name, String wanted) {
    return LIMITS.replace("NAME", name).replace("WANTED", wanted);
  }

  private static Judged judged(String paramKind, String paramRef) {
    return Judged.byRule(
        """
        validate:
          message: a wrong name
          cel:
            paramKind: %s
            paramRef: %s
            expressions:
            - expression: object.metadata.name == params.data.name
        """
            .formatted(paramKind, paramRef));
  }

  private static final String CONFIG_MAP = "{apiVersion: v1, kind: ConfigMap}";
  private static final String ONE = "{name: limits, parameterNotFoundAction: Allow}";

  @Test
  void aParameterIsNamed() {
    assertThat(judged(CONFIG_MAP, ONE).among(limits("limits", "web")).of(POD)).startsWith("PASS r");
    assertThat(judged(CONFIG_MAP, ONE).among(limits("limits", "db")).of(POD))
        .startsWith("FAIL r: a wrong name");
    assertThat(judged(CONFIG_MAP, ONE).among(limits("other", "web")).of(POD))
        .isEqualTo(
            """
            ERROR r: error in parameterized resource: configmaps "limits" not found
              at Pod <- {name: limits, parameterNotFoundAction: Allow}\
            """);
  }

  @Test
  void itIsInTheNamespaceOfTheObjectOrTheOneThatIsNamed() {
    String elsewhere = "{name: limits, namespace: bank, parameterNotFoundAction: Deny}";
    assertThat(judged(CONFIG_MAP, elsewhere).among(limits("limits", "web")).of(POD))
        .startsWith("ERROR r: error in parameterized resource: configmaps \"limits\" not found");
    assertThat(
            judged(CONFIG_MAP, elsewhere)
                .among(limits("limits", "web").replace("shop", "bank"))
                .of(POD))
        .startsWith("PASS r");
    assertThat(judged("{apiVersion: v1, kind: Node}", elsewhere).of(POD))
        .startsWith(
            "ERROR r: error in parameterized resource: paramRef.namespace must not be provided for"
                + " a cluster-scoped `paramKind`");
  }

  @Test
  void everySelectedParameterCounts() {
    String selected = "{selector: {matchLabels: {limits: 'true'}}, parameterNotFoundAction: %s}";
    assertThat(
            judged(CONFIG_MAP, selected.formatted("Allow"))
                .among(limits("a", "web"))
                .among(limits("b", "db"))
                .of(POD))
        .startsWith("FAIL r");
    assertThat(judged(CONFIG_MAP, selected.formatted("Allow")).of(POD)).startsWith("PASS r");
    assertThat(judged(CONFIG_MAP, selected.formatted("Deny")).of(POD))
        .startsWith("ERROR r: error in parameterized resource: no params found");
  }
}
