package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hover through the protocol. */
class HoverTest {

  private static final String POD = "apiVersion: v1\nkind: Pod\nspec:\n  hostNetwork: true\n";

  @TempDir Path folder;

  @Test
  void markdownForClientsThatShowIt() {
    String client = "{'textDocument':{'hover':{'contentFormat':['markdown','plaintext']}}}";
    try (Editor editor = Editor.on(folder, client).open("a.yaml", POD)) {
      JsonObject hover = ask(editor, 4);
      assertThat(hover.getAsJsonObject("contents").get("value").getAsString())
          .startsWith("**hostNetwork** `boolean`\n\n");
      assertThat(hover.getAsJsonObject("range").getAsJsonObject("end").get("character").getAsInt())
          .isEqualTo(13);
    }
  }

  @Test
  void plainTextForOthers() {
    try (Editor editor = Editor.on(folder).open("a.yaml", POD)) {
      assertThat(ask(editor, 4).getAsJsonObject("contents").get("value").getAsString())
          .startsWith("hostNetwork boolean\n\n");
    }
  }

  private static JsonObject ask(Editor editor, int character) {
    String params =
        "{'textDocument':{'uri':'%s'},'position':{'line':3,'character':%d}}"
            .formatted(editor.uri("a.yaml"), character);
    return editor
        .wire()
        .request("textDocument/hover", JsonParser.parseString(params))
        .getAsJsonObject("result");
  }
}
