package dev.ephor.testing;

import java.util.List;

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
      TestDocument test,
      List<ExpectedResult> expected,
      TestMaterial material,
      Circumstances circumstances,
      TestFiles files) {
    Responses responses = Responses.of(material, circumstances);
    ResultRows rows = new ResultRows(material, files);
    for (ExpectedResult result : expected) {
      rows.add(result, responses);
    }
    return new TestReport(rows.rows(), IdleExpectations.of(test, expected, material));
  }
}
