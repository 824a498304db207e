package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The samples and what is said of them, to the letter. After a wanted change, write the answers
 * anew and read the difference: {@code mvn verify -Dephor.golden.write=true}.
 */
class SamplesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @ParameterizedTest(name = "{0} as {1} exits with {2}")
  @CsvSource({
    "shop, text, 0",
    "shop, json, 0",
    "shop, sarif, 0",
    "shop, html, 0",
    "strict, text, 1",
    "strict, json, 1",
    "strict, sarif, 1",
    "strict, html, 1",
    "broken, text, 1",
    "broken, json, 1",
    "broken, sarif, 1",
    "shop, github, 0",
    "shop, gitlab, 0",
    "shop, junit, 0",
    "shop, checkstyle, 0",
    "shop, markdown, 0",
    "strict, github, 1",
    "strict, gitlab, 1",
    "strict, junit, 1",
    "strict, checkstyle, 1",
    "strict, markdown, 1",
    "broken, github, 1",
    "broken, gitlab, 1",
    "broken, junit, 1",
    "broken, checkstyle, 1",
    "broken, markdown, 1",
  })
  void saysTheSame(String sample, String format, int exitCode) throws IOException {
    CheckRun run = CheckRun.in(ROOT, "samples/" + sample, "-o", format);

    String out = format.equals("html") ? withoutFrame(run.out()) : run.out();
    Path golden = GOLDEN.resolve(sample + (format.equals("text") ? ".txt" : "." + format));
    if (Boolean.getBoolean("ephor.golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, out);
    }
    assertThat(out).isEqualTo(Files.readString(golden));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  /** What stands in the page's frame, which stands once, in the program. */
  private static String withoutFrame(String page) throws IOException {
    String frame = Files.readString(Path.of("src/main/resources/dev/ephor/cli/check/report.html"));
    String[] around = frame.split("<!--report-->\n", 2);
    assertThat(page).startsWith(around[0]).endsWith(around[1]);
    return page.substring(around[0].length(), page.length() - around[1].length());
  }
}
