package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingExemptedTest {

  private static final String POLICIES =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: require-tags}
      spec:
        rules:
        - name: images-have-tags
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate: {message: use a tag, pattern: {spec: {containers: [{image: "*:*"}]}}}
      """;

  private static final String EXCEPTION =
      """
      apiVersion: kyverno.io/v2
      kind: PolicyException
      metadata: {name: one, namespace: shop}
      spec:
        exceptions:
        - policyName: require-tag
          ruleNames: [images-have-tags]
        - policyName: require-tags
          ruleNames: [autogen-images-have-tags, image-have-tags, "*-tags"]
        match: {any: [{resources: {kinds: [Pod], namespaces: [shop]}}]}
      """;

  @Test
  void policiesAndRulesThatAreNotThere() {
    LintExample.check(
        EXCEPTION
            .replace(
                "require-tag\n",
                """
                require-tag
                                ^^^^^^^^^^^ missing-exempted: there is no policy require-tag here, so nothing is exempt: did you mean require-tags?
                """)
            .replace(
                "\"*-tags\"]\n",
                """
                "*-tags"]
                                                          ^^^^^^^^^^^^^^^ missing-exempted: there is no rule image-have-tags in require-tags here, so nothing is exempt: did you mean images-have-tags?
                """),
        POLICIES);
  }

  @Test
  void namesAreMended() {
    assertThat(LintExample.mended(EXCEPTION, POLICIES))
        .contains("- policyName: require-tags\n    ruleNames: [images-have-tags]\n")
        .contains("[autogen-images-have-tags, images-have-tags, \"*-tags\"]");
  }

  @Test
  void withoutPoliciesNothingIsSaid() {
    LintExample.check(EXCEPTION);
  }
}
