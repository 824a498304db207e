package dev.ephor.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.Severity;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.FileId;
import dev.ephor.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

  private static final FileId FOLDER = new FileId("/w");

  private static List<String> problems(String text) {
    return SettingsReader.read(FOLDER, text)
        .configuration()
        .problems()
        .getOrDefault(new FileId("/w/ephor.yaml"), List.of())
        .stream()
        .map(problem -> "'" + marked(text, problem) + "': " + problem.message())
        .toList();
  }

  private static String marked(String text, Problem problem) {
    return text.substring(problem.span().start(), problem.span().end());
  }

  @Test
  void readsEverything() {
    String text =
        """
        policies: [policies/**]
        resources:
          - apps/**
        ignore: "**/charts/"
        severity:
          minimum: warning
          policies:
            require-labels: error
            "test-*": off
        namespaces:
          shop:
            labels: {tier: prod}
        user:
          username: alice
          groups: [dev]
        failOn: warning
        limits:
          diagnosticsPerFile: 200
        """;
    Settings settings = SettingsReader.read(FOLDER, text);
    Configuration configuration = settings.configuration();

    assertThat(problems(text)).isEmpty();
    assertThat(configuration.namespaceLabels()).isEqualTo(Map.of("shop", Map.of("tier", "prod")));
    assertThat(configuration.user().username()).isEqualTo("alice");
    assertThat(configuration.severities().minimum()).isEqualTo(Severity.WARNING);
    assertThat(configuration.severities().overrides())
        .extracting(choice -> choice.code() + "=" + choice.severity().map(Enum::name).orElse("off"))
        .containsExactly("require-labels=ERROR", "test-*=off");
    assertThat(settings.failOn()).isEqualTo(Optional.of(Severity.WARNING));
    assertThat(settings.maxDiagnostics()).isEqualTo(200);
    assertThat(settings.ignored()).hasToString("[**/charts/**]");
  }

  @Test
  void saysWhereSomethingIsMisspelt() {
    assertThat(
            problems(
                """
                polices: [a]
                severity: {minimum: bad}
                namespaces: [shop]
                failOn: 3
                limits: {diagnosticsPerFile: 0}
                """))
        .satisfiesExactlyInAnyOrder(
            problem ->
                assertThat(problem)
                    .startsWith("'polices': There is no field")
                    .contains("'policies'?"),
            problem -> assertThat(problem).startsWith("'bad': This must be error, warning"),
            problem -> assertThat(problem).startsWith("'[shop]': namespaces must be a map"),
            problem -> assertThat(problem).startsWith("'3': This must be error").contains("never"),
            problem -> assertThat(problem).startsWith("'0': This must be a whole number"));
  }

  @Test
  void imagesAreInALayoutBesideTheFile(@TempDir Path folder) throws IOException {
    Path layout = Files.createDirectories(folder.resolve("images"));
    FileId name = FileNames.of(folder);
    assertThat(problems("imageLayout: images"))
        .containsExactly(
            "'images': There is no OCI image layout in images: a folder with index.json and"
                + " blobs.");
    Files.writeString(layout.resolve("index.json"), "{}");
    assertThat(SettingsReader.read(name, "imageLayout: images").configuration().images())
        .isEqualTo(new OciLayout(layout));
    assertThat(SettingsReader.read(name, "failOn: error").configuration().images()).isNull();
  }

  @Test
  void anEmptyOrBrokenFileIsNoFailure() {
    assertThat(problems("")).isEmpty();
    assertThat(problems("policies: [")).isNotEmpty();
    assertThat(problems("- a\n")).singleElement().asString().contains("must be a map");
  }
}
