package dev.ephor.cli.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {

  private static final String UNTIDY = "apiVersion:  v1\nkind: Pod\nspec:\n    a: b # c\n\n";
  private static final String TIDY = "apiVersion: v1\nkind: Pod\nspec:\n  a: b # c\n";

  @TempDir Path folder;

  @Test
  void aFolderIsLaidOutAndItsChangedFilesAreNamed() throws IOException {
    Path untidy = write("deep/untidy.yaml", UNTIDY);
    Path tidy = write("tidy.yaml", TIDY);
    Path other = write("compose.yaml", "services:\n    web:   1\n");

    Shell run = Shell.run("fmt", folder.toString());
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo(untidy + System.lineSeparator());
    assertThat(untidy).hasContent(TIDY);
    assertThat(tidy).hasContent(TIDY);
    assertThat(other).hasContent("services:\n    web:   1\n");
    assertThat(Shell.run("fmt", "--check", folder.toString()).status()).isZero();
  }

  @Test
  void checkNamesAndChangesNothing() throws IOException {
    Path untidy = write("untidy.yaml", UNTIDY);
    Shell run = Shell.run("fmt", "--check", untidy.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEqualTo(untidy + System.lineSeparator());
    assertThat(Files.readString(untidy)).isEqualTo(UNTIDY);
  }

  @Test
  void aBrokenDocumentIsToldAndLeftAlone() throws IOException {
    String broken = "---\napiVersion:  v1\nkind: Pod\nspec: [\n";
    Path file = write("half.yaml", UNTIDY + broken);
    Shell run = Shell.run("fmt", file.toString());
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("half.yaml:9: broken, so this document is left alone");
    assertThat(Files.readString(file)).isEqualTo(TIDY + "\n" + broken);
  }

  @Test
  void theEncodingStays() throws IOException {
    Path file = folder.resolve("wide.yaml");
    Files.writeString(file, "\uFEFF" + UNTIDY, StandardCharsets.UTF_16LE);
    assertThat(Shell.run("fmt", file.toString()).status()).isZero();
    assertThat(Files.readString(file, StandardCharsets.UTF_16LE)).isEqualTo("\uFEFF" + TIDY);
  }

  @Test
  void bytesThatAreNoTextAreNotWrittenBack() throws IOException {
    byte[] bytes = (UNTIDY + "#\u00ff\n").getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("latin.yaml"), bytes);
    assertThat(Shell.run("fmt", file.toString()).status()).isZero();
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void whatIsNotThereIsAnError() {
    Shell run = Shell.run("fmt", folder.resolve("none.yaml").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("none.yaml: there is no such file or folder");
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
