package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are not what the server knows. */
class CommandsTest {

  @TempDir Path folder;

  @Test
  void anUnknownCommandIsAnErrorThatNamesIt() {
    try (Editor editor = Editor.on(folder)) {
      JsonObject answer =
          editor.wire().request("workspace/executeCommand", Wire.json("{'command':'ephor.fly'}"));
      JsonObject error = answer.getAsJsonObject("error");
      assertThat(error.get("code").getAsInt()).isEqualTo(-32602); // InvalidParams
      assertThat(error.get("message").getAsString()).contains("ephor.fly");
    }
  }
}
