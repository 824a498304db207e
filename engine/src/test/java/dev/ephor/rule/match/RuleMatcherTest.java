package dev.ephor.rule.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.policy.RuleReader;
import dev.ephor.rule.match.MatchDecision.Reason;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Match and exclude clauses against a Deployment {@code shop/web}. */
class RuleMatcherTest {

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: shop
        labels:
          app: web
          app.kubernetes.io/part-of: shop
        annotations:
          owner: payments
      """;

  private static final UserInfo ALICE =
      new UserInfo("alice", List.of("developers"), List.of("shop:edit"), List.of("view"));
  private static final UserInfo ROBOT =
      new UserInfo("system:serviceaccount:ci:deployer", List.of(), List.of(), List.of());

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {any: [{resources: {kinds: [Deployment]}}]}                               | MATCHED
          {any: [{resources: {kinds: [Pod]}}]}                                      | KIND
          {any: [{resources: {kinds: [Pod]}}, {resources: {kinds: [Deployment]}}]}  | MATCHED
          {all: [{resources: {kinds: [Deployment]}}, {resources: {names: [api]}}]}  | NAME
          {all: [{resources: {kinds: [Deployment]}}, {resources: {names: [w*]}}]}   | MATCHED
          {resources: {kinds: [Deployment], name: web}}                             | MATCHED
          {resources: {kinds: [Deployment], name: 'w?'}}                            | NAME
          {resources: {kinds: [Deployment], names: [api, 'we?']}}                   | MATCHED
          {resources: {namespaces: ['sh*']}}                                        | MATCHED
          {resources: {namespaces: [bank]}}                                         | NAMESPACE
          {resources: {annotations: {owner: 'pay*'}}}                               | MATCHED
          {resources: {annotations: {'own*': payments}}}                            | MATCHED
          {resources: {annotations: {owner: nobody}}}                               | ANNOTATIONS
          {resources: {selector: {matchLabels: {app: web}}}}                        | MATCHED
          {resources: {selector: {matchLabels: {app: api}}}}                        | LABELS
          {resources: {selector: {}}}                                               | MATCHED
          {resources: {namespaceSelector: {matchLabels: {env: prod}}}}              | MATCHED
          {resources: {namespaceSelector: {matchLabels: {env: dev}}}}               | NAMESPACE_LABELS
          {resources: {kinds: [Deployment], operations: [CREATE, UPDATE]}}          | MATCHED
          {resources: {kinds: [Deployment], operations: [DELETE]}}                  | OPERATION
          {}                                                                        | EMPTY_FILTER
          {any: [{resources: {}}]}                                                  | EMPTY_FILTER
          {subjects: [{kind: User, name: alice}]}                                   | EMPTY_FILTER
          {resources: {kinds: [Deployment]}, subjects: [{kind: User, name: bob}]}   | MATCHED
          """)
  void matching(String match, Reason reason) {
    MatchDecision decision = decide("match: " + match, DEPLOYMENT, AdmissionRequest.CREATE);
    assertThat(decision.reason()).isEqualTo(reason);
    assertThat(decision.matches()).isEqualTo(reason == Reason.MATCHED);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {any: [{resources: {kinds: [Pod]}}]}                                     | MATCHED
          {any: [{resources: {kinds: [Pod]}}, {resources: {namespaces: [shop]}}]}  | EXCLUDED
          {all: [{resources: {kinds: [Pod]}}, {resources: {namespaces: [shop]}}]}  | MATCHED
          {all: [{resources: {names: [web]}}, {resources: {namespaces: [shop]}}]}  | EXCLUDED
          {resources: {namespaces: [shop]}}                                        | EXCLUDED
          {resources: {}}                                                          | MATCHED
          {clusterRoles: [cluster-admin]}                                          | MATCHED
          """)
  void excluding(String exclude, Reason reason) {
    String rule = "match: {resources: {kinds: ['*']}}\nexclude: " + exclude;
    assertThat(decide(rule, DEPLOYMENT, AdmissionRequest.CREATE).reason()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0} -> {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          subjects: [{kind: User, name: 'al*'}]                              | MATCHED  | SUBJECTS
          subjects: [{kind: Group, name: developers}]                        | MATCHED  | SUBJECTS
          subjects: [{kind: ServiceAccount, name: deployer, namespace: ci}]  | SUBJECTS | MATCHED
          roles: ['shop:edit']                                               | MATCHED  | ROLES
          clusterRoles: [view, admin]                                        | MATCHED  | CLUSTER_ROLES
          """)
  void whoAsks(String filter, Reason alice, Reason robot) {
    String rule = "match: {resources: {kinds: ['*']}, " + filter + "}";
    assertThat(decide(rule, DEPLOYMENT, new AdmissionRequest(Operation.CREATE, ALICE)).reason())
        .isEqualTo(alice);
    assertThat(decide(rule, DEPLOYMENT, new AdmissionRequest(Operation.CREATE, ROBOT)).reason())
        .isEqualTo(robot);
  }

  @Test
  void aNamespaceLivesInItselfAndHasNoNamespaceLabels() {
    String namespace = "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}";
    assertThat(reason("{resources: {namespaces: [shop]}}", namespace)).isEqualTo(Reason.MATCHED);
    assertThat(reason("{resources: {namespaceSelector: {matchLabels: {env: prod}}}}", namespace))
        .isEqualTo(Reason.NAMESPACE_LABELS);
  }

  @Test
  void labelsThatAreNotAllStringsAreNoLabels() {
    String numbered = DEPLOYMENT.replace("part-of: shop", "part-of: 1");
    assertThat(reason("{resources: {selector: {matchLabels: {app: web}}}}", numbered))
        .isEqualTo(Reason.LABELS);
  }

  @Test
  void theWorldIsAskedOnlyWhenNothingElseDecides() {
    List<Question<?>> asked = new ArrayList<>();
    RuleMatcher matcher =
        matcher("match: {resources: {kinds: [Pod], namespaceSelector: {matchLabels: {a: b}}}}");
    matcher.decide(resource(DEPLOYMENT), AdmissionRequest.CREATE, recording(asked));
    assertThat(asked).isEmpty();
    matcher =
        matcher(
            "match: {resources: {kinds: [Deployment], namespaceSelector: {matchLabels: {a: b}}}}");
    matcher.decide(resource(DEPLOYMENT), AdmissionRequest.CREATE, recording(asked));
    assertThat(asked).containsExactly(new Question.NamespaceLabels("shop"));
  }

  @Test
  void theDecisionNamesTheFilterThatMadeIt() {
    String text =
        """
        match:
          all:
          - resources:
              kinds: [Deployment]
          - resources:
              names: [api]
        """;
    YamlDocument document = YamlParser.parse(new Source("rule"), text);
    MatchDecision decision =
        RuleMatcher.of(RuleReader.read((MapValue) document.root()), "")
            .decide(resource(DEPLOYMENT), AdmissionRequest.CREATE, recording(new ArrayList<>()));
    var span = document.span(decision.clause().node(), decision.clause().part());
    assertThat(text.substring(span.start(), span.end())).endsWith("names: [api]");
  }

  private static Reason reason(String match, String manifest) {
    return decide("match: " + match, manifest, AdmissionRequest.CREATE).reason();
  }

  private static MatchDecision decide(String rule, String manifest, AdmissionRequest request) {
    return matcher(rule).decide(resource(manifest), request, recording(new ArrayList<>()));
  }

  private static RuleMatcher matcher(String rule) {
    return RuleMatcher.of(RuleReader.read(map(rule)), "");
  }

  private static Resource resource(String manifest) {
    return Resource.of(map(manifest));
  }

  private static MapValue map(String text) {
    return (MapValue) YamlParser.parse(new Source("test"), text).root();
  }

  private static Facts recording(List<Question<?>> asked) {
    return new Facts() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> T ask(Question<T> question) {
        asked.add(question);
        return (T) Map.of("env", "prod");
      }
    };
  }
}
