package dev.ephor.testing;

import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import java.util.List;

/** A case for a policy's tests, or why there is none. */
public sealed interface NewCase {

  /**
   * A resource and what is expected of it.
   *
   * @param title such as {@code Add Pod web to tests/p/kyverno-test.yaml: 2 pass, 1 fail}
   * @param test the test's file, which may be new
   * @param expectations a line each, such as {@code require-team/team on bad: fail}
   * @param change what was changed of the given manifest; empty for the manifest as it is
   * @param edits of the test and of the files beside it
   */
  record Written(
      String title, FileId test, List<String> expectations, String change, List<FileEdit> edits)
      implements NewCase {
    public Written {
      expectations = List.copyOf(expectations);
      edits = List.copyOf(edits);
    }
  }

  /**
   * There is nothing to add.
   *
   * @param reason why, and what would help
   */
  record Refused(String reason) implements NewCase {}
}
