package dev.ephor.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephor.context.HostNames;
import dev.ephor.testing.ResultRow;
import dev.ephor.testing.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Public test suites held against the rows that the reference printed. Prints what differs, by
 * suite. {@code Excluded} rows are not compared: the reference drops some by chance.
 */
class RecordedSuitesTest {

  /** Rows that agreed when this was last raised; of 3,886. */
  private static final int AT_LEAST = 3833;

  private static final Surroundings REAL =
      new Surroundings(Clock.systemUTC(), bound -> 0, HostNames.OFFLINE);

  @Test
  void agrees() throws IOException {
    String named = System.getenv("EPHOR_CONFORMANCE");
    Path folder = Path.of(named == null ? "../../../shared/conformance" : named);
    Assumptions.assumeTrue(Files.isDirectory(folder.resolve("suites")), "no recordings here");
    JsonNode recorded = new ObjectMapper().readTree(folder.resolve("suites.json").toFile());
    ReadFiles files = new ReadFiles();
    TestDiscovery discovery = new TestDiscovery(files, "kyverno-test.yaml");
    discovery.search(folder.resolve("suites/kyverno-policies"));
    discovery.search(folder.resolve("suites/kyverno-cli"));
    // Several tests of one file have the last one's rows in the recording.
    Map<String, TestCase> tests = new HashMap<>();
    for (TestCase test : discovery.tests()) {
      tests.put(folder.relativize(test.file()).toString(), test);
    }

    int agreed = 0;
    List<String> differences = new ArrayList<>();
    Selector all = Selector.parse("policy=*,rule=*,resource=*");
    for (Iterator<Map.Entry<String, JsonNode>> i = recorded.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> suite = i.next();
      List<String> wanted = new ArrayList<>();
      suite.getValue().forEach(row -> wanted.add(row(row)));
      TestCase test = tests.get(suite.getKey());
      SuiteRun.Result result =
          test == null || test.test() == null ? null : SuiteRun.run(test, all, files, REAL);
      List<String> said = new ArrayList<>();
      if (result != null) {
        for (ResultRow row : result.rows()) {
          String line = row(row, folder);
          if (!row.reason().equals("Excluded") && !wanted.remove(line)) {
            said.add(line + "  # " + row.message().lines().findFirst().orElse(""));
          } else if (!row.reason().equals("Excluded")) {
            agreed++;
          }
        }
      }
      if (!wanted.isEmpty() || !said.isEmpty()) {
        String error =
            result == null || result.error() == null ? "" : "\n  error   " + result.error();
        differences.add(
            suite.getKey()
                + String.join("", wanted.stream().map(row -> "\n  kyverno " + row).toList())
                + String.join("", said.stream().map(row -> "\n  ephor   " + row).toList())
                + error);
      }
    }
    assertThat(agreed).as(String.join("\n", differences)).isGreaterThanOrEqualTo(AT_LEAST);
  }

  private static String row(JsonNode row) {
    return String.join(
        " ",
        row.path("POLICY").asText(),
        row.path("RULE").asText(),
        row.path("RESOURCE").asText(),
        row.path("RESULT").asText(),
        row.path("REASON").asText());
  }

  private static String row(ResultRow row, Path folder) {
    return String.join(
        " ",
        row.policy(),
        row.rule(),
        row.resource().replace(folder + "/", ""),
        row.verdict().shown(),
        row.reason());
  }
}
