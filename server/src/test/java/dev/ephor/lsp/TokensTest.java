package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.lsp4j.SemanticTokensEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Semantic tokens through the protocol: an edit is answered with what differs. */
class TokensTest {

  private static final String POLICY =
      """
      apiVersion: policies.kyverno.io/v1
      kind: ValidatingPolicy
      metadata: {name: p}
      spec:
        validations:
          - expression: object.a == 1
          - expression: object.b == 2
      """;

  @TempDir Path folder;

  @Test
  void anEditIsAnsweredWithWhatDiffers() {
    try (Editor editor = Editor.on(folder).open("p.yaml", POLICY)) {
      JsonObject full = ask(editor, "full", "");
      List<Integer> before = numbers(full.getAsJsonArray("data"));
      assertThat(before).hasSize(40);
      assertThat(before.subList(0, 10)).containsExactly(5, 18, 6, 0, 0, 0, 7, 1, 1, 0);
      editor.replace("p.yaml", "object.b", "object.longer");
      JsonObject delta = ask(editor, "full/delta", ",'previousResultId':" + full.get("resultId"));
      JsonArray edits = delta.getAsJsonArray("edits");
      assertThat(edits).hasSize(1);
      JsonObject edit = edits.get(0).getAsJsonObject();
      List<Integer> after = new ArrayList<>(before);
      int start = edit.get("start").getAsInt();
      List<Integer> cut = after.subList(start, start + edit.get("deleteCount").getAsInt());
      assertThat(cut.size()).isLessThan(10);
      cut.clear();
      after.addAll(start, numbers(edit.getAsJsonArray("data")));
      assertThat(after).isEqualTo(numbers(ask(editor, "full", "").getAsJsonArray("data")));
    }
  }

  @Test
  void aRangeHasItsOwn() {
    try (Editor editor = Editor.on(folder).open("p.yaml", POLICY)) {
      JsonObject range =
          ask(
              editor,
              "range",
              ",'range':{'start':{'line':6,'character':0},'end':{'line':7,'character':0}}");
      assertThat(numbers(range.getAsJsonArray("data")).subList(0, 5))
          .containsExactly(6, 18, 6, 0, 0);
      assertThat(range.getAsJsonArray("data")).hasSize(20);
    }
  }

  @Test
  void oneEditLeadsFromAnyDataToAnyOther() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      List<Integer> before = random.ints(random.nextInt(8), 0, 2).boxed().toList();
      List<Integer> now = random.ints(random.nextInt(8), 0, 2).boxed().toList();
      List<Integer> applied = new ArrayList<>(before);
      for (SemanticTokensEdit edit : Tokens.edits(before, now)) {
        applied.subList(edit.getStart(), edit.getStart() + edit.getDeleteCount()).clear();
        applied.addAll(edit.getStart(), edit.getData());
      }
      assertThat(applied).isEqualTo(now);
    }
  }

  private static JsonObject ask(Editor editor, String method, String more) {
    String params = "{'textDocument':{'uri':'%s'}%s}".formatted(editor.uri("p.yaml"), more);
    return editor
        .wire()
        .request("textDocument/semanticTokens/" + method, JsonParser.parseString(params))
        .getAsJsonObject("result");
  }

  private static List<Integer> numbers(JsonArray data) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonElement each : data) {
      numbers.add(each.getAsInt());
    }
    return numbers;
  }
}
