package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}\n",
        "metadata:\n  name: {{ .Release.Name }}\n",
        "labels:\n  {{- include \"x.labels\" . | nindent 4 }}\n",
        "image: repo/{{ .Values.tag }}\n",
        "- {{ .Values.x }}\n",
        "{{ .Values.k }}: v\n",
        "a: 'x' {{ y }}\n",
        "data: |\n  text {{ x }}\nkind: {{ .k }}\n",
        "a: [ {{ .x }} ]\n"
      })
  void templates(String text) {
    assertThat(TemplateText.looksLikeGoTemplate(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a: 1\n",
        "message: \"{{ request.object.metadata.name }} is bad\"\n",
        "message: '{{ x }}'\n",
        "message: >-\n  The {{ x }}\n  is {{ y }}\nb: 1\n",
        "key: |\n\n    {{ x }}\n",
        "# {{ x }}\na: 1 # {{ y }}\n",
        "a: {b: {c: d}}\n",
        "\"{{ key }}\": v\n",
        "- \"{{ x }}\"\n",
        "- key: \"{{ a }}\"\n  value: '{{ b }}'\n",
        "m: [\"{{ a }}\", '{{ b }}']\n",
        "x: \"say \\\"{{ a }}\\\"\"\n"
      })
  void notTemplates(String text) {
    assertThat(TemplateText.looksLikeGoTemplate(text)).isFalse();
  }

  @Test
  void aPolicyIsNotATemplate() {
    assertThat(
            TemplateText.looksLikeGoTemplate(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                spec:
                  rules:
                    - name: r
                      preconditions:
                        all:
                          - key: "{{ request.operation || 'BACKGROUND' }}"
                            operator: NotEquals
                            value: DELETE
                      mutate:
                        patchesJson6902: |-
                          - op: add
                            value: {{ request.object.metadata.name }}
                """))
        .isFalse();
  }
}
