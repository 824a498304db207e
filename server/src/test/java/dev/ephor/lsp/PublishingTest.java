package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published, in which order and how much of it. */
class PublishingTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: team
      spec:
        rules:
          - name: team
            match:
              any:
                - resources:
                    kinds: [Pod]
            validate:
              failureAction: Audit
              message: every pod names its team
              pattern:
                metadata:
                  labels:
                    team: "?*"
      """;
  private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n";
  private static final String SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n";

  @TempDir Path folder;

  @Test
  void theEditedFileComesFirstThenOpenFilesThenTheRestAndOnlyWhatChanged() {
    Editor.write(folder, "a-closed.yaml", POD);
    Editor.write(folder, "b-closed.yaml", POD);
    Editor.write(folder, "c-service.yaml", SERVICE);
    Editor.write(folder, "m-policy.yaml", POLICY);
    Editor.write(folder, "x-open.yaml", POD);
    Editor.write(folder, "y-service.yaml", SERVICE);
    Editor.write(folder, "z-open.yaml", POD);
    try (Editor editor = Editor.on(folder)) {
      for (String open : List.of("m-policy.yaml", "x-open.yaml", "y-service.yaml", "z-open.yaml")) {
        editor.open(open).isAnswered(open);
      }
      for (String pod : List.of("a-closed.yaml", "b-closed.yaml", "x-open.yaml", "z-open.yaml")) {
        editor.marks(pod, "metadata", "every pod names its team");
      }
      editor.forget();
      editor.replace("m-policy.yaml", "every pod", "each pod");
      for (String pod : List.of("a-closed.yaml", "b-closed.yaml", "x-open.yaml", "z-open.yaml")) {
        editor.marks(pod, "metadata", "each pod names its team");
      }
      assertThat(editor.order())
          .containsExactly(
              "m-policy.yaml", "x-open.yaml", "z-open.yaml", "a-closed.yaml", "b-closed.yaml");
      assertThat(versions(editor)).containsExactly(2, 1, 1, null, null);
    }
  }

  @Test
  void everyEditIsAnsweredWithItsVersionThoughNothingChanged() {
    Editor.write(folder, "team.yaml", POLICY);
    Editor.write(folder, "other.yaml", POD);
    try (Editor editor = Editor.on(folder)) {
      editor.marks("other.yaml", "metadata", "every pod");
      editor.open("web.yaml", SERVICE).isAnswered("web.yaml");
      editor.forget();
      editor.replace("web.yaml", "web", "shop").isAnswered("web.yaml");
      editor.replace("web.yaml", "shop", "web").isAnswered("web.yaml");
      assertThat(editor.order()).containsExactly("web.yaml", "web.yaml");
      assertThat(versions(editor)).containsExactly(2, 3);
    }
  }

  @Test
  void anEditThatMovesTheClauseRepublishesOnlyWhoShowsIt() {
    Editor.write(folder, "team.yaml", POLICY);
    Editor.write(folder, "pod.yaml", POD);
    Editor.write(folder, "service.yaml", SERVICE);
    String related = "{'textDocument':{'publishDiagnostics':{'relatedInformation':true}}}";
    try (Editor editor = Editor.on(folder, related)) {
      editor.open("team.yaml").isAnswered("team.yaml").marks("pod.yaml", "metadata", "every pod");
      editor.forget();
      editor.replace("team.yaml", "apiVersion", "# a comment\napiVersion").isAnswered("team.yaml");
      editor.until("the other end moves", () -> editor.order().contains("pod.yaml"));
      assertThat(editor.related("pod.yaml")).singleElement().asString().startsWith("team.yaml 18:");
      assertThat(editor.order()).containsExactly("team.yaml", "pod.yaml");
    }
  }

  @Test
  void aFileShowsAThousandTheWorstFirstAndOneLineThatCountsTheRest() {
    Editor.write(folder, "team.yaml", POLICY);
    // The errors are at the end: by place alone they would be cut off.
    String many = (POD + "---\n").repeat(1010) + "a: 1\nb\n---\na: 1\nc\n";
    try (Editor editor = Editor.on(folder)) {
      editor.open("many.yaml", many);
      editor.until("capped", () -> last(editor, "many.yaml").size() == 1001);
      List<JsonObject> shown = objects(last(editor, "many.yaml"));
      assertThat(shown.subList(0, 2)).allMatch(each -> each.get("severity").getAsInt() == 1);
      assertThat(shown.subList(2, 1000)).allMatch(each -> each.get("severity").getAsInt() == 2);
      assertThat(shown.get(1000).get("message").getAsString())
          .isEqualTo("and 12 more that are not shown: 12 warnings");
      assertThat(shown.get(1000).get("code").getAsString()).isEqualTo("more");

      editor.replace("many.yaml", POD + "---\n", ""); // one fewer
      editor.until(
          "counted again",
          () -> last(editor, "many.yaml").toString().contains("and 11 more that are not shown"));
    }
  }

  @Test
  void theClientSetsTheLimitWhenItStartsAndLater() {
    String many = "a: 1\nb\n---\n".repeat(9);
    Editor.write(folder, "closed.yaml", many);
    Wire wire = Wire.toServerHere();
    try (Editor editor = Editor.on(wire, folder, "{}", Wire.json("{'maxDiagnostics':3}"))) {
      editor.open("many.yaml", many);
      shows(editor, 3, "and 6 more");
      configure(editor, "{'settings':{'ephor':{'maxDiagnostics':5}}}");
      shows(editor, 5, "and 4 more");
      configure(editor, "{'settings':{'ephor':{'maxDiagnostics':'many'}}}"); // nothing said
      editor.until("all", () -> last(editor, "many.yaml").size() == 9);
      editor.until("all", () -> last(editor, "closed.yaml").size() == 9);
    }
  }

  @Test
  void aClientThatAnswersQuestionsIsAskedForTheLimit() {
    String many = "a: 1\nb\n---\n".repeat(9);
    Editor.write(folder, "closed.yaml", many);
    Wire wire = Wire.toServerHere();
    wire.answering(request -> answer(request, 4));
    String asked =
        "{'workspace':{'configuration':true,"
            + "'didChangeConfiguration':{'dynamicRegistration':true}}}";
    try (Editor editor = Editor.on(wire, folder, asked, JsonNull.INSTANCE)) {
      editor.open("many.yaml", many);
      shows(editor, 4, "and 5 more");
      assertThat(editor.heard("client/registerCapability").toString())
          .contains("workspace/didChangeConfiguration");
      wire.answering(request -> answer(request, 7));
      configure(editor, "{'settings':null}");
      shows(editor, 7, "and 2 more");
    }
  }

  @Test
  void aLimitThatChangesWhileAPersonTypesReachesEveryFile() {
    String many = "a: 1\nb\n---\n".repeat(9);
    for (int i = 0; i < 60; i++) {
      Editor.write(folder, "closed" + i + ".yaml", many);
    }
    try (Editor editor = Editor.on(folder)) {
      editor.until("all", () -> last(editor, "closed59.yaml").size() == 9);
      editor.open("typed.yaml", "a: 1\n").isAnswered("typed.yaml");
      configure(editor, "{'settings':{'ephor':{'maxDiagnostics':2}}}");
      for (int i = 0; i < 20; i++) {
        editor.replace("typed.yaml", "1", "12"); // cuts short what is being published
      }
      editor.isAnswered("typed.yaml");
      for (int i = 0; i < 60; i++) {
        String file = "closed" + i + ".yaml";
        editor.until(file + " has the new limit", () -> last(editor, file).size() == 3);
      }
    }
  }

  /** Clients escape more or less of a path; some compare what they get as text. */
  @Test
  void aFileIsShownUnderTheClientsSpellingAndClearedUnderIt() {
    Editor.write(folder, "a+b.yaml", "a: 1\nb\n");
    try (Editor editor = Editor.on(folder)) {
      String ours = editor.uri("a+b.yaml");
      String theirs = ours.replace("a+b.yaml", "a%2Bb.yaml");
      editor.until("shown", () -> log(editor).equals(List.of(ours + " 1")));
      JsonObject document = new JsonObject();
      document.addProperty("uri", theirs);
      document.addProperty("languageId", "yaml");
      document.addProperty("version", 1);
      document.addProperty("text", "a: 1\nb\nc\n");
      editor.wire().notify("textDocument/didOpen", Editor.with("textDocument", document));
      editor.until(
          "moved to their spelling",
          () -> log(editor).equals(List.of(ours + " 1", ours + " 0", theirs + " 2")));
      editor.wire().notify("textDocument/didClose", Editor.with("textDocument", document));
      editor.until(
          "what is on disk, where they look for it",
          () ->
              log(editor).equals(List.of(ours + " 1", ours + " 0", theirs + " 2", theirs + " 1")));
    }
  }

  /** What was published: URIs and how many diagnostics. */
  private static List<String> log(Editor editor) {
    return editor.heard("textDocument/publishDiagnostics").stream()
        .map(
            each -> each.get("uri").getAsString() + " " + each.getAsJsonArray("diagnostics").size())
        .toList();
  }

  private static JsonElement answer(JsonObject request, int max) {
    return request.get("method").getAsString().equals("workspace/configuration")
        ? Wire.array(Wire.json("{'maxDiagnostics':" + max + "}"))
        : JsonNull.INSTANCE;
  }

  private static void configure(Editor editor, String params) {
    editor.wire().notify("workspace/didChangeConfiguration", Wire.json(params));
  }

  /** Waits until both files show so many and one that counts the rest. */
  private static void shows(Editor editor, int count, String rest) {
    for (String file : List.of("many.yaml", "closed.yaml")) {
      editor.until(
          file + " shows " + count,
          () ->
              last(editor, file).size() == count + 1
                  && last(editor, file).toString().contains(rest));
    }
  }

  /** What was last published for a file. */
  private static JsonArray last(Editor editor, String file) {
    JsonArray last = new JsonArray();
    for (JsonObject each : editor.heard("textDocument/publishDiagnostics")) {
      if (each.get("uri").getAsString().equals(editor.uri(file))) {
        last = each.getAsJsonArray("diagnostics");
      }
    }
    return last;
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.asList().stream().map(each -> each.getAsJsonObject()).toList();
  }

  private static List<Integer> versions(Editor editor) {
    return editor.heard("textDocument/publishDiagnostics").stream()
        .map(each -> each.has("version") ? (Integer) each.get("version").getAsInt() : null)
        .collect(Collectors.toList());
  }
}
