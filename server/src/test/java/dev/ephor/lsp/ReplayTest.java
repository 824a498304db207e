package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole documents typed key by key between two healthy ones, and everything asked at every prefix:
 * no request fails, no place lies outside of the text, and what the healthy documents show stays.
 */
class ReplayTest {

  /**
   * What is asked at every prefix. A feature more is a line more.
   *
   * @param method of the protocol
   * @param params its parameters besides the document; CURSOR is the position of the cursor
   * @param stays whether what it says of the healthy documents does not depend on the cursor
   */
  private record Asked(String method, String params, boolean stays) {}

  private static final List<Asked> TABLE =
      List.of(
          new Asked("textDocument/documentSymbol", "", true),
          new Asked("textDocument/foldingRange", "", true),
          new Asked("textDocument/selectionRange", ",'positions':[CURSOR]", false),
          new Asked("textDocument/documentHighlight", ",'position':CURSOR", false),
          new Asked("textDocument/documentLink", "", true),
          new Asked("textDocument/codeLens", "", false),
          new Asked("textDocument/inlayHint", "", false),
          new Asked(
              "textDocument/codeAction",
              ",'range':{'start':CURSOR,'end':CURSOR},'context':{'diagnostics':[]}",
              false),
          new Asked("textDocument/formatting", ",'options':{'tabSize':2}", true),
          new Asked(
              "textDocument/onTypeFormatting",
              ",'position':CURSOR,'ch':'\\n','options':{'tabSize':2}",
              false),
          new Asked("textDocument/completion", ",'position':CURSOR", false),
          new Asked("textDocument/hover", ",'position':CURSOR", false),
          new Asked("textDocument/semanticTokens/full", "", false),
          new Asked("textDocument/definition", ",'position':CURSOR", false),
          new Asked(
              "textDocument/references",
              ",'position':CURSOR,'context':{'includeDeclaration':true}",
              false),
          new Asked("textDocument/diagnostic", "", true));

  private static final String CLIENT =
      "{'textDocument':{'diagnostic':{},"
          + "'documentSymbol':{'hierarchicalDocumentSymbolSupport':true}},"
          + "'workspace':{'diagnostics':{'refreshSupport':true}}}";

  /** Judges the healthy documents; what is typed judges nothing that is there. */
  private static final String JUDGE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: require-team}
      spec:
        rules:
        - name: team
          match: {any: [{resources: {kinds: [ConfigMap, Service]}}]}
          validate:
            message: Say which team it is.
            pattern: {metadata: {labels: {team: "?*"}}}
      """;

  private static final String ABOVE =
      """
      # healthy
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: above
        annotations:
          docs:   https://example.com/above
      ---
      """;

  private static final String BELOW =
      """

      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: below
        annotations:
          docs:   https://example.com/below
      """;

  private static final Map<String, String> TYPED = new LinkedHashMap<>();

  static {
    TYPED.put(
        "a policy with patterns and variables",
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: images # of every workload
        spec:
          rules:
          - name: registry
            match:
              any:
              - resources:
                  kinds: [Deployment]
            context:
            - name: allowed
              variable:
                value: "ghcr.io"
            preconditions:
              all:
              - key: "{{ request.operation || 'BACKGROUND' }}"
                operator: NotEquals
                value: DELETE
            validate:
              message: >-
                Use {{ allowed }} for
                {{ request.object.metadata.name }}.
              foreach:
              - list: request.object.spec.template.spec.containers
                pattern:
                  image: "{{ allowed }}/*"
                  =(securityContext):
                    X(privileged): "null"
          - name: replicas
            match: {any: [{resources: {kinds: [Deployment]}}]}
            validate:
              pattern:
                spec:
                  replicas: ">1 & <10"
        """);
    TYPED.put(
        "a policy in CEL",
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata:
          name: replicas
        spec:
          matchConstraints:
            resourceRules:
            - apiGroups: [apps]
              apiVersions: [v1]
              operations: [CREATE, UPDATE]
              resources: [deployments]
          matchConditions:
          - name: not-system
            expression: >-
              object.metadata.namespace != 'kube-system'
          variables:
          - name: count
            expression: object.spec.?replicas.orValue(1)
          validations:
          - expression: |
              variables.count > 1 &&
              object.spec.template.spec.containers.all(c, c.image.startsWith("ghcr.io/"))
            messageExpression: "'only ' + string(variables.count)"
        """);
    TYPED.put(
        "a deployment",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: "web"
          labels: &labels {app: web, 'tier': front}
        spec:
          replicas: 2
          selector:
            matchLabels: *labels
          template:
            metadata:
              labels: *labels
            spec:
              containers:
              - name: app
                image: ghcr.io/shop/web:1.2 # pinned
                args: ["--port", "80"]
                command:
                - sh
                - -c
                - |
                  if true; then
                    exec web
                  fi
        """);
    TYPED.put(
        "an ingress",
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
          annotations:
            docs: "https://example.com/\\u00fc?a=b"
        spec:
          tls:
          - hosts: [shop.example.com]
          rules:
          - host: shop.example.com
            http:
              paths:
              - path: /
                pathType: Prefix
                backend: {service: {name: shop, port: {number: 80}}}
        """);
  }

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a policy with patterns and variables",
        "a policy in CEL",
        "a deployment",
        "an ingress"
      })
  void everyPrefixIsAnswered(String name) {
    String typed = TYPED.get(name);
    Editor.write(folder, "judge.yaml", JUDGE);
    Wire wire = Wire.toServerHere();
    try (Editor editor = Editor.on(wire, folder, CLIENT, JsonNull.INSTANCE)) {
      editor.until(
          "the folder is read", () -> !editor.heard("workspace/diagnostic/refresh").isEmpty());
      editor.open("typed.yaml", ABOVE + BELOW);
      Map<String, String> healthy = healthy(ask(editor, ""), "");
      assertThat(healthy.get("textDocument/diagnostic")).contains("require-team");
      for (int at = 1; at <= typed.length(); at++) {
        editor.replace("typed.yaml", BELOW, typed.charAt(at - 1) + BELOW);
        String prefix = typed.substring(0, at);
        assertThat(healthy(ask(editor, prefix), prefix)).as(prefix).isEqualTo(healthy);
        wire.forget();
      }
      assertThat(ask(editor, typed).get("textDocument/diagnostic").toString())
          .doesNotContain("\"severity\":1");
      assertThat(wire.log()).doesNotContain(" error ");
    }
  }

  /** Asks all at once, as an editor does, and checks each answer. */
  private static Map<String, JsonElement> ask(Editor editor, String prefix) {
    String text = ABOVE + prefix + BELOW;
    String cursor = position(ABOVE + prefix);
    Map<String, CompletableFuture<JsonObject>> asked = new LinkedHashMap<>();
    for (Asked each : TABLE) {
      String params =
          "{'textDocument':{'uri':'%s'}%s}"
              .formatted(editor.uri("typed.yaml"), each.params().replace("CURSOR", cursor));
      asked.put(each.method(), editor.wire().ask(each.method(), Wire.json(params)));
    }
    List<String> lines = text.lines().toList();
    Map<String, JsonElement> answers = new LinkedHashMap<>();
    asked.forEach(
        (method, future) -> {
          JsonObject answer = Wire.soon(future);
          assertThat(answer.has("error")).as("%s at %s: %s", method, prefix, answer).isFalse();
          inside(answer.get("result"), lines, editor.uri("typed.yaml"));
          answers.put(method, answer.get("result"));
        });
    return answers;
  }

  private static String position(String before) {
    int line = (int) before.chars().filter(c -> c == '\n').count();
    return "{'line':%d,'character':%d}"
        .formatted(line, before.length() - before.lastIndexOf('\n') - 1);
  }

  /** Every range lies in the text and is not turned round, but for those in other files. */
  private static void inside(JsonElement answer, List<String> lines, String uri) {
    if (answer instanceof JsonArray array) {
      array.forEach(each -> inside(each, lines, uri));
    } else if (answer instanceof JsonObject object) {
      boolean elsewhere = object.has("uri") && !object.get("uri").getAsString().equals(uri);
      if (object.has("start") && object.has("end") && object.get("start").isJsonObject()) {
        int start = offset(object.getAsJsonObject("start"), lines);
        int end = offset(object.getAsJsonObject("end"), lines);
        assertThat(end).as("%s", object).isGreaterThanOrEqualTo(start);
      } else if (object.has("startLine")) {
        int start = object.get("startLine").getAsInt();
        int end = object.get("endLine").getAsInt();
        assertThat(start).isNotNegative();
        assertThat(end).isGreaterThan(start).isLessThan(lines.size());
      } else if (object.has("data") && object.get("data").isJsonArray()) {
        tokens(object.getAsJsonArray("data"), lines);
      } else if (!elsewhere) {
        object.entrySet().forEach(each -> inside(each.getValue(), lines, uri));
      }
    }
  }

  /** Semantic tokens: lines and characters are counted from the token before. */
  private static void tokens(JsonArray data, List<String> lines) {
    int line = 0;
    int character = 0;
    for (int i = 0; i + 4 < data.size(); i += 5) {
      int down = data.get(i).getAsInt();
      line += down;
      character = data.get(i + 1).getAsInt() + (down == 0 ? character : 0);
      assertThat(line).isBetween(0, lines.size() - 1);
      assertThat(character + data.get(i + 2).getAsInt())
          .isLessThanOrEqualTo(lines.get(line).length());
    }
  }

  /** A number that grows with the place; fails for a place outside. */
  private static int offset(JsonObject position, List<String> lines) {
    int line = position.get("line").getAsInt();
    int character = position.get("character").getAsInt();
    assertThat(line).isBetween(0, lines.size());
    assertThat(character).isBetween(0, line == lines.size() ? 0 : lines.get(line).length());
    return line * 1000 + character;
  }

  /** What the answers say of the documents above and below, with lines counted from there. */
  private static Map<String, String> healthy(Map<String, JsonElement> answers, String prefix) {
    int above = (int) ABOVE.lines().count() - 1;
    int below = (int) (ABOVE + prefix + "\n").lines().count();
    Map<String, String> healthy = new LinkedHashMap<>();
    for (Asked each : TABLE) {
      JsonElement result = answers.get(each.method());
      JsonElement items = result instanceof JsonObject report ? report.get("items") : result;
      if (each.stays() && items instanceof JsonArray array) {
        List<String> said = new ArrayList<>();
        for (JsonElement item : array) {
          JsonObject object = item.getAsJsonObject();
          int start = line(object, "start");
          int end = line(object, "end");
          boolean isOurs =
              !each.method().equals("textDocument/diagnostic")
                  || object.get("code").getAsString().startsWith("require-team");
          if (isOurs && (end < above || start >= below)) {
            said.add(moved(object, start >= below ? below : 0).toString());
          }
        }
        healthy.put(each.method(), String.join("\n", said));
      }
    }
    return healthy;
  }

  private static int line(JsonObject item, String end) {
    if (item.has(end + "Line")) {
      return item.get(end + "Line").getAsInt();
    }
    JsonObject range = item.getAsJsonObject("range");
    return range.getAsJsonObject(end).get("line").getAsInt();
  }

  /** The same with lines that are counted from a line. */
  private static JsonElement moved(JsonElement element, int from) {
    if (element instanceof JsonArray array) {
      JsonArray all = new JsonArray();
      array.forEach(each -> all.add(moved(each, from)));
      return all;
    }
    if (element instanceof JsonObject object) {
      JsonObject all = new JsonObject();
      for (Map.Entry<String, JsonElement> each : object.entrySet()) {
        boolean line = List.of("line", "startLine", "endLine").contains(each.getKey());
        JsonElement value = each.getValue();
        boolean elsewhere = object.has("uri");
        all.add(
            each.getKey(),
            line
                ? new JsonPrimitive(value.getAsInt() - from)
                : elsewhere ? value : moved(value, from));
      }
      return all;
    }
    return element;
  }
}
