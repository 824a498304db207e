package dev.ephor.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitCommandTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/init-list.txt");

  @TempDir Path folder;

  @Test
  void listsTheSets() throws IOException {
    Shell shell = Shell.run("init", "--list");

    if (Boolean.getBoolean("ephor.golden.write")) {
      Files.writeString(GOLDEN, shell.out());
    }
    assertThat(shell.out()).isEqualTo(Files.readString(GOLDEN));
    assertThat(shell.status()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenPassesItsTests(StarterFiles.Kinds kinds) {
    Shell shell = Shell.run("init", "--kinds", kinds.name(), folder.toString());

    assertThat(shell.status()).isZero();
    assertThat(shell.out())
        .startsWith("policies/pod-security-baseline/: pod-security-baseline\n")
        .contains("\nephor.yaml\n")
        .contains("registry.example.com");
    assertThat(folder.resolve("policies/pod-security-restricted")).doesNotExist();
    assertThat(Shell.run("test", folder.toString()).out()).contains(" and 0 tests failed");
  }

  @Test
  void aChosenSetIsTheTextOfTheSampleAndNothingElse() throws IOException {
    assertThat(Shell.run("init", "--set=images", "--kinds=old", folder.toString()).status())
        .isZero();

    assertThat(files())
        .containsExactly(
            "ephor.yaml",
            "policies/images/allowed-registries.yaml",
            "policies/images/require-image-digest.yaml",
            "policies/images/require-image-tag.yaml",
            "policies/images/test/kyverno-test.yaml",
            "policies/images/test/resources.yaml");
    for (String file : files()) {
      if (file.startsWith("policies/")) {
        Path sample = Path.of("../samples/policies/old", file.substring("policies/".length()));
        assertThat(folder.resolve(file)).hasSameTextualContentAs(sample);
      }
    }
  }

  @Test
  void nothingIsOverwrittenUnlessItIsWanted() throws IOException {
    Path mine = folder.resolve("policies/images/require-image-tag.yaml");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "mine\n");
    Files.writeString(folder.resolve("ephor.yaml"), "failOn: warning\n");

    Shell refused = Shell.run("init", "--set", "images", folder.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("policies/images/require-image-tag.yaml is there already")
        .contains("--force overwrites");
    assertThat(files()).containsExactly("ephor.yaml", "policies/images/require-image-tag.yaml");

    assertThat(Shell.run("init", "--force", "--set", "images", folder.toString()).status())
        .isZero();
    assertThat(mine).content().contains("kind: ValidatingPolicy");
    assertThat(folder.resolve("ephor.yaml")).hasContent("failOn: warning\n");
  }

  @Test
  void whatCannotBeIsSaid() throws IOException {
    Shell unknown = Shell.run("init", "--set", "image", folder.toString());
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no set 'image'; there are ").contains("images");

    Files.writeString(folder.resolve("policies"), "a file");
    Shell file = Shell.run("init", "--set", "images", folder.toString());
    assertThat(file.status()).isEqualTo(2);
    assertThat(file.err()).startsWith("ephor: cannot write: ");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
