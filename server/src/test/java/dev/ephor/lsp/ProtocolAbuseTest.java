package dev.ephor.lsp;

import static dev.ephor.lsp.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client should send is answered as the specification says, and the server lives on. */
class ProtocolAbuseTest {

  private static final String BROKEN = "a: [1\n";

  @TempDir Path folder;
  private final Wire wire = Wire.toServerHere();

  @AfterEach
  void theServerStillAnswersAndLeaves() {
    if (wire.isAlive()) {
      wire.request("initialize", json("{'capabilities':{}}")); // refused when it was sent before
      wire.request("shutdown", JsonNull.INSTANCE);
      wire.notify("exit", JsonNull.INSTANCE);
    }
    assertThat(wire.exitCode()).isBetween(0, 1);
  }

  @Test
  void requestsBeforeInitialize() {
    assertThat(code(wire.request("textDocument/diagnostic", new JsonObject()))).isEqualTo(-32002);
    assertThat(code(wire.request("shutdown", JsonNull.INSTANCE))).isEqualTo(-32002);
  }

  @Test
  void notificationsBeforeInitializeAreDropped() {
    wire.notify("textDocument/didOpen", json("{'textDocument':{'uri':'file:///a','text':''}}"));
    assertThat(code(wire.request("nothing", JsonNull.INSTANCE))).isEqualTo(-32002);
    assertThat(wire.log()).contains("ignored textDocument/didOpen");
  }

  @Test
  void exitWithoutShutdown() {
    initialize();
    wire.notify("exit", JsonNull.INSTANCE);
    assertThat(wire.exitCode()).isEqualTo(1);
  }

  @Test
  void exitBeforeInitialize() {
    wire.notify("exit", JsonNull.INSTANCE);
    assertThat(wire.exitCode()).isEqualTo(1);
  }

  @Test
  void theStreamEndsWithoutGoodBye() throws Exception {
    initialize();
    wire.close();
    assertThat(wire.exitCode()).isEqualTo(1);
  }

  @Test
  void initializeTwice() {
    initialize();
    assertThat(code(wire.request("initialize", json("{'capabilities':{}}")))).isEqualTo(-32600);
  }

  @Test
  void requestsAfterShutdown() {
    initialize();
    wire.request("shutdown", JsonNull.INSTANCE);
    assertThat(code(wire.request("textDocument/diagnostic", new JsonObject()))).isEqualTo(-32600);
    assertThat(code(wire.request("unknown", JsonNull.INSTANCE))).isEqualTo(-32600);
    wire.notify("exit", JsonNull.INSTANCE);
    assertThat(wire.exitCode()).isZero();
  }

  @Test
  void unknownMethods() {
    initialize();
    assertThat(code(wire.request("textDocument/unheardOf", new JsonObject()))).isEqualTo(-32601);
    assertThat(code(wire.request("textDocument/didOpen", new JsonObject()))).isEqualTo(-32601);
    wire.notify("textDocument/unheardOf", new JsonObject());
    wire.notify("$/unheardOf", new JsonObject());
    assertStillServing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{'textDocument':{}}", "{'textDocument':null}", "[]", "{'textDocument':7}"})
  void parametersThatAreMissingOrWrong(String params) {
    initialize();
    String quoted = params.replace('\'', '"');
    wire.message(
        "{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"textDocument/diagnostic\",\"params\":%s}"
            .formatted(quoted)
            .replace("\"id\":99", "\"id\":\"x\""));
    assertThat(code(Wire.soon(wire.answerTo("x")))).isIn(-32602, -32600);
    for (String method : new String[] {"didOpen", "didChange", "didClose"}) {
      wire.message(
          "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/%s\",\"params\":%s}"
              .formatted(method, quoted));
    }
    assertStillServing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":",
        "nonsense",
        "{}",
        "[]",
        "null",
        "{\"jsonrpc\":\"2.0\"}",
        "\"text\"",
        "{\"a\":1}{\"b\":2}",
      })
  void malformedJson(String body) {
    initialize();
    wire.message(body);
    assertThat(code(wire.refusal())).isIn(-32700, -32600);
    assertStillServing();
  }

  @Test
  void malformedJsonWhoseIdIsKnown() {
    initialize();
    wire.message("{\"jsonrpc\":\"2.0\",\"id\":\"z\",\"method\":\"x\",\"params\":{");
    assertThat(code(Wire.soon(wire.answerTo("z")))).isEqualTo(-32700);
    assertStillServing();
  }

  @Test
  void tenThousandNestedArrays() {
    initialize();
    wire.message("[".repeat(10_000) + "]".repeat(10_000));
    assertThat(code(wire.refusal())).isIn(-32700, -32600);
    assertStillServing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"x\"}",
        "Content-Length: many\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Type: text/plain\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
      })
  void wrongHeaders(String raw) {
    initialize();
    wire.bytes(raw);
    assertThat(code(wire.refusal())).isIn(-32700, -32600);
    assertStillServing();
  }

  @Test
  void headersInAnyCaseWithOtherHeadersAndBareLineFeeds() {
    initialize();
    String body = "{\"jsonrpc\":\"2.0\",\"id\":\"y\",\"method\":\"none\"}";
    wire.bytes(
        "content-type: application/vscode-jsonrpc; charset=utf8\nX-Other: 1\ncontent-length: "
            + body.length()
            + "\n\n"
            + body);
    assertThat(code(Wire.soon(wire.answerTo("y")))).isEqualTo(-32601);
  }

  @Test
  void aMessageLongerThanTheLimitIsSkipped() {
    initialize();
    long length = MessageReader.MAX_MESSAGE_BYTES + 1L;
    wire.bytes("Content-Length: " + length + "\r\n\r\n");
    byte[] chunk = new byte[1 << 20];
    for (long left = length; left > 0; left -= chunk.length) {
      wire.bytes(left < chunk.length ? new byte[(int) left] : chunk);
    }
    assertThat(wire.refusal().toString()).contains("longer than the limit");
    assertStillServing();
  }

  @Test
  void aDocumentOfFiftyMegabytes() {
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      String text = "# as long as a line of text is\n".repeat((50 << 20) / 30);
      editor.open("big.yaml", text).isAnswered("big.yaml");
    }
  }

  @Test
  void placesOutsideTheTextAreItsEnds() {
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.open("a.yaml", "a: 1\n");
      change(
          editor, 2, "{'start':{'line':7,'character':3},'end':{'line':99,'character':0}}", "b: 2");
      change(
          editor, 3, "{'start':{'line':-5,'character':-1},'end':{'line':-1,'character':9}}", "# ");
      change(editor, 4, "{'start':{'line':1,'character':99},'end':{'line':0,'character':2}}", "");
      // Now "# b: 2" without what stood between.
      assertThat(editor.settle().wire().log()).doesNotContain("error");
    }
  }

  @Test
  void aSecondOpenCountsAndALateVersionDoesNotLoseText() {
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.open("a.yaml", "fine: 1\n");
      editor.open("a.yaml", BROKEN);
      change(
          editor, 1, "{'start':{'line':0,'character':0},'end':{'line':1,'character':0}}", "b: 1\n");
      assertThat(editor.settle().wire().log())
          .contains("opened twice")
          .contains("version 1 after 1");
    }
  }

  @Test
  void changesAndClosingOfAClosedFile() {
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      change(editor, 2, "{'start':{'line':0,'character':0},'end':{'line':0,'character':0}}", "x");
      editor.close("a.yaml");
      editor.open("b.yaml", "b: 1\n").shows("b.yaml", "b: 1\n");
      assertThat(editor.settle().wire().log())
          .contains("not open")
          .contains("closed without having been open");
      assertThat(editor.order()).doesNotContain("a.yaml");
    }
  }

  private void change(Editor editor, int version, String range, String text) {
    JsonObject change = new JsonObject();
    change.add("range", json(range));
    change.addProperty("text", text);
    JsonObject document = new JsonObject();
    document.addProperty("uri", editor.uri("a.yaml"));
    document.addProperty("version", version);
    JsonObject params = Editor.with("textDocument", document);
    params.add("contentChanges", Wire.array(change));
    wire.notify("textDocument/didChange", params);
  }

  private void initialize() {
    assertThat(wire.request("initialize", json("{'capabilities':{}}")).has("result")).isTrue();
    wire.notify("initialized", new JsonObject());
  }

  private void assertStillServing() {
    assertThat(code(wire.request("are you there", JsonNull.INSTANCE))).isEqualTo(-32601);
  }

  private static int code(JsonObject response) {
    assertThat(response.has("error")).as("%s", response).isTrue();
    return response.getAsJsonObject("error").get("code").getAsInt();
  }
}
