package dev.ephor.workspace;

import dev.ephor.text.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace at one moment: immutable inputs, answers computed when asked for and remembered. Safe
 * for use by several threads.
 */
public final class Snapshot {

  Snapshot() {}

  /** Every file, ordered. */
  public List<FileId> files() {
    return List.of();
  }

  /** The text of a file, or null when it is not in the workspace. */
  public @Nullable SourceText text(FileId file) {
    return null;
  }

  /**
   * What to show in a file, ordered by place.
   *
   * @throws java.util.concurrent.CancellationException when cancelled; nothing half-done is kept
   */
  public List<Diagnostic> diagnostics(FileId file, Cancellation cancellation) {
    return List.of();
  }

  /**
   * The files whose diagnostics may differ from those of an earlier snapshot of the same workspace,
   * ordered; files that no longer exist included.
   */
  public List<FileId> affectedSince(Snapshot earlier) {
    return List.of();
  }

  /** How many policies, resources and verdicts there are, for summaries. Evaluates everything. */
  public Counts counts(Cancellation cancellation) {
    return new Counts(0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * How much was evaluated and what came of it.
   *
   * @param policies policies read
   * @param resources resources judged
   * @param pass verdicts by status
   * @param fail verdicts by status
   * @param warn verdicts by status
   * @param error verdicts by status
   * @param skip verdicts by status
   */
  public record Counts(
      int policies, int resources, int pass, int fail, int warn, int error, int skip) {}
}
