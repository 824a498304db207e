package dev.ephor.cli.test;

import dev.ephor.testing.TestDocument;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A document of a test file.
 *
 * @param file as it was found
 * @param test null where it could not be decoded
 * @param error why not
 */
record TestCase(Path file, @Nullable TestDocument test, @Nullable String error) {

  /** The folder from which the test names files. */
  Path folder() {
    Path folder = file.getParent();
    return folder == null ? Path.of("") : folder;
  }
}
