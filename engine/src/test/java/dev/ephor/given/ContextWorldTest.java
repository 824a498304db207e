package dev.ephor.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextWorldTest {

  private final Facts world =
      new ContextWorld(
          new Facts() {
            @Override
            @SuppressWarnings("unchecked") // all questions of this test are for replies
            public <T> T ask(Question<T> question) {
              return (T) Reply.UNAVAILABLE;
            }
          },
          ContextFile.read(
                  (MapValue)
                      YamlParser.parse(
                              new Source("context"),
                              """
                              apiVersion: cli.kyverno.io/v1alpha1
                              kind: Context
                              spec:
                                images:
                                - {image: "nginx:1", config: {architecture: amd64}}
                                resources:
                                - apiVersion: v1
                                  kind: ConfigMap
                                  metadata: {name: a, namespace: shop, labels: {x: blue}}
                                - apiVersion: v1
                                  kind: Namespace
                                  metadata: {name: shop}
                              """)
                          .root())
              .content(),
          List.of(
              manifest("{apiVersion: v1, kind: Secret, metadata: {name: t, namespace: shop}}")));

  private static MapValue manifest(String text) {
    return (MapValue) YamlParser.parse(new Source("manifest"), text).root();
  }

  @Test
  void showsTargetsOnlyToWhoeverAsksForThem() {
    Question.KubernetesObjects secret =
        new Question.KubernetesObjects("v1", "secrets", "shop", "t");
    assertThat(world.ask(secret)).isEqualTo(Reply.UNAVAILABLE);
    assertThat(world.ask(secret.withTargets())).isInstanceOf(Reply.Found.class);
    assertThat(
            world.ask(new Question.KubernetesObjects("v1", "namespaces", "", "shop").withTargets()))
        .isInstanceOf(Reply.Found.class);
  }

  @Test
  void aFieldThatIsNotKnownSpoilsTheFile() {
    String file =
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Context
        spec: {resources: [], resurces: []}
        """;

    assertThat(ContextFile.read(manifest(file)).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("resurces"));
    assertThat(ContextFile.read(manifest(file.replace(", resurces: []", ""))).problems()).isEmpty();
  }

  @Test
  void findsObjectsByName() {
    assertThat(ask("configmaps", "shop", "a")).isInstanceOf(Reply.Found.class);
    assertThat(ask("namespaces", "", "shop")).isInstanceOf(Reply.Found.class);
    assertThat(ask("configmaps", "shop", "b")).isEqualTo(Reply.UNAVAILABLE);
    assertThat(ask("configmaps", "other", "a")).isEqualTo(Reply.UNAVAILABLE);
  }

  @Test
  void listsOneNamespaceOfATypeThatItHas() {
    assertThat(items("configmaps", "shop")).isEqualTo(1);
    assertThat(items("configmaps", "")).isZero();
    assertThat(ask("secrets", "shop", "")).isEqualTo(Reply.UNAVAILABLE);
  }

  @Test
  void knowsImages() {
    Reply known = world.ask(new Question.ImageData("nginx:1"));
    assertThat(known).isInstanceOf(Reply.Found.class);
    assertThat(world.ask(new Question.ImageData("nginx:2"))).isEqualTo(Reply.UNAVAILABLE);
  }

  private int items(String resource, String namespace) {
    return ((MapValue) ((Reply.Found) ask(resource, namespace, "")).value()).list("items").size();
  }

  private Reply ask(String resource, String namespace, String name) {
    return world.ask(new Question.KubernetesObjects("v1", resource, namespace, name));
  }
}
