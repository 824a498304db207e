package dev.ephor.ide.action;

import dev.ephor.ide.command.Invocation;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileEdit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that can be done at a place.
 *
 * @param title what it does, in a few words
 * @param kind what sort of action it is
 * @param mends the diagnostic that it mends
 * @param preferred whether it is what most people would choose
 * @param effect what it does
 */
public record Action(
    String title, Kind kind, Optional<Diagnostic> mends, boolean preferred, Effect effect) {

  /** The protocol's kinds, as far as they are used. */
  public enum Kind {
    /** {@code quickfix}: mends a diagnostic. */
    QUICK_FIX("quickfix"),
    /** {@code refactor.rewrite}: the same said otherwise. */
    REWRITE("refactor.rewrite"),
    /** {@code source.fixAll.ephor}: mends a whole file. */
    FIX_ALL("source.fixAll.ephor"),
    /** {@code source.ephor}: concerns the whole file. */
    SOURCE("source.ephor");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The protocol's word. */
    public String word() {
      return word;
    }
  }

  /** What an action does. */
  public sealed interface Effect {}

  /**
   * It changes files.
   *
   * @param edits computed when it is chosen, where the client can wait until then, and from the
   *     state of the workspace in which it was offered
   */
  public record Edits(Supplier<List<FileEdit>> edits) implements Effect {}

  /** It runs a command. */
  public record Run(Invocation invocation) implements Effect {}
}
