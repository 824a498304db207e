package dev.ephor.testing;

import dev.ephor.text.Span;
import dev.ephor.workspace.Diagnostic;
import java.util.List;

/**
 * A result of a test and where it stands.
 *
 * @param span in the test's file: the name of the resource, or else the expected result
 * @param row the result
 * @param related places that explain one that failed, the policy's clause first
 */
public record LiveResult(Span span, ResultRow row, List<Diagnostic.Related> related) {
  public LiveResult {
    related = List.copyOf(related);
  }
}
