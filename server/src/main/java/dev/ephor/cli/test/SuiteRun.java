package dev.ephor.cli.test;

import dev.ephor.cli.Counted;
import dev.ephor.cli.manifests.WrittenPlace;
import dev.ephor.kubernetes.Resource;
import dev.ephor.testing.ExpectedResult;
import dev.ephor.testing.ResultRow;
import dev.ephor.testing.Surroundings;
import dev.ephor.testing.TestDocument;
import dev.ephor.testing.TestFiles;
import dev.ephor.testing.TestMaterial;
import dev.ephor.testing.TestProblem;
import dev.ephor.testing.TestReport;
import dev.ephor.testing.TestRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs one test and tells of it in the reference's words. */
final class SuiteRun {

  /**
   * What came of a test.
   *
   * @param file the test's
   * @param heading what the reference prints while it loads and runs
   * @param rows the table
   * @param warnings what else its author should know, each with its place
   * @param error why it could not be run; null where it could
   */
  record Result(
      Path file,
      String heading,
      List<ResultRow> rows,
      List<String> warnings,
      @Nullable String error) {}

  private SuiteRun() {}

  /** Runs a test; null where no expectation of it is selected. */
  static @Nullable Result run(
      TestCase testCase, Selector selector, ReadFiles files, Surroundings surroundings) {
    TestDocument test = Objects.requireNonNull(testCase.test());
    if (test.isDeprecated()) {
      return new Result(
          testCase.file(),
          "\nWARNING: test file ("
              + testCase.file()
              + ") uses a deprecated schema that will be removed in 1.15\n",
          List.of(),
          List.of(),
          "test file "
              + testCase.file()
              + " uses a deprecated schema — please migrate to the latest format");
    }
    List<ExpectedResult> selected = new ArrayList<>();
    for (ExpectedResult expected : test.results()) {
      ExpectedResult kept = selector.select(expected);
      if (kept != null) {
        selected.add(kept);
      }
    }
    if (selected.isEmpty()) {
      return null;
    }
    StringBuilder heading = new StringBuilder();
    heading.append("Loading test ").append(test.name());
    heading.append(" ( ").append(testCase.file()).append(" ) ...\n");
    try {
      return judged(testCase, test, selected, files, surroundings, heading);
    } catch (TestFiles.Unreadable unreadable) {
      return failed(
          testCase,
          heading,
          "failed to run test (" + unreadable.getMessage() + ")" + at(unreadable, files));
    } catch (RuntimeException | StackOverflowError crash) {
      return failed(
          testCase,
          heading,
          "internal error in Ephor: " + crash + "; please report it with " + testCase.file());
    }
  }

  private static Result judged(
      TestCase testCase,
      TestDocument test,
      List<ExpectedResult> selected,
      ReadFiles files,
      Surroundings surroundings,
      StringBuilder heading)
      throws TestFiles.Unreadable {
    SuiteFiles suite = new SuiteFiles(testCase.folder(), files);
    heading.append("  Loading values/variables ...\n");
    if (!test.userInfo().isEmpty()) {
      heading.append("  Loading user infos ...\n");
    }
    heading.append("  Loading policies ...\n");
    heading.append("  Loading resources ...\n");
    TestMaterial material = TestMaterial.of(test, suite, surroundings);
    for (Resource duplicate : material.duplicates()) {
      heading.append("  warning: found duplicated resource ").append(duplicate.type().kind());
      heading.append(' ').append(duplicate.name()).append(' ').append(duplicate.namespace());
      heading.append('\n');
    }
    if (!test.jsonPayloads().isEmpty()) {
      heading.append("  Loading JSON payload ...\n");
    }
    if (!test.httpPayloads().isEmpty()) {
      heading.append("  Loading HTTP payloads ...\n");
    }
    if (!test.envoyPayloads().isEmpty()) {
      heading.append("  Loading Envoy payloads ...\n");
    }
    if (!test.clusterResources().isEmpty()) {
      heading.append("Loading Kubernetes resources ...\n");
    }
    heading.append("  Loading exceptions ...\n");
    heading.append("  Applying ");
    heading.append(Counted.of(material.policies().size(), "policy")).append(" to ");
    heading.append(Counted.of(material.resources().size(), "resource"));
    heading
        .append(" with ")
        .append(Counted.of(material.exceptions().size(), "exception"))
        .append(" ...\n");
    TestReport report = TestRun.run(test, selected, material, suite);
    heading.append("  Checking results ...\n");
    List<String> warnings = new ArrayList<>();
    for (TestProblem problem : report.problems()) {
      WrittenPlace place = files.find(problem.place());
      warnings.add(
          (place == null ? testCase.file() : place.file() + ":" + place.line())
              + ": "
              + problem.message());
    }
    return new Result(testCase.file(), heading.toString(), report.rows(), warnings, null);
  }

  private static Result failed(TestCase testCase, StringBuilder heading, String error) {
    return new Result(testCase.file(), heading.toString(), List.of(), List.of(), error);
  }

  private static String at(TestFiles.Unreadable unreadable, ReadFiles files) {
    WrittenPlace place = unreadable.place() == null ? null : files.find(unreadable.place());
    return place == null ? "" : " at " + place;
  }
}
