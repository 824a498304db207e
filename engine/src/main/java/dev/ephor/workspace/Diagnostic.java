package dev.ephor.workspace;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to show at a place of a file. Spans are offsets in the file.
 *
 * @param span the offending text
 * @param severity how bad it is
 * @param code {@code policy/rule} for a verdict, otherwise a stable short name
 * @param message what to show
 * @param related other places that explain it, the policy's clause first
 * @param verdict the policy's verdict that this shows; null for problems of the text or policy
 */
public record Diagnostic(
    Span span,
    Severity severity,
    String code,
    String message,
    List<Related> related,
    @Nullable Verdict verdict) {

  /** The order in which a file shows them. */
  public static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparingInt((Diagnostic diagnostic) -> diagnostic.span().start())
          .thenComparingInt(diagnostic -> diagnostic.span().end())
          .thenComparing(Diagnostic::severity)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  public Diagnostic {
    related = List.copyOf(related);
  }

  /** What the codes of findings about the structure of manifests begin with. */
  static final String STRUCTURE = "schema/";

  /** What the codes of lints begin with. */
  static final String LINT = "lint/";

  /** Whether a lint of policies says it. */
  public boolean isLint() {
    return code.startsWith(LINT);
  }

  /** Whether it is about the structure of a manifest's kind, not about a policy. */
  public boolean isStructure() {
    return code.startsWith(STRUCTURE);
  }

  /**
   * Another place that explains a diagnostic.
   *
   * @param file the file it is in
   * @param span where in that file
   * @param message what it is
   */
  public record Related(FileId file, Span span, String message) {}
}
