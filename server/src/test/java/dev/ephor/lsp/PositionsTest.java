package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.ephor.lsp.Route.Asked;
import dev.ephor.lsp.Route.Outdated;
import dev.ephor.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Places in the protocol's units, and the text that the server holds after edits at any place. */
class PositionsTest {

  private static final String POLICY =
      """
      {apiVersion: kyverno.io/v1, kind: ClusterPolicy, metadata: {name: team}, spec: {rules: [{
        name: team, match: {any: [{resources: {kinds: [Pod]}}]},
        validate: {failureAction: Audit, message: who, pattern: {
        metadata: {labels: {=(mark): "*𝄞é*", team: "?*"}}}}}]}}
      """;
  private static final String BEFORE = "metadata: {name: web, labels: {mark: \"𝄞é日\", team: ";

  @TempDir Path folder;

  private enum Unit {
    UTF8("utf-8", text -> text.getBytes(StandardCharsets.UTF_8).length),
    UTF16("utf-16", String::length),
    UTF32("utf-32", text -> text.codePointCount(0, text.length()));

    final String name;
    final ToIntFunction<String> length;

    Unit(String name, ToIntFunction<String> length) {
      this.name = name;
      this.length = length;
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothEndsAndEditsAreCountedInTheNegotiatedUnit(Unit unit) {
    Editor.write(folder, "team.yaml", POLICY);
    String capabilities =
        "{'general':{'positionEncodings':['"
            + unit.name
            + "']},'textDocument':{'publishDiagnostics':{'relatedInformation':true}}}";
    Wire wire = Wire.toServerHere(TEXT);
    try (Editor editor = Editor.on(wire, folder, capabilities, JsonNull.INSTANCE)) {
      editor.open("web.yaml", "apiVersion: v1\nkind: Pod\n" + BEFORE + "''}}\n");
      int from = unit.length.applyAsInt(BEFORE);
      String place = range(2, from, 2, from + 2);
      editor.until("the squiggle", () -> published(editor).contains("\"range\":" + place));

      String clause = "  metadata: {labels: {=(mark): \"*𝄞é*\", team: ";
      int there = unit.length.applyAsInt(clause);
      assertThat(published(editor)).contains(range(3, there, 3, there + "\"?*\"".length()));

      change(editor, 2, place, "shop");
      editor.until("mended", () -> published(editor).contains("\"diagnostics\":[]"));
      assertThat(text(wire, editor)).isEqualTo("apiVersion: v1\nkind: Pod\n" + BEFORE + "shop}}\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # from  | to       | the text ab, cd in two lines, with X in place of it
          0:1     | 0:2      | aX/cd/
          0:1     | 0:99     | aX/cd/
          0:99    | 1:0      | abXcd/
          1:1     | 9:0      | ab/cX
          7:3     | 99:0     | ab/cd/X
          -1:-1   | 0:1      | Xb/cd/
          -5:9    | -2:4     | Xab/cd/
          0:-7    | 0:1      | Xb/cd/
          1:1     | 0:1      | aXd/
          99:0    | -1:0     | X
          """)
  void anEditAtAnyPlaceGivesAText(String from, String to, String expected) {
    Wire wire = Wire.toServerHere(TEXT);
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.open("web.yaml", "ab\ncd\n");
      change(editor, 2, range(place(from), place(to)), "X");
      assertThat(text(wire, editor)).isEqualTo(expected.replace('/', '\n'));
      assertThat(wire.log()).doesNotContain("error");
    }
  }

  @Test
  void aPlaceInsideOfACharacterSplitsNone() {
    Wire wire = Wire.toServerHere(TEXT);
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.open("web.yaml", "𝄞b\n");
      change(editor, 2, range(0, 1, 0, 1), "X"); // between the two halves
      assertThat(text(wire, editor)).isEqualTo("𝄞Xb\n");
    }
  }

  @Test
  void linesEndAsTheProtocolSaysAndSeveralEditsFollowEachOther() {
    Wire wire = Wire.toServerHere(TEXT);
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.open("web.yaml", "a\r\nb\rc\n");
      change(editor, 2, range(0, 9, 0, 9), "1"); // before the end of the line, not in it
      change(editor, 3, range(1, 9, 1, 9), "2");
      change(editor, 4, range(2, 1, 2, 1), "3");
      assertThat(text(wire, editor)).isEqualTo("a1\r\nb2\rc3\n");
    }
  }

  @Test
  void aLateVersionLosesNoText() {
    Wire wire = Wire.toServerHere(TEXT);
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.open("web.yaml", "a\n");
      change(editor, 7, range(0, 1, 0, 1), "b");
      change(editor, 3, range(0, 2, 0, 2), "c"); // sent later, so later, whatever it is called
      change(editor, 8, range(0, 3, 0, 3), "d");
      assertThat(text(wire, editor)).isEqualTo("abcd\n");
      assertThat(wire.log()).contains("version 3 after 7");
      editor.until("answered", () -> published(editor).contains("\"version\":8"));
    }
  }

  @Test
  void aSecondOpenReplacesTheText() {
    Wire wire = Wire.toServerHere(TEXT);
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.open("web.yaml", "first\n").open("web.yaml", "second\n");
      change(editor, 2, range(0, 0, 0, 3), "");
      assertThat(text(wire, editor)).isEqualTo("ond\n");
    }
  }

  @Test
  void aChangeWithoutARangeIsTheWholeText() {
    Wire wire = Wire.toServerHere(TEXT);
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.open("web.yaml", "first\n");
      change(editor, 2, null, "all of it\n");
      assertThat(text(wire, editor)).isEqualTo("all of it\n");
    }
  }

  /** Tells what the server believes that a file says. */
  private static final Route<JsonObject> TEXT =
      new Asked<>(
          "test/text",
          JsonObject.class,
          Outdated.ANSWER_AGAIN,
          (question, params) -> {
            var file = Uris.file(params.get("uri").getAsString());
            SourceText read = Objects.requireNonNull(question.moment().snapshot().text(file));
            SourceText open = Objects.requireNonNull(question.moment().open().get(file)).text();
            return read.content() + (read.content().equals(open.content()) ? "" : " or " + open);
          });

  private static String text(Wire wire, Editor editor) {
    JsonObject params = new JsonObject();
    params.addProperty("uri", editor.uri("web.yaml"));
    return wire.request("test/text", params).get("result").getAsString();
  }

  /** What web.yaml was last answered, as JSON. */
  private static String published(Editor editor) {
    return editor.heard("textDocument/publishDiagnostics").stream()
        .filter(each -> each.get("uri").getAsString().equals(editor.uri("web.yaml")))
        .reduce((earlier, later) -> later)
        .map(JsonObject::toString)
        .orElse("");
  }

  private static void change(Editor editor, int version, String range, String text) {
    JsonObject change = new JsonObject();
    if (range != null) {
      change.add("range", Wire.json(range));
    }
    change.addProperty("text", text);
    JsonObject document = new JsonObject();
    document.addProperty("uri", editor.uri("web.yaml"));
    document.addProperty("version", version);
    JsonObject params = Editor.with("textDocument", document);
    params.add("contentChanges", Wire.array(change));
    editor.wire().notify("textDocument/didChange", params);
  }

  private static String range(int line, int character, int endLine, int endCharacter) {
    return range(place(line + ":" + character), place(endLine + ":" + endCharacter));
  }

  private static String range(String start, String end) {
    return "{\"start\":" + start + ",\"end\":" + end + "}";
  }

  private static String place(String lineAndCharacter) {
    String[] parts = lineAndCharacter.split(":", 2);
    return "{\"line\":" + parts[0] + ",\"character\":" + parts[1] + "}";
  }
}
