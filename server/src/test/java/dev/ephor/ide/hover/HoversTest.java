package dev.ephor.ide.hover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.workspace.Cancellation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of the place at the cursor. */
class HoversTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
      """;

  @Test
  void fieldsOfManifests() {
    assertThat(hover("apiVersion: v1\nkind: Pod\nspec:\n  contai‸ners: []\n"))
        .startsWith("[containers] **containers** `list of Container` required\n\n");
    assertThat(hover("apiVersion: v1\nkind: Pod\nspec:\n  restartPo‸licy: Always\n"))
        .contains("One of `Always`, `OnFailure`, `Never`");
    assertThat(hover("a: 1\nspec:\n  contai‸ners: []\n")).isEqualTo("nothing");
    assertThat(hover("apiVersion: no/v1\nkind: Where\nspec:\n  contai‸ners: []\n"))
        .isEqualTo("nothing");
  }

  @Test
  void fieldsOfPoliciesAndInPatterns() {
    assertThat(hover(RULE.replace("match:", "ma‸tch:")))
        .startsWith("[match] **match** `Match` required");
    assertThat(hover(RULE.replace("spec:", "spec:\n  validationFailure‸Action: Audit")))
        .contains("Deprecated: use `spec.rules[*].validate.failureAction`.");
    String pattern = RULE + "      validate: {pattern: {spec: {=(host‸Network): \"false\"}}}\n";
    assertThat(hover(pattern))
        .startsWith("[=(hostNetwork)] `=(hostNetwork)` if there: where `hostNetwork` is there, it")
        .contains("**hostNetwork** `boolean`");
  }

  @Test
  void aPatternDemandsNothingBecauseTheObjectMustHaveIt() {
    assertThat(hover(RULE + "      validate: {pattern: {spec: {contai‸ners: []}}}\n"))
        .startsWith("[containers] **containers** `list of Container`\n\n");
  }

  @Test
  void anchorsMeanOtherThingsInPatches() {
    assertThat(hover(RULE + "      mutate: {patchStrategicMerge: {metadata: {+(na‸me): x}}}\n"))
        .contains("add if absent: `name` is set only where it is not there yet.");
    assertThat(hover(RULE + "      validate: {pattern: {spec: {containers: [{(im‸age): x}]}}}\n"))
        .contains("condition: only where `image` is there and matches");
  }

  @Test
  void conditionsOfPatternsInWords() {
    String pattern = RULE + "      validate: {pattern: {spec: {priority: \"%s\"}}}\n";
    assertThat(hover(pattern.formatted(">=‸1 & <10 | !5")))
        .endsWith("must be at least `1` and less than `10`, or not `5`");
    assertThat(hover(pattern.formatted("1‸-10"))).endsWith("must be from `1` to `10`");
    assertThat(hover(pattern.formatted("?‸*"))).endsWith("must be anything but empty");
  }

  @Test
  void operatorsAndKinds() {
    assertThat(
            hover(
                RULE
                    + "      validate: {deny: {conditions: {any: [{key: a, operator: Any‸In, value:"
                    + " b}]}}}\n"))
        .isEqualTo("[AnyIn] `AnyIn`: at least one item of `key` is among those of `value`.");
    assertThat(hover("apiVersion: v1\nkind: P‸od\n")).startsWith("[Pod] **Pod** `v1`\n\n");
  }

  @Test
  void policiesWhereTheyAreNamed() {
    String exception =
        """
        apiVersion: kyverno.io/v2
        kind: PolicyException
        spec: {exceptions: [{policyName: p‸, ruleNames: [r]}]}
        """;
    String policy =
        RULE.replace(
            "{name: p}", "{name: p, annotations: {policies.kyverno.io/description: Why it is.}}");
    assertThat(hover(exception, "p.yaml", policy))
        .isEqualTo("[p] policy **p** (ClusterPolicy) in p.yaml\n\nWhy it is.");
  }

  private static String hover(String text, String... others) {
    String[] all = new String[others.length + 2];
    all[0] = "a.yaml";
    all[1] = text;
    System.arraycopy(others, 0, all, 2, others.length);
    Typed typed = Typed.atCursor(all);
    Optional<Hover> hover =
        Hovers.at(typed.snapshot(), typed.file(), typed.cursor(), Cancellation.NEVER);
    return hover
        .map(said -> "[" + typed.at(said.span()) + "] " + said.markdown())
        .orElse("nothing");
  }
}
