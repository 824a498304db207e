package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder from anywhere is opened: nothing outside of it is read, and nothing is written. */
class TrustTest {

  private static final String BROKEN = "a: 1\nb\n";

  /** A client that asks for everything at once, and that watches. */
  private static final String PULLS =
      "{'textDocument':{'diagnostic':{}},'workspace':{'diagnostics':{'refreshSupport':true},"
          + "'didChangeWatchedFiles':{'dynamicRegistration':true}}}";

  @TempDir Path root;
  private Path folder;

  /** Whatever is reached through a link would change what is seen: each is visible when read. */
  @BeforeEach
  void aFolderWithLinksThatLeadOutside() throws IOException {
    folder = Files.createDirectories(root.resolve("work"));
    Editor.write(root, "outside/broken.yaml", BROKEN);
    Editor.write(root, "outside/deep/broken.yaml", BROKEN);
    Editor.write(root, "outside/ignore", "inside.yaml\n");
    Editor.write(root, "outside/settings.yaml", "ignore: [inside.yaml]\n");
    Editor.write(root, "inside-too.yaml", BROKEN); // beside the folder
    Editor.write(folder, "inside.yaml", BROKEN);
    Editor.write(folder, "sub/inside.yaml", BROKEN);
    link("file.yaml", "../outside/broken.yaml");
    link("absolute.yaml", root.resolve("outside/broken.yaml").toString());
    link("folder", "../outside");
    link("sub/deep", "../../outside/deep");
    link("loop", ".");
    link("up", "..");
    link("nowhere.yaml", "../outside/none.yaml");
    link(".gitignore", "../outside/ignore");
    link("ephor.yaml", "../outside/settings.yaml");
  }

  @Test
  void onlyWhatIsInTheFolderIsReadAndNothingIsWritten() throws IOException {
    List<String> before = everything();
    try (Editor editor = Editor.on(folder, PULLS)) {
      awaitRefreshes(editor, 2); // the first scan is done
      assertThat(filesWithProblems(editor)).containsExactly("inside.yaml", "sub/inside.yaml");
      assertThat(editor.wire().log()).doesNotContain("error");
    }
    assertThat(everything()).isEqualTo(before);
  }

  /** A client reports anything: the server's rules hold for it, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "file.yaml",
        "absolute.yaml",
        "folder",
        "folder/broken.yaml",
        "folder/deep/broken.yaml",
        "sub/deep/broken.yaml",
        "loop/inside.yaml",
        "up/inside-too.yaml",
        "../inside-too.yaml",
        "../outside/broken.yaml",
        "../outside",
        "sub/../../outside/broken.yaml",
        ".gitignore",
        "ephor.yaml",
      })
  void pathsThatLeadOutsideAreNotRead(String reported) throws IOException {
    List<String> before = everything();
    try (Editor editor = Editor.on(folder, PULLS)) {
      awaitRefreshes(editor, 2); // the first scan is done
      JsonArray events = new JsonArray();
      for (String path : List.of(reported, "probe.yaml")) {
        JsonObject event = new JsonObject();
        event.addProperty("uri", folder.toUri() + path);
        event.addProperty("type", 1);
        events.add(event);
      }
      Editor.write(folder, "probe.yaml", BROKEN);
      editor.wire().notify("workspace/didChangeWatchedFiles", Editor.with("changes", events));
      awaitRefreshes(editor, 3);
      assertThat(filesWithProblems(editor))
          .containsExactly("inside.yaml", "probe.yaml", "sub/inside.yaml");
    }
    Files.delete(folder.resolve("probe.yaml"));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aFileThatBecomesALinkIsGone() throws IOException {
    Wire wire = Wire.toServerHere();
    try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
      editor.marks("inside.yaml", "b", "error");
      Files.delete(folder.resolve("inside.yaml"));
      link("inside.yaml", "../outside/broken.yaml");
      editor.until("cleared", () -> last(editor, "inside.yaml").equals("[]"));
    }
  }

  @Test
  void aFolderThatIsNamedThroughALinkIsRead() throws IOException {
    Path named = Files.createSymbolicLink(root.resolve("named"), folder);
    try (Editor editor = Editor.on(named, PULLS)) {
      awaitRefreshes(editor, 2); // the first scan is done
      assertThat(filesWithProblems(editor)).containsExactly("inside.yaml", "sub/inside.yaml");
    }
  }

  private static void awaitRefreshes(Editor editor, int count) {
    editor.until(
        count + " refreshes", () -> editor.heard("workspace/diagnostic/refresh").size() >= count);
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
  }

  private static String last(Editor editor, String file) {
    return editor.heard("textDocument/publishDiagnostics").stream()
        .filter(each -> each.get("uri").getAsString().equals(editor.uri(file)))
        .reduce((earlier, later) -> later)
        .map(each -> each.get("diagnostics").toString())
        .orElse("");
  }

  /** The files of which the server has something to say, relative to the opened folder. */
  private static List<String> filesWithProblems(Editor editor) {
    JsonObject params = Editor.with("previousResultIds", new JsonArray());
    String base = editor.uri("");
    List<String> files = new ArrayList<>();
    editor
        .wire()
        .request("workspace/diagnostic", params)
        .getAsJsonObject("result")
        .getAsJsonArray("items")
        .forEach(
            item -> {
              String uri = item.getAsJsonObject().get("uri").getAsString();
              files.add(uri.startsWith(base) ? uri.substring(base.length()) : uri);
            });
    files.sort(null);
    return files;
  }

  /** Everything below the root, with its kind, its time and its contents; links not followed. */
  private List<String> everything() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted().toList()) {
        String contents =
            Files.isSymbolicLink(path)
                ? "-> " + Files.readSymbolicLink(path)
                : Files.isDirectory(path)
                    ? "/" // its time changes with the test's own files
                    : Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                        + Files.readString(path);
        all.add(root.relativize(path) + " " + contents);
      }
    }
    return all;
  }
}
