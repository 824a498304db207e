package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.ephor.lsp.Route.Asked;
import dev.ephor.lsp.Route.Notification;
import dev.ephor.lsp.Route.Ordered;
import dev.ephor.lsp.Route.Outdated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is cancelled, overtaken or crashes is answered, and nothing else notices. */
class FencedFeaturesTest {

  private static final String PULLS =
      "{'textDocument':{'diagnostic':{}},'workspace':{'diagnostics':{'refreshSupport':true}}}";

  @TempDir Path folder;

  /** Diagnostics that take until somebody wants them no longer, or the test lets them. */
  private static final class Slow {
    final CountDownLatch running = new CountDownLatch(1);
    final CompletableFuture<String> outcome = new CompletableFuture<>();
    final CountDownLatch released = new CountDownLatch(1);

    Asked<DocumentDiagnosticParams, Object> route(Outdated outdated) {
      return new Asked<>(
          "textDocument/diagnostic", DocumentDiagnosticParams.class, outdated, this::answer);
    }

    private Object answer(Question question, DocumentDiagnosticParams params) {
      running.countDown();
      try {
        while (released.getCount() > 0) {
          question.cancellation().check();
          Thread.onSpinWait();
        }
      } catch (CancellationException e) {
        released.countDown(); // the next is quick
        outcome.complete("cancelled");
        throw e;
      }
      return PulledDiagnostics.file(question, params);
    }
  }

  /** An editor whose folder is read: what changes from now on is the test's doing. */
  private Editor scanned(Wire wire) {
    Editor editor = Editor.on(wire, folder, PULLS, JsonNull.INSTANCE);
    return editor.until(
        "the first scan is done", () -> !editor.heard("workspace/diagnostic/refresh").isEmpty());
  }

  @Test
  void aRunningRequestIsCancelled() throws Exception {
    Slow slow = new Slow();
    Wire wire = Wire.toServerHere(slow.route(Outdated.ANSWER_AGAIN));
    try (Editor editor = scanned(wire)) {
      editor.open("a.yaml", "a: 1\nb\n");
      CompletableFuture<JsonObject> answer = wire.answerTo("mine");
      diagnostics(editor, "mine");
      slow.running.await();
      wire.notify("$/cancelRequest", Wire.json("{'id':'mine'}"));

      assertThat(code(Wire.soon(answer))).isEqualTo(-32800); // RequestCancelled
      assertThat(Wire.soon(slow.outcome)).isEqualTo("cancelled"); // the work stopped, too
      assertThat(pulled(editor)).contains("\"severity\":1");
    }
  }

  @Test
  void aRequestThatWaitsForNewsIsCancelled() {
    Wire wire = Wire.toServerHere();
    try (Editor editor = scanned(wire)) {
      CompletableFuture<JsonObject> answer = wire.answerTo("mine");
      wire.message(
          "{\"jsonrpc\":\"2.0\",\"id\":\"mine\",\"method\":\"workspace/diagnostic\","
              + "\"params\":{\"previousResultIds\":[],\"partialResultToken\":\"t\"}}");
      wire.notify("$/cancelRequest", Wire.json("{'id':'mine'}"));
      assertThat(code(Wire.soon(answer))).isEqualTo(-32800);
      assertThat(editor.settle().wire().log()).doesNotContain("error");
    }
  }

  @Test
  void cancellingWhatIsAnsweredOrWasNeverAskedIsNoMistake() {
    Wire wire = Wire.toServerHere();
    try (Editor editor = scanned(wire)) {
      wire.notify("$/cancelRequest", Wire.json("{'id':1}"));
      wire.notify("$/cancelRequest", Wire.json("{'id':'unheard of'}"));
      assertThat(editor.settle().wire().log()).doesNotContain("error").doesNotContain("warn");
    }
  }

  @Test
  void anOvertakenRequestWhoseParametersStillHoldIsAnsweredFromTheNewText() throws Exception {
    Slow slow = new Slow();
    Wire wire = Wire.toServerHere(slow.route(Outdated.ANSWER_AGAIN));
    try (Editor editor = scanned(wire)) {
      editor.open("a.yaml", "a: 1\nb\n");
      CompletableFuture<JsonObject> answer = wire.answerTo("mine");
      diagnostics(editor, "mine");
      slow.running.await();
      editor.replace("a.yaml", "b\n", "b: 2\n");
      assertThat(Wire.soon(answer).getAsJsonObject("result").getAsJsonArray("items")).isEmpty();
    }
  }

  @Test
  void anOvertakenRequestWhosePositionMayHaveMovedIsContentModified() throws Exception {
    Slow slow = new Slow();
    Wire wire = Wire.toServerHere(slow.route(Outdated.REFUSE));
    try (Editor editor = scanned(wire)) {
      editor.open("a.yaml", "a: 1\n");
      CompletableFuture<JsonObject> answer = wire.answerTo("mine");
      diagnostics(editor, "mine");
      slow.running.await();
      editor.replace("a.yaml", "a", "b");
      assertThat(code(Wire.soon(answer))).isEqualTo(-32801);
    }
  }

  @Test
  void aRequestThatIsCancelledIsCancelledEvenWhereOvertakenOnesAreRefused() throws Exception {
    Slow slow = new Slow();
    Wire wire = Wire.toServerHere(slow.route(Outdated.REFUSE));
    try (Editor editor = scanned(wire)) {
      CompletableFuture<JsonObject> answer = wire.answerTo("mine");
      diagnostics(editor, "mine");
      slow.running.await();
      wire.notify("$/cancelRequest", Wire.json("{'id':'mine'}"));
      assertThat(code(Wire.soon(answer))).isEqualTo(-32800);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"test/worker", "test/reader", "test/later"})
  void aCrashIsOneLineOfTheLogWithItsCauseAndAnErrorResponse(String method) {
    for (Supplier<Throwable> cause : CAUSES) {
      Wire wire = crashing(cause);
      try (Editor editor = scanned(wire)) {
        JsonObject answer = wire.request(method, new JsonObject());
        assertThat(code(answer)).isEqualTo(-32603); // InternalError
        assertThat(answer.toString()).contains("out of luck");
        assertThat(crashes(editor))
            .singleElement()
            .asString()
            .contains("out of luck")
            .contains("caused by java.io.IOException: the reason")
            .contains("FencedFeaturesTest");
        assertThat(pulled(editor.open("a.yaml", "a: 1\nb\n"))).contains("\"severity\":1");
      }
    }
  }

  @Test
  void aNotificationThatCrashesIsOneLineOfTheLog() {
    for (Supplier<Throwable> cause : CAUSES) {
      Wire wire = crashing(cause);
      try (Editor editor = scanned(wire)) {
        wire.notify("test/heard", new JsonObject());
        assertThat(pulled(editor.open("a.yaml", "a: 1\nb\n"))).contains("\"severity\":1");
        assertThat(crashes(editor))
            .singleElement()
            .asString()
            .contains("test/heard failed")
            .contains("out of luck")
            .contains("the reason");
      }
    }
  }

  /** Broken programs throw more than exceptions; each time a new one, as it would be. */
  private static final List<Supplier<Throwable>> CAUSES =
      List.of(
          () -> new IllegalStateException("out of luck", new IOException("the reason")),
          () -> new AssertionError("out of luck", new IOException("the reason")),
          () -> new LinkageError("out of luck", new IOException("the reason")));

  private static Wire crashing(Supplier<Throwable> cause) {
    return Wire.toServerHere(
        new Asked<>(
            "test/worker",
            JsonObject.class,
            Outdated.ANSWER_AGAIN,
            (question, params) -> FencedFeaturesTest.<RuntimeException>crash(cause)),
        new Ordered<>(
            "test/reader",
            JsonObject.class,
            (session, params) -> FencedFeaturesTest.<RuntimeException>crash(cause)),
        new Ordered<>(
            "test/later",
            JsonObject.class,
            (session, params) ->
                CompletableFuture.supplyAsync(
                    () -> FencedFeaturesTest.<RuntimeException>crash(cause), session.workers())),
        new Notification<>(
            "test/heard",
            JsonObject.class,
            (session, params) -> FencedFeaturesTest.<RuntimeException>crash(cause)));
  }

  /** Throws anything, as compiled code may. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> CompletableFuture<Object> crash(Supplier<Throwable> cause)
      throws E {
    throw (E) cause.get();
  }

  private static List<String> crashes(Editor editor) {
    return editor.settle().wire().log().lines().filter(line -> line.contains(" error ")).toList();
  }

  private static String pulled(Editor editor) {
    return Wire.soon(diagnostics(editor, "pulled")).toString();
  }

  /** Asks for the diagnostics of a.yaml under an id of our own. */
  private static CompletableFuture<JsonObject> diagnostics(Editor editor, String id) {
    editor
        .wire()
        .message(
            "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"textDocument/diagnostic\",\"params\":{\"textDocument\":{\"uri\":\"%s\"}}}"
                .formatted(id, editor.uri("a.yaml")));
    return editor.wire().answerTo(id);
  }

  private static int code(JsonObject response) {
    assertThat(response.has("error")).as("%s", response).isTrue();
    return response.getAsJsonObject("error").get("code").getAsInt();
  }
}
