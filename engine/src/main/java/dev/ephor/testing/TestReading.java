package dev.ephor.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a test document.
 *
 * @param test the model; null when the reference could not decode the document
 * @param problems why it could not, in its words, each at its place
 */
public record TestReading(@Nullable TestDocument test, List<TestProblem> problems) {

  public TestReading {
    problems = List.copyOf(problems);
  }
}
