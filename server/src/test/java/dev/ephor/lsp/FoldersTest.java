package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders come and go, and files on disk change under the editor. */
class FoldersTest {

  private static final String BROKEN = "a: 1\nb\n";
  private static final String MENDED = "a: 1\nb: 2\n";

  /** A client that watches when it is asked to, so that the server must not. */
  private static final String WATCHES =
      "{'workspace':{'didChangeWatchedFiles':{'dynamicRegistration':true}}}";

  @TempDir Path root;

  @BeforeEach
  void twoFolders() {
    Editor.write(root, "one/a.yaml", BROKEN);
    Editor.write(root, "two/b.yaml", BROKEN);
  }

  @Test
  void aFolderThatIsAddedIsReadAndOneThatIsRemovedIsCleared() {
    try (Editor editor = inFolders("{}", "one")) {
      editor.marks("one/a.yaml", "b", "error");
      assertThat(editor.order()).doesNotContain("two/b.yaml");
      change(editor, "{'added':[TWO],'removed':[ONE]}");
      editor.marks("two/b.yaml", "b", "error").shows("one/a.yaml", BROKEN);
    }
  }

  @Test
  void aFileOfARemovedFolderThatIsOpenKeepsItsDiagnosticsUntilItIsClosed() {
    try (Editor editor = inFolders("{}", "one", "two")) {
      editor.open("one/a.yaml").marks("one/a.yaml", "b", "error");
      editor.marks("two/b.yaml", "b", "error");
      change(editor, "{'added':[],'removed':[ONE,TWO]}");
      editor.shows("two/b.yaml", BROKEN);
      editor.replace("one/a.yaml", "a", "aa").marks("one/a.yaml", "b", "error");
      editor.close("one/a.yaml").shows("one/a.yaml", BROKEN);
    }
  }

  @Test
  void anInnerFolderThatIsRemovedStaysAsPartOfTheOuter() {
    try (Editor editor = inFolders("{}", "", "one")) {
      editor.marks("one/a.yaml", "b", "error").marks("two/b.yaml", "b", "error");
      change(editor, "{'added':[],'removed':[ONE]}");
      editor.open("two/b.yaml", MENDED).shows("two/b.yaml", MENDED);
      editor.marks("one/a.yaml", "b", "error");
    }
  }

  @Test
  void foldersThatAreNoneAreIgnored() {
    try (Editor editor = inFolders("{}", "one")) {
      change(editor, "{'added':[{'uri':'file:///no/such/folder','name':''}],'removed':[TWO]}");
      change(editor, "{'added':[{'uri':'untitled:x','name':''}],'removed':null}");
      editor.marks("one/a.yaml", "b", "error");
      assertThat(editor.settle().wire().log()).doesNotContain("error");
    }
  }

  @Test
  void theServerWatchesWhereTheClientDoesNot() throws IOException {
    try (Editor editor = inFolders("{}", "one")) {
      editor.marks("one/a.yaml", "b", "error");
      Editor.write(root, "one/a.yaml", MENDED);
      editor.shows("one/a.yaml", MENDED);
      Editor.write(root, "one/new/deep/c.yaml", BROKEN); // in folders that were not there
      editor.marks("one/new/deep/c.yaml", "b", "error");
      Editor.write(root, "one/new/deep/c.yaml", MENDED);
      editor.shows("one/new/deep/c.yaml", MENDED);
      Editor.write(root, "one/new/d.yaml", BROKEN);
      editor.marks("one/new/d.yaml", "b", "error");
      Files.delete(root.resolve("one/new/d.yaml"));
      editor.shows("one/new/d.yaml", "");
      assertThat(editor.heard("client/registerCapability")).isEmpty();
    }
  }

  @Test
  void aFolderThatIsAddedLaterIsWatchedToo() {
    try (Editor editor = inFolders("{}", "one")) {
      change(editor, "{'added':[TWO],'removed':[]}");
      editor.marks("two/b.yaml", "b", "error");
      Editor.write(root, "two/b.yaml", MENDED);
      editor.shows("two/b.yaml", MENDED);
    }
  }

  @Test
  void aClientThatWatchesIsAskedToAndTellsOfCreatedChangedAndDeletedFiles() {
    try (Editor editor = inFolders(WATCHES, "one")) {
      editor
          .marks("one/a.yaml", "b", "error")
          .until("asked to watch", () -> !editor.heard("client/registerCapability").isEmpty());
      assertThat(editor.heard("client/registerCapability").get(0).toString())
          .contains("workspace/didChangeWatchedFiles")
          .contains("**/*.{yaml,yml,json}");
      editor.write("one/new.yaml", BROKEN).marks("one/new.yaml", "b", "error");
      editor.write("one/new.yaml", MENDED).shows("one/new.yaml", MENDED);
      editor.delete("one/a.yaml").shows("one/a.yaml", "");
    }
  }

  @Test
  void whatIsOnDiskDoesNotOverwriteAFileThatIsOpen() {
    try (Editor editor = inFolders(WATCHES, "one")) {
      editor.open("one/a.yaml").marks("one/a.yaml", "b", "error");
      editor.write("one/a.yaml", MENDED);
      editor.write("one/other.yaml", BROKEN).marks("one/other.yaml", "b", "error"); // heard by now
      editor.marks("one/a.yaml", "b", "error");
      editor.delete("one/a.yaml");
      editor.write("one/other.yaml", MENDED).shows("one/other.yaml", MENDED);
      editor.replace("one/a.yaml", "a: 1", "a: 2").marks("one/a.yaml", "b", "error");
      editor.close("one/a.yaml").shows("one/a.yaml", ""); // it is no longer there
    }
  }

  @Test
  void filesThatAPersonCreatesRenamesAndDeletesInTheEditor() throws IOException {
    try (Editor editor = inFolders(WATCHES, "one")) {
      editor.marks("one/a.yaml", "b", "error");
      Files.move(root.resolve("one/a.yaml"), root.resolve("one/z.yaml"));
      operation(editor, "workspace/didRenameFiles", "{'oldUri':'A','newUri':'Z'}");
      editor.shows("one/a.yaml", "").marks("one/z.yaml", "b", "error");
      Files.delete(root.resolve("one/z.yaml"));
      operation(editor, "workspace/didDeleteFiles", "{'uri':'Z'}");
      editor.shows("one/z.yaml", "");
      Editor.write(root, "one/a.yaml", BROKEN);
      operation(editor, "workspace/didCreateFiles", "{'uri':'A'}");
      editor.marks("one/a.yaml", "b", "error");
    }
  }

  @Test
  void aFolderThatAPersonRenamesTakesItsFilesAlong() throws IOException {
    try (Editor editor = inFolders(WATCHES, "")) {
      editor.marks("one/a.yaml", "b", "error");
      Files.move(root.resolve("one"), root.resolve("three"));
      JsonObject rename = new JsonObject();
      rename.addProperty("oldUri", editor.uri("one"));
      rename.addProperty("newUri", editor.uri("three"));
      editor.wire().notify("workspace/didRenameFiles", Editor.with("files", Wire.array(rename)));
      editor.shows("one/a.yaml", "").marks("three/a.yaml", "b", "error");
    }
  }

  private void operation(Editor editor, String method, String file) {
    String named =
        file.replace("'A'", quoted(editor.uri("one/a.yaml")))
            .replace("'Z'", quoted(editor.uri("one/z.yaml")));
    editor.wire().notify(method, Editor.with("files", Wire.array(Wire.json(named))));
  }

  /** An editor with these folders below the root open. */
  private Editor inFolders(String capabilities, String... names) {
    JsonObject params = Wire.json("{'processId':null,'capabilities':" + capabilities + "}");
    JsonArray folders = new JsonArray();
    for (String name : names) {
      folders.add(Wire.json(folder(name)));
    }
    params.add("workspaceFolders", folders);
    return Editor.on(Wire.toServerHere(), root, params);
  }

  private void change(Editor editor, String event) {
    String named = event.replace("ONE", folder("one")).replace("TWO", folder("two"));
    editor
        .wire()
        .notify("workspace/didChangeWorkspaceFolders", Editor.with("event", Wire.json(named)));
  }

  private String folder(String name) {
    String uri = root.resolve(name).toUri().toString();
    return "{'uri':" + quoted(uri) + ",'name':'" + name + "'}";
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
