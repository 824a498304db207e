package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.text.Span;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a GeneratingPolicy makes of a template: the policy's template in, objects out. */
class GenerationTemplateTest {

  private static final String TRIGGER =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: team
        labels: {app: web}
      data: {size: "3"}
      """;

  private static final String KIND = "GeneratingPolicy";

  /** A policy of a kind whose one generation is a template with expressions. */
  private static String policy(String kind, String template) {
    return generating(
        kind, "- template:\n    interpolate: cel\n    value: |\n" + template.indent(6));
  }

  private static String generating(String kind, String generate) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: %s
    metadata: {name: p, namespace: team}
    spec:
      matchConstraints:
        resourceRules:
        - {apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}
      variables:
      - name: labels
        expression: "{'app': object.metadata.labels.app, 'size': dyn(2)}"
      - name: half
        expression: '0.5'
      generate:
    """
            .formatted(kind)
        + generate.indent(2);
  }

  private static RuleOutcome outcome(String policy) {
    return Judged.by(policy).outcomes(TRIGGER).get(0);
  }

  /** The objects that a template makes, as JSON. */
  private static List<String> made(String template) {
    return generated(policy(KIND, template));
  }

  private static List<String> generated(String policy) {
    RuleOutcome outcome = outcome(policy);
    assertThat(outcome.message()).isEqualTo("policy evaluated successfully");
    return ((Effect.Generated) outcome.effect())
        .roots().stream().map(root -> GoJson.write(root, 1_000)).toList();
  }

  private static PreparedPolicy prepared(String policy) {
    return PreparedPolicy.of(
        PolicyReader.read((MapValue) YamlParser.parse(new Source("policy"), policy).root())
            .policy());
  }

  /** Why a template breaks its policy. */
  private static String refusal(String template) {
    String refusal = prepared(policy(KIND, template)).refusal().orElseThrow();
    assertThat(refusal).contains("spec.generate[0].template.value: Invalid value: ");
    return refusal;
  }

  @Test
  void eachDocumentIsAnObjectInTheNamespaceThatItNames() {
    String template =
        """
        # the first
        kind: ConfigMap
        metadata:
          name: (( object.metadata.name ))-config
          namespace: dev
        ---
        # nothing
        ---
        kind: Secret
        metadata: {name: "(( object.metadata.name ))", namespace: (( 'pro' + 'd' ))}
        """;

    assertThat(made(template))
        .containsExactly(
            "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"web-config\",\"namespace\":\"dev\"}}",
            "{\"kind\":\"Secret\",\"metadata\":{\"name\":\"web\",\"namespace\":\"prod\"}}");
  }

  @Test
  void aPlaceholderThatIsAllOfAScalarMayBeOfAnyType() {
    String template =
        """
        labels: (( variables.labels ))
        list: ["(( [1, 2u, b'a', null, true] ))"]
        whole: (( 1 + 1 ))
        unsigned: (( 7u ))
        big: (( [9223372036854775807] ))
        none: (( null ))
        """;

    assertThat(made(template))
        .containsExactly(
            "{\"big\":[\"9223372036854775807\"],\"labels\":{\"app\":\"web\",\"size\":2},"
                + "\"list\":[[1,2,\"YQ==\",null,true]],\"none\":null,\"unsigned\":7,\"whole\":2}");
  }

  @Test
  void aPlaceholderAmongOtherTextIsWrittenIntoIt() {
    assertThat(made("a: x-(( 1 ))(( 1e6 ))(( true ))(( variables.half ))(( b'a' ))-y"))
        .containsExactly("{\"a\":\"x-11e+06true0.5YQ==-y\"}");
    assertThat(made("a: |\n  (( ')' + \"(\" ))\n  (( string(size('((')) ))"))
        .containsExactly("{\"a\":\")(\\n2\\n\"}");
  }

  @Test
  void anEscapedSignStandsForItself() {
    assertThat(made("a: \\(( b ))\nb: x\\((y\nc: (a) (( 'z' ))"))
        .containsExactly("{\"a\":\"(( b ))\",\"b\":\"x((y\",\"c\":\"(a) z\"}");
  }

  @Test
  void wordsOfOlderYamlAreWords() {
    assertThat(made("yes: no\nt: true\nn: 'y'\nz: (( 'y' ))"))
        .containsExactly("{\"n\":\"y\",\"t\":true,\"yes\":\"no\",\"z\":\"y\"}");
  }

  @Test
  void withoutInterpolationAllIsText() {
    String policy = policy(KIND, "a: (( nonsense").replace("interpolate: cel", "interpolate: none");

    assertThat(generated(policy)).containsExactly("{\"a\":\"(( nonsense\"}");
    assertThat(generated(policy.replace("      interpolate: none\n", "")))
        .containsExactly("{\"a\":\"(( nonsense\"}");
  }

  @Test
  void aWholeDocumentMayBeAPlaceholder() {
    assertThat(made("(( {'kind':dyn('Secret'), 'metadata':dyn({'name':'x'})} ))"))
        .containsExactly("{\"kind\":\"Secret\",\"metadata\":{\"name\":\"x\"}}");
    assertThat(outcome(policy(KIND, "(( 1 ))")).message())
        .isEqualTo(
            "failed to evaluate policy: failed to render generation template: document 1: expected"
                + " a mapping describing a resource, got int64");
  }

  @Test
  void whatFailsIsNamedByItsPath() {
    String template =
        """
        a: 1
        ---
        data:
          list: [x, {b: (( object.data.missing ))}]
        """;
    String text = policy(KIND, template);

    RuleOutcome outcome = outcome(text);

    assertThat(outcome.message())
        .isEqualTo(
            "failed to evaluate policy: failed to render generation template: document 2: field"
                + " \"data\": field \"list\": item 1: field \"b\": failed to evaluate placeholder"
                + " \"object.data.missing\": no such key: missing");
    Finding finding = outcome.findings().get(0);
    assertThat(finding.part().text().substring(finding.part().span().start()))
        .startsWith("object.data.missing ))");
    assertThat(outcome(policy(KIND, "a: x(( variables.labels ))")).message())
        .endsWith(
            "field \"a\": placeholder \"variables.labels\" embedded in a string must evaluate to a"
                + " scalar, got map[string]interface {}; use a whole-value placeholder for"
                + " structured results");
    assertThat(outcome(policy(KIND, "a: x(( null ))")).message()).contains("got <nil>;");
    assertThat(outcome(policy(KIND, "a: (( 18446744073709551615u ))")).message())
        .endsWith(
            "failed to convert placeholder \"18446744073709551615u\" result: uint value"
                + " 18446744073709551615 overflows the supported integer range");
  }

  @Test
  void aPolicyOfANamespaceGeneratesThereOnly() {
    String kind = "NamespacedGeneratingPolicy";

    assertThat(generated(policy(kind, "metadata: {name: x}")))
        .containsExactly("{\"metadata\":{\"name\":\"x\",\"namespace\":\"team\"}}");
    assertThat(outcome(policy(kind, "metadata: {name: x, namespace: other}")).message())
        .isEqualTo(
            "failed to evaluate policy: cross-namespace generation denied: a policy in namespace"
                + " \"team\" cannot generate resources into namespace \"other\"");
    assertThat(
            generated(generating(kind, "- expression: \"generator.Apply([{'kind': 'Secret'}])\"")))
        .containsExactly("{\"kind\":\"Secret\",\"metadata\":{\"namespace\":\"team\"}}");
    assertThat(
            prepared(generating(kind, "- expression: \"generator.apply('a', [{'k': 'S'}])\""))
                .refusal())
        .get()
        .asString()
        .contains("found no matching overload for 'apply'");
  }

  @Test
  void anEntryHasEitherAnExpressionOrATemplate() {
    assertThat(prepared(generating(KIND, "- expression: ''")).refusal())
        .get()
        .asString()
        .endsWith("spec.generate[0]: Required value: one of expression or template must be set])");
    assertThat(
            prepared(generating(KIND, "- {expression: 'true', template: {value: 'a: b'}}"))
                .refusal())
        .get()
        .asString()
        .endsWith(
            "spec.generate[0]: Invalid value: {\"expression\":\"true\",\"template\":{\"value\":"
                + "\"a: b\"}}: only one of expression or template may be set])");
  }

  @Test
  void aTemplateThatCannotBeReadBreaksThePolicy() {
    assertThat(refusal("a: [b")).contains(": failed to parse YAML: yaml: line ");
    assertThat(refusal("# nothing\n---\n~"))
        .endsWith(": template must contain at least one YAML document])");
    assertThat(refusal("a: b\n---\n- c"))
        .endsWith(": line 3: document must be a mapping describing a resource])");
    assertThat(refusal("x(( 'a' ))"))
        .endsWith(": line 1: document must be a mapping describing a resource])");
    assertThat(refusal("a:\n  (( b )): c"))
        .endsWith(
            ": line 2: placeholders are not supported in mapping keys; use a whole-value"
                + " placeholder on the parent field instead (e.g. `labels: (( variables.labels"
                + " ))`)])");
    assertThat(refusal("x: &x {a: b}\ny: {<<: *x, c: (( 1 ))}"))
        .endsWith(
            ": line 2: YAML merge keys are not supported in subtrees containing placeholders])");
    assertThat(refusal("c: (( 1 ))\nx:\n  a: b\n  a: c"))
        .endsWith(
            ": line 3: yaml: unmarshal errors:\n  line 4: mapping key \"a\" already defined at line"
                + " 3])");
    assertThat(refusal("a: ä(( ))")).endsWith(": line 1: empty placeholder at offset 2])");
    assertThat(refusal("a: (( (b) ) ))"))
        .endsWith(": line 1: unbalanced parenthesis in placeholder starting at offset 0])");
    assertThat(refusal("a: (( 'b ))"))
        .endsWith(": line 1: unterminated string literal in placeholder starting at offset 0])");
    assertThat(refusal("a: b (( c"))
        .endsWith(
            ": line 1: unterminated placeholder starting at offset 2: missing closing '))'])");
  }

  @Test
  void aPlaceholderThatCannotBeCompiledIsShownAtItsSign() {
    String text =
        policy(
            KIND,
            """
            a: b
            ---
            data:
              text: |
                first
                name: "(( object.metadata.name + nonsense ))"
            """);
    YamlDocument document = YamlParser.parse(new Source("policy"), text);

    assertThat(prepared(text).refusal())
        .get()
        .asString()
        .contains(
            "line 4: invalid placeholder expression \"object.metadata.name + nonsense\": ERROR:"
                + " <input>:1:24: undeclared reference to 'nonsense' (in container '')");
    List<PolicyProblem> errors = prepared(text).errors();
    assertThat(errors).hasSize(1);
    PolicyProblem error = errors.get(0);
    assertThat(error.message()).startsWith("undeclared reference to 'nonsense'");
    Span span = document.sourceMap(error.place().node()).toSource(error.within());
    assertThat(text.substring(0, span.start())).endsWith("object.metadata.name + ");
    assertThat(text.substring(span.start(), span.end())).isEqualTo("nonsense");
  }
}
