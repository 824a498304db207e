package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules say of updates and deletions, and under values that somebody gave. */
class UpdateTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      """;

  private static final String RULE =
      """
      validate:
        failureAction: Enforce
        message: no team
        pattern: {metadata: {labels: {team: "?*"}}}
      """;

  @Test
  void anUpdateIsForgivenWhatWasWrongBefore() {
    assertThat(Judged.byRule(RULE).under(update(POD)).of(POD))
        .startsWith("SKIP r: skipping the rule evaluation as pre-existing violations are allowed");
  }

  @Test
  void whatAnUpdateBreaksIsNotForgiven() {
    String good = POD + "  labels: {team: a}\n";

    assertThat(Judged.byRule(RULE).under(update(good)).of(POD)).startsWith("FAIL r: ");
  }

  @Test
  void onlyEnforcedRulesForgiveAndOnlyWhereTheyMay() {
    String audited = RULE.replace("Enforce", "Audit");
    String strict = RULE.replace("message", "allowExistingViolations: false\n  message");

    assertThat(Judged.byRule(audited).under(update(POD)).of(POD)).startsWith("FAIL r: ");
    assertThat(Judged.byRule(strict).under(update(POD)).of(POD)).startsWith("FAIL r: ");
  }

  @Test
  void aRuleAboutUpdatesAloneHasNothingToForgive() {
    String rule =
        """
        preconditions:
          all:
          - {key: "{{ request.operation }}", operator: Equals, value: UPDATE}
        """
            + RULE;

    assertThat(Judged.byRule(rule).under(update(POD)).of(POD)).startsWith("FAIL r: ");
  }

  @Test
  void valuesOfTheObjectArePartOfTheResource() {
    AdmissionRequest request =
        request(Operation.CREATE, "request.object.metadata.labels.team", Scalar.of("a"));

    assertThat(Judged.byRule(RULE).under(request).of(POD)).startsWith("PASS r: ");
  }

  @Test
  void aDeletedObjectIsTheOldOne() {
    String rule =
        """
        validate:
          message: "{{ request.oldObject.metadata.name }} {{ request.operation }}"
          deny:
            conditions:
            - {key: "{{ request.object.metadata.name }}", operator: Equals, value: web}
        """;

    assertThat(
            Judged.byRule(rule)
                .under(new AdmissionRequest(Operation.DELETE, UserInfo.UNKNOWN))
                .of(POD))
        .startsWith("FAIL r: web DELETE");
  }

  @Test
  void aRuleKnowsWhoAsks() {
    String rule =
        """
        validate:
          message: >-
            {{ request.userInfo.username }} {{ request.userInfo.groups }}
            {{ request.clusterRoles }} {{ serviceAccountName }} {{ serviceAccountNamespace }}
          deny: {}
        """;
    UserInfo robot =
        new UserInfo("system:serviceaccount:ci:robot", List.of("bots"), List.of(), List.of("view"));

    assertThat(Judged.byRule(rule).under(new AdmissionRequest(Operation.CREATE, robot)).of(POD))
        .startsWith("FAIL r: system:serviceaccount:ci:robot [\"bots\"] [\"view\"] robot ci");
  }

  private static AdmissionRequest update(String old) {
    return new AdmissionRequest(
        Operation.UPDATE,
        UserInfo.UNKNOWN,
        (MapValue) YamlParser.parse(new Source("old"), old).root(),
        MapValue.empty(Source.NONE, 0));
  }

  private static AdmissionRequest request(Operation operation, String path, Scalar value) {
    return new AdmissionRequest(
        operation,
        UserInfo.UNKNOWN,
        null,
        MapValue.builder(Source.NONE, 0).put(path, value).build());
  }
}
