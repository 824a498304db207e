package dev.ephor.files;

import dev.ephor.text.Severity;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.PathGlob;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code ephor.yaml} says.
 *
 * @param configuration the engine's part, with the problems of the file itself
 * @param ignored files and folders that are never read, relative to the folder
 * @param failOn from which severity a check fails; empty where nothing is said or it is {@code
 *     never}, see {@link #neverFails}
 * @param neverFails whether {@code failOn: never} is said
 * @param maxDiagnostics how many diagnostics a file shows; null where nothing is said
 */
public record Settings(
    Configuration configuration,
    List<PathGlob> ignored,
    Optional<Severity> failOn,
    boolean neverFails,
    @Nullable Integer maxDiagnostics) {

  /** Without an {@code ephor.yaml}. */
  public static final Settings DEFAULT =
      new Settings(Configuration.DEFAULT, List.of(), Optional.empty(), false, null);

  public Settings {
    ignored = List.copyOf(ignored);
  }
}
