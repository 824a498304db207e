package dev.ephor.testing;

import dev.ephor.context.AdmissionRequest.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a test: its policies on its resources, and its expectations on what came of it. */
public final class TestRun {

  private TestRun() {}

  /**
   * Runs a test.
   *
   * @param expected the expectations to hold it against; those of the test, or some of them
   * @param files for the expected documents
   */
  public static TestReport run(
      TestDocument test, List<ExpectedResult> expected, TestMaterial material, TestFiles files) {
    Map<String, Responses> byOperation = new HashMap<>();
    ResultRows rows = new ResultRows(material, files);
    for (ExpectedResult result : expected) {
      rows.add(
          result,
          byOperation.computeIfAbsent(
              result.operation(), operation -> responses(operation, material)));
    }
    List<TestProblem> problems = new ArrayList<>(IdleExpectations.of(test, expected, material));
    problems.addAll(rows.problems());
    return new TestReport(rows.rows(), problems);
  }

  private static Responses responses(String operation, TestMaterial material) {
    Circumstances usual = material.circumstances();
    return Responses.of(
        material,
        switch (operation) {
          case "CREATE" -> usual.during(Operation.CREATE);
          case "UPDATE" -> usual.during(Operation.UPDATE);
          case "DELETE" -> usual.during(Operation.DELETE);
          default -> usual;
        });
  }
}
