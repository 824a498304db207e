package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layout through the protocol. */
class FormattingTest {

  private static final String POD = "apiVersion:  v1\nkind: Pod\nspec:\n    a: b\n";

  @TempDir Path folder;

  @Test
  void aFileWithTheEditorsWidth() {
    try (Editor editor = Editor.on(folder).open("a.yaml", POD)) {
      assertThat(ask(editor, "formatting", "")).isEqualTo("0:11-0:13 ' '; 3:0-3:4 '  '");
    }
  }

  @Test
  void aRange() {
    String range = ",'range':{'start':{'line':0,'character':0},'end':{'line':1,'character':0}}";
    try (Editor editor = Editor.on(folder).open("a.yaml", POD)) {
      assertThat(ask(editor, "rangeFormatting", range)).isEqualTo("0:11-0:13 ' '");
    }
  }

  @Test
  void aNewLine() {
    String position = ",'ch':'\\n','position':{'line':3,'character':0}";
    try (Editor editor = Editor.on(folder).open("a.yaml", "apiVersion: v1\nkind: Pod\nspec:\n\n")) {
      assertThat(ask(editor, "onTypeFormatting", position)).isEqualTo("3:0-3:0 '  '");
    }
  }

  @Test
  void theCapabilityIsAnnouncedToThoseWhoUseIt() {
    String some = "{'textDocument':{'formatting':{},'onTypeFormatting':{}}}";
    JsonObject params = new JsonObject();
    params.add("capabilities", Wire.json(some));
    try (Wire wire = Wire.toServerHere()) {
      JsonObject can =
          wire.request("initialize", params)
              .getAsJsonObject("result")
              .getAsJsonObject("capabilities");
      assertThat(can.has("documentFormattingProvider")).isTrue();
      assertThat(can.has("documentOnTypeFormattingProvider")).isTrue();
      assertThat(can.has("documentRangeFormattingProvider")).isFalse();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String ask(Editor editor, String method, String more) {
    String params =
        "{'textDocument':{'uri':'%s'},'options':{'tabSize':2,'insertSpaces':true}%s}"
            .formatted(editor.uri("a.yaml"), more);
    StringBuilder shown = new StringBuilder();
    for (var each :
        editor
            .wire()
            .request("textDocument/" + method, Wire.json(params))
            .getAsJsonArray("result")) {
      JsonObject edit = each.getAsJsonObject();
      JsonObject range = edit.getAsJsonObject("range");
      shown.append(shown.isEmpty() ? "" : "; ").append(place(range.getAsJsonObject("start")));
      shown.append('-').append(place(range.getAsJsonObject("end")));
      shown.append(" '").append(edit.get("newText").getAsString()).append('\'');
    }
    return shown.toString();
  }

  private static String place(JsonObject position) {
    return position.get("line") + ":" + position.get("character");
  }
}
