package dev.ephor.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.context.Question;
import dev.ephor.context.Question.ServiceCall.Caller;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenWorldTest {

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      data: {mode: strict}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a, namespace: shop}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: b, namespace: bank}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny, namespace: shop}
      ---
      apiVersion: kyverno.io/v2
      kind: GlobalContextEntry
      metadata: {name: deployments}
      spec:
        kubernetesResource: {group: apps, version: v1, resource: deployments, namespace: shop}
        projections:
        - {name: names, jmesPath: '[].metadata.name'}
      """;

  private static final MapValue NOTHING = Documents.one("{}");

  @Test
  void manifestsAreACluster() {
    assertThat(names(get("/apis/apps/v1/deployments"))).containsExactly("a", "b");
    assertThat(names(get("/apis/apps/v1/namespaces/bank/deployments"))).containsExactly("b");
    assertThat(names(get("/apis/apps/v1/namespaces/none/deployments"))).isEmpty();
    assertThat(names(get("/api/v1/secrets"))).isEmpty();
    assertThat(names(get("/apis/networking.k8s.io/v1/networkpolicies"))).containsExactly("deny");
    assertThat(get("/api/v1/namespaces/shop/configmaps/settings"))
        .isEqualTo(new Reply.Found(Documents.all(MANIFESTS).get(0)));
    assertThat(((MapValue) found(get("/apis/apps/v1/deployments"))).string("kind"))
        .isEqualTo("DeploymentList");
  }

  @Test
  void whatIsNotThereIsAFailure() {
    assertThat(get("/apis/apps/v1/namespaces/shop/deployments/c"))
        .isEqualTo(
            new Reply.Failed(
                "failed to get resource apps/v1/Deployment/c: deployments.apps \"c\" not found"));
    assertThat(get("/healthz")).isEqualTo(new Reply.Failed("invalid API path: /healthz"));
    assertThat(apply().ask(new Question.ApiCall("POST", "/api/v1/pods", NOTHING)))
        .isEqualTo(new Reply.Failed("method not supported: POST"));
  }

  @Test
  void applyKnowsNoConfigMapsAndNoRegistries() {
    assertThat(apply().ask(new Question.ConfigMap("shop", "settings")))
        .isEqualTo(Reply.UNAVAILABLE);
    assertThat(apply().ask(new Question.ImageData("nginx"))).isEqualTo(Reply.UNAVAILABLE);
  }

  @Test
  void entriesOfTheGlobalContextListResources() {
    assertThat(found(global(apply(), "deployments", "")))
        .isEqualTo(Documents.one("l: [" + DEPLOYMENT_A + "]").child("l"));
    assertThat(found(global(apply(), "deployments", "names")))
        .isEqualTo(Documents.one("l: [a]").child("l"));
    assertThat(global(apply(), "deployments", "other"))
        .isEqualTo(new Reply.Failed("projection \"other\" not found"));
    assertThat(global(apply(), "other", ""))
        .isEqualTo(new Reply.Failed("failed to fetch entry key=other"));
  }

  private static final String DEPLOYMENT_A =
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: shop}}";

  @Test
  void objectsAreFoundByPatterns() {
    List<MapValue> found =
        apply().ask(new Question.Objects(new GroupVersionKind("*", "*", "Deployment"), "", "*"));

    assertThat(found)
        .extracting(object -> object.map("metadata").string("name"))
        .containsExactly("a", "b");
  }

  @Test
  void aTestLooksIntoItsClusterOnlyWhenItHasOne() {
    Question<Reply> configMap = new Question.ConfigMap("shop", "settings");
    Question<Reply> call = new Question.ApiCall("GET", "/apis/apps/v1/deployments", NOTHING);

    assertThat(test(false, "{}").ask(configMap)).isEqualTo(Reply.UNAVAILABLE);
    assertThat(test(false, "{}").ask(call)).isEqualTo(Reply.UNAVAILABLE);
    assertThat(test(true, "{}").ask(configMap)).isInstanceOf(Reply.Found.class);
    assertThat(names(test(true, "{}").ask(call))).containsExactly("a", "b");
    assertThat(test(true, "{}").ask(new Question.ConfigMap("shop", "none")))
        .isEqualTo(new Reply.Failed("configmaps \"none\" not found"));
  }

  @Test
  void expressionsSeeObjectsOnlyInACluster() {
    Question<Reply> list = new Question.KubernetesObjects("apps/v1", "deployments", "shop", "");
    Question<Reply> one = new Question.KubernetesObjects("apps/v1", "deployments", "shop", "a");

    assertThat(apply().ask(list)).isEqualTo(Reply.UNAVAILABLE);
    assertThat(test(false, "{}").ask(one)).isEqualTo(Reply.UNAVAILABLE);
    assertThat(names(test(true, "{}").ask(list))).containsExactly("a");
    assertThat(found(apply().asCluster().ask(one))).isEqualTo(Documents.one(DEPLOYMENT_A));
    assertThat(
            apply()
                .asCluster()
                .ask(new Question.KubernetesObjects("apps/v1", "deployments", "shop", "none")))
        .isEqualTo(Reply.UNAVAILABLE);
  }

  @Test
  void expressionsSeeEntriesThatATestMocks() {
    GivenWorld world =
        test(
            false,
            """
            globalContextEntries:
            - name: some
              data: {names: [x, y]}
              projections: [{name: all, path: names}]
            - name: list
              resources: [{kind: A}]
            """);

    assertThat(found(reference(world, "some", ""))).isEqualTo(Documents.one("all: [x, y]"));
    assertThat(found(reference(world, "some", "all")))
        .isEqualTo(Documents.one("l: [x, y]").child("l"));
    assertThat(reference(world, "some", "none"))
        .isEqualTo(
            new Reply.Failed("projection \"none\" not found in global context entry \"some\""));
    assertThat(found(reference(world, "list", "any")))
        .isEqualTo(Documents.one("l: [{kind: A}]").child("l"));
    assertThat(reference(world, "other", "")).isEqualTo(Reply.UNAVAILABLE);
    assertThat(reference(apply(), "deployments", "")).isEqualTo(Reply.UNAVAILABLE);
    assertThat(reference(apply().asCluster(), "deployments", "")).isInstanceOf(Reply.Found.class);
  }

  private static Reply reference(GivenWorld world, String name, String projection) {
    return world.ask(new Question.GlobalReference(name, projection));
  }

  @Test
  void mockedResponsesAnswerCalls() {
    GivenWorld world =
        test(
            false,
            """
            apiCallResponses:
            - url: https://example.org/check
              response: {body: {allowed: true}}
            - url: https://example.org/check
              method: POST
              response: {body: {allowed: false}}
            - urlPath: /api/v1/nodes
              response: {statusCode: 503, body: {}}
            """);

    assertThat(found(service(world, "GET"))).isEqualTo(Documents.one("allowed: true"));
    assertThat(found(service(world, "POST"))).isEqualTo(Documents.one("allowed: false"));
    assertThat(found(calledInNamespace(world, "https://example.org/check")))
        .isEqualTo(Documents.one("allowed: true"));
    assertThat(calledInNamespace(world, "https://example.org/other"))
        .isEqualTo(
            new Reply.Failed(
                "http calls are not allowed in namespaced policies: set"
                    + " --allowHTTPInNamespacedPolicies to enable"));
    assertThat(world.ask(new Question.ApiCall("GET", "/api/v1/nodes", NOTHING)))
        .isEqualTo(new Reply.Failed("HTTP 503 from apiCall mock"));
  }

  @Test
  void mockedEntriesHaveProjections() {
    GivenWorld world =
        test(
            false,
            """
            globalContextEntries:
            - name: some
              data: {deployments: [{name: x}, {name: y}]}
              projections:
              - {name: items, path: deployments}
            - name: files
              resourceFiles: [one.yaml]
            - name: inline
              resources: [{kind: A}]
              fieldPath: '[0]'
            """);

    assertThat(found(global(world, "some", "")))
        .isEqualTo(Documents.one("items: [{name: x}, {name: y}]"));
    assertThat(found(global(world, "some", "items")))
        .isEqualTo(Documents.one("l: [{name: x}, {name: y}]").child("l"));
    assertThat(found(global(world, "files", "")))
        .isEqualTo(Documents.one("l: [{file: one.yaml}]").child("l"));
    assertThat(found(global(world, "inline", ""))).isEqualTo(Documents.one("kind: A"));
    assertThat(global(world, "some", "none"))
        .isEqualTo(new Reply.Failed("global context mock: projection \"none\" not found"));
  }

  private static GivenWorld apply() {
    return GivenWorld.ofApply(
        ValuesFile.NONE,
        Documents.all(MANIFESTS),
        Clock.systemUTC(),
        bound -> 0,
        HostNames.OFFLINE);
  }

  private static GivenWorld test(boolean clusterResources, String test) {
    MapValue document = Documents.one(test);
    return GivenWorld.ofTest(
        ValuesFile.NONE,
        Documents.all(MANIFESTS),
        clusterResources,
        GlobalContext.read(document, file -> List.of(Documents.one("file: " + file))).content(),
        MockedResponse.read(document).content(),
        Clock.systemUTC(),
        bound -> 0,
        HostNames.OFFLINE);
  }

  private static Reply get(String path) {
    return apply().ask(new Question.ApiCall("GET", path, NOTHING));
  }

  private static Reply calledInNamespace(GivenWorld world, String url) {
    return world.ask(
        new Question.ServiceCall("GET", url, Map.of(), NOTHING, "", Caller.NAMESPACED_EXPRESSION));
  }

  private static Reply service(GivenWorld world, String method) {
    return world.ask(
        new Question.ServiceCall(
            method, "https://example.org/check", Map.of(), NOTHING, "", Caller.RULE));
  }

  private static Reply global(GivenWorld world, String name, String projection) {
    return world.ask(new Question.GlobalEntry(name, projection));
  }

  private static Value found(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Found.class);
    return ((Reply.Found) reply).value();
  }

  private static List<String> names(Reply reply) {
    return ((MapValue) found(reply))
        .list("items").values().stream()
            .map(item -> ((MapValue) item).map("metadata").string("name"))
            .toList();
  }
}
