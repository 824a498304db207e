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

  private static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

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
          List.of());

  @Test
  void findsObjectsByName() {
    assertThat(get("/api/v1/namespaces/shop/configmaps/a")).isInstanceOf(Reply.Found.class);
    assertThat(get("/api/v1/namespaces/shop")).isInstanceOf(Reply.Found.class);
    assertThat(get("/api/v1/namespaces/shop/configmaps/b")).isEqualTo(Reply.UNAVAILABLE);
  }

  @Test
  void listsOneNamespace() {
    assertThat(items("/api/v1/namespaces/shop/configmaps")).isEqualTo(1);
    assertThat(items("/api/v1/namespaces/shop/configmaps?labelSelector=x=blue")).isEqualTo(1);
    assertThat(items("/api/v1/namespaces/shop/configmaps?labelSelector=x=red")).isZero();
    assertThat(items("/api/v1/configmaps")).isZero();
    assertThat(get("/api/v1/namespaces/shop/secrets")).isEqualTo(Reply.UNAVAILABLE);
  }

  @Test
  void knowsImages() {
    Reply known = world.ask(new Question.ImageData("nginx:1"));
    assertThat(known).isInstanceOf(Reply.Found.class);
    assertThat(world.ask(new Question.ImageData("nginx:2"))).isEqualTo(Reply.UNAVAILABLE);
  }

  private int items(String path) {
    return ((MapValue) ((Reply.Found) get(path)).value()).list("items").size();
  }

  private Reply get(String path) {
    return world.ask(new Question.ApiCall("GET", path, NOTHING));
  }
}
