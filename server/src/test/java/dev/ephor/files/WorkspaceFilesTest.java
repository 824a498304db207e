package dev.ephor.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFilesTest {

  private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

  @TempDir private Path temporary;
  private Path root;
  private final WorkspaceFiles files = new WorkspaceFiles();
  private final Workspace workspace = new Workspace();

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temporary.toRealPath().resolve("root"));
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private List<String> names(Snapshot snapshot) {
    return snapshot.files().stream()
        .map(file -> FileNames.relative(root, Path.of(file.path())))
        .toList();
  }

  private Snapshot open() {
    return workspace.update(files.add(root).changes());
  }

  private Snapshot look(Path... paths) {
    return workspace.update(files.look(List.of(paths), workspace.current()).changes());
  }

  @Test
  void findsWhatBelongsToAWorkspace() throws IOException {
    write("a.yaml", POD);
    write("odd näme 😀/b c.yml", POD);
    write("pod.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}");
    write("package.json", "{\"name\": \"x\"}");
    write("readme.md", "no");
    write(".git/x.yaml", POD);
    write("node_modules/x/y.yaml", POD);
    write(".gitignore", "/build/\n*.gen.yaml\n!keep.gen.yaml\n");
    write("build/x.yaml", POD);
    write("sub/x.gen.yaml", POD);
    write("sub/keep.gen.yaml", POD);
    write("sub/.gitignore", "local.yaml\n");
    write("sub/local.yaml", POD);
    write("local.yaml", POD);
    write("ephor.yaml", "ignore: [vendor/]\n");
    write("vendor/x.yaml", POD);

    assertThat(names(open()))
        .containsExactly(
            "a.yaml",
            "ephor.yaml",
            "local.yaml",
            "odd näme 😀/b c.yml",
            "pod.json",
            "sub/keep.gen.yaml");
  }

  @Test
  void readsNothingThroughLinks() throws IOException {
    Path outside = Files.writeString(temporary.resolve("outside.yaml"), POD);
    Path folder = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.writeString(folder.resolve("x.yaml"), POD);
    write("a.yaml", POD);
    Files.createSymbolicLink(root.resolve("link.yaml"), outside);
    Files.createSymbolicLink(root.resolve("away"), folder);
    Files.createSymbolicLink(root.resolve("loop"), root);

    assertThat(names(open())).containsExactly("a.yaml");
    assertThat(
            names(
                look(
                    root.resolve("link.yaml"),
                    root.resolve("away/x.yaml"),
                    root.resolve("loop/a.yaml"),
                    root.resolve("../outside.yaml"),
                    outside)))
        .containsExactly("a.yaml");
  }

  @Test
  void aRootThatIsALinkIsLookedInto() throws IOException {
    write("a.yaml", POD);
    Path link = Files.createSymbolicLink(temporary.toRealPath().resolve("link"), root);

    assertThat(files.add(link).changes())
        .filteredOn(Change.OnDisk.class::isInstance)
        .extracting(change -> ((Change.OnDisk) change).file())
        .containsExactly(new FileId(link + "/a.yaml"));
  }

  @Test
  void tellsWhatItCannotRead() throws IOException {
    Path closed = write("closed.yaml", POD);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(closed)).as("running as root").isFalse();

    assertThat(files.add(root).unreadable())
        .containsExactly(new Unreadable(closed, "permission denied"));
  }

  @Test
  void bytesThatAreNoTextAreAProblemOfTheFile() throws IOException {
    Path file = write("latin.yaml", "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(open().diagnostics(FileNames.of(file), Cancellation.NEVER))
        .extracting(diagnostic -> diagnostic.code() + " " + diagnostic.span())
        .containsExactly("encoding 5..6");
  }

  @Test
  void seesWhatChanges() throws IOException {
    Path a = write("a.yaml", POD);
    write("sub/b.yaml", POD);
    open();

    Files.delete(a);
    Path c = write("new/c.yaml", POD);
    assertThat(names(look(a, c.getParent()))).containsExactly("new/c.yaml", "sub/b.yaml");
    Files.move(root.resolve("sub"), root.resolve("moved"));
    assertThat(names(look(root.resolve("sub"), root.resolve("moved"))))
        .containsExactly("moved/b.yaml", "new/c.yaml");
    assertThat(names(look(write(".gitignore", "new/\n")))).containsExactly("moved/b.yaml");
    assertThat(names(look(write("ephor.yaml", "ignore: [moved/]\n"))))
        .containsExactly("ephor.yaml");
    assertThat(workspace.update(files.remove(root, workspace.current())).files()).isEmpty();
  }

  @Test
  void settingsHoldAsTheyAreTyped() throws IOException {
    Path settings = write("ephor.yaml", "");
    Snapshot snapshot = open();
    assertThat(files.typed(snapshot)).isNull();

    FileId file = FileNames.of(settings);
    String text = "namespaces: {shop: {labels: {tier: prod}}}\nbad: 1\n";
    snapshot =
        workspace.update(List.of(new Change.InEditor(file, dev.ephor.text.SourceText.of(text))));
    Change.Configured configured = files.typed(snapshot);
    assertThat(configured.configuration().namespaceLabels()).containsKey("shop");
    assertThat(workspace.update(List.of(configured)).diagnostics(file, Cancellation.NEVER))
        .extracting(diagnostic -> diagnostic.code())
        .containsExactly("unknown-field");
  }

  @Test
  void watchesFolders() throws Exception {
    write("a.yaml", POD);
    BlockingQueue<Set<Path>> told = new LinkedBlockingQueue<>();
    try (FolderWatcher watcher = FolderWatcher.start(told::add)) {
      assertThat(watcher.watch(files.add(root).folders())).isZero();
      Path b = write("b.yaml", POD);
      Set<Path> paths = told.poll(20, TimeUnit.SECONDS);
      assertThat(paths).containsExactly(b);
    }
  }
}
