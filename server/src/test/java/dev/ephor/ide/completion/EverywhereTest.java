package dev.ephor.ide.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that are typed letter by letter: nothing fails, nothing is out of range. */
class EverywhereTest {

  private static final List<String> TEXTS =
      List.of(
          """
          apiVersion: kyverno.io/v1
          kind: ClusterPolicy
          metadata: {name: "p🦉", annotations: {policies.kyverno.io/title: t}}
          spec:
            rules:
              - name: r
                match:
                  any:
                    - resources: {kinds: [Pod, "apps/v1/Deployment"], names: ['web*']}
                validate:
                  message: >-
                    say {{ request.object.metadata.name }}
                  pattern:
                    spec:
                      =(securityContext):
                        X(runAsUser): "null"
                      ^(containers):
                        - (name): "?*"
                          image: "!*:latest"
              - name: m
                mutate:
                  patchesJson6902: |-
                    - op: add
                      path: /spec/containers/0/image
                      value: x
          """,
          "apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  labels:\r\n    a: b\r\n\r\nspec:\r\n"
              + "  containers:\r\n  - name: x\r\n    ports: [{containerPort: 80}, {}]\r\n");

  @Test
  void atEveryOffset() {
    for (String text : TEXTS) {
      for (int at = 0; at <= text.length(); at++) {
        asked(text, at);
      }
    }
  }

  @Test
  void whileItIsTyped() {
    for (String text : TEXTS) {
      for (int end = 0; end <= text.length(); end++) {
        asked(text.substring(0, end), end);
      }
    }
  }

  private static void asked(String text, int at) {
    Typed typed = Typed.in("a.yaml", text);
    for (Proposal proposal : Completions.at(typed.snapshot(), typed.file(), at)) {
      String replaced = typed.at(proposal.replace());
      assertThat(replaced).as(proposal.label()).doesNotContain("\n").doesNotContain("\r");
      assertThat(proposal.replace().start()).as(proposal.label()).isLessThanOrEqualTo(at);
      assertThat(proposal.replace().end()).as(proposal.label()).isGreaterThanOrEqualTo(at);
      assertThat(proposal.label()).isNotEmpty();
      assertThat(proposal.documentation().get()).as(proposal.label()).isNotNull();
    }
  }
}
