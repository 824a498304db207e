package dev.ephor.ide.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file on the left; what can be opened and where it leads on the right. */
class LinksTest {

  private static final Set<String> THERE =
      Set.of("/w/policy.yaml", "/w/tests/pods.yaml", "/w/tests/after.yaml", "/w/policies");

  @Test
  void theFilesOfATestThatExist() {
    assertThat(
            links(
                "tests/kyverno-test.yaml",
                """
                apiVersion: cli.kyverno.io/v1alpha1
                kind: Test
                policies:
                - ../policy.yaml
                - "../policies"
                - missing.yaml
                - https://example.com/policy.yaml
                resources: [pods.yaml]
                results:
                - policy: a
                  resources: [pods.yaml]
                  patchedResources: after.yaml
                """))
        .containsExactly(
            "../policy.yaml -> /w/policy.yaml",
            "../policies -> /w/policies",
            "https://example.com/policy.yaml -> https://example.com/policy.yaml",
            "pods.yaml -> /w/tests/pods.yaml",
            "after.yaml -> /w/tests/after.yaml");
  }

  @Test
  void foldersOfTheSettings() {
    assertThat(links("ephor.yaml", "policies: [policies, 'other/**']\n"))
        .containsExactly("policies -> /w/policies");
  }

  @Test
  void pagesInAnnotations() {
    assertThat(
            links(
                "a.yaml",
                """
                apiVersion: v1
                kind: Service
                metadata:
                  annotations:
                    docs: |
                      Read https://example.com/a,
                      then (http://example.com/b#c).
                    plain: example.com
                """))
        .containsExactly(
            "https://example.com/a -> https://example.com/a",
            "http://example.com/b#c -> http://example.com/b#c");
  }

  @Test
  void imagesOfRegistriesThatHavePages() {
    assertThat(
            links(
                "a.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                spec:
                  template:
                    spec:
                      containers:
                      - image: nginx:1.27
                      - image: bitnami/redis
                      - image: quay.io/cilium/cilium:v1
                      - image: registry.internal/shop/web:2
                      - image: "{{ image }}"
                """))
        .containsExactly(
            "nginx:1.27 -> https://hub.docker.com/_/nginx",
            "bitnami/redis -> https://hub.docker.com/r/bitnami/redis",
            "quay.io/cilium/cilium:v1 -> https://quay.io/repository/cilium/cilium");
  }

  @Test
  void filesOfOthersHaveNone() {
    assertThat(links("compose.yaml", "policies: [policies]\nimage: nginx\n")).isEmpty();
  }

  private static List<String> links(String file, String text) {
    Typed typed = Typed.in(file, text);
    return Links.of(typed.snapshot(), typed.file(), target -> THERE.contains(target.path()))
        .stream()
        .map(
            link ->
                typed.at(link.span())
                    + " -> "
                    + (link instanceof Link.ToFile to
                        ? to.target().path()
                        : ((Link.ToPage) link).address()))
        .toList();
  }
}
