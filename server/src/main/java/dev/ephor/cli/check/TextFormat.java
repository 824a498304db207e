package dev.ephor.cli.check;

import dev.ephor.cli.Counted;
import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Diagnostic.Related;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot.Counts;
import dev.ephor.workspace.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For people: by file, the manifest's line with a caret under the span, the policy's clause under
 * it, and a counted summary.
 */
final class TextFormat implements CheckFormat {

  @Override
  public void write(CheckResult result, Presentation how, Appendable out) throws IOException {
    for (Findings file : result.files()) {
      out.append(how.palette().strong(name(how, file)))
          .append(": ")
          .append(tally(file.diagnostics()))
          .append("\n\n");
      for (Diagnostic diagnostic : file.diagnostics()) {
        write(file, diagnostic, result, how, out);
        out.append('\n');
      }
    }
    if (!how.quiet()) {
      summarise(result, how, out);
    }
  }

  private static void write(
      Findings file, Diagnostic diagnostic, CheckResult result, Presentation how, Appendable out)
      throws IOException {
    Palette palette = how.palette();
    Severity severity = diagnostic.severity();
    Excerpt manifest = Excerpt.of(file.text(), diagnostic.span());
    List<Clause> clauses = clauses(diagnostic, result);
    int gutter = String.valueOf(manifest.line()).length();
    for (Clause clause : clauses) {
      gutter = Math.max(gutter, String.valueOf(clause.excerpt().line()).length());
    }
    String margin = " ".repeat(gutter);
    out.append(
            palette.severity(
                severity, word(severity) + "[" + TerminalLine.harmless(diagnostic.code()) + "]"))
        .append(": ")
        .append(TerminalLine.harmless(diagnostic.message().strip()).replace("\n", "\n  "))
        .append('\n')
        .append(palette.frame(margin + "--> "))
        .append(place(name(how, file), manifest))
        .append('\n')
        .append(palette.frame(margin + " |"))
        .append('\n')
        .append(
            manifest.render(
                gutter,
                '^',
                resource(diagnostic.verdict()),
                palette,
                text -> palette.severity(severity, text)));
    for (Clause clause : clauses) {
      out.append(palette.frame(margin + " |"))
          .append('\n')
          .append(palette.frame(margin + "::: "))
          .append(place(TerminalLine.harmless(how.names().shown(clause.file())), clause.excerpt()))
          .append('\n')
          .append(palette.frame(margin + " |"))
          .append('\n')
          .append(
              clause
                  .excerpt()
                  .render(
                      gutter,
                      '-',
                      TerminalLine.harmless(clause.message()).replace('\n', ' '),
                      palette,
                      palette::clause));
    }
  }

  private static List<Clause> clauses(Diagnostic diagnostic, CheckResult result) {
    List<Clause> clauses = new ArrayList<>();
    for (Related related : diagnostic.related()) {
      SourceText text = result.texts().get(related.file());
      if (text != null) {
        clauses.add(new Clause(related, Excerpt.of(text, related.span())));
      }
    }
    return clauses;
  }

  private record Clause(Related related, Excerpt excerpt) {

    FileId file() {
      return related.file();
    }

    String message() {
      return related.message();
    }
  }

  private static void summarise(CheckResult result, Presentation how, Appendable out)
      throws IOException {
    Counts counts = result.counts();
    long errors = result.count(Severity.ERROR);
    long warnings = result.count(Severity.WARNING);
    long notes = result.count(Severity.INFORMATION) + result.count(Severity.HINT);
    int files = result.files().size();
    String found =
        errors + warnings + notes == 0
            ? "nothing to report"
            : list(
                    Counted.of(errors, "error"),
                    Counted.of(warnings, "warning"),
                    Counted.of(notes, "note"))
                + " in "
                + Counted.of(files, "file");
    Severity worst =
        errors > 0 ? Severity.ERROR : warnings > 0 ? Severity.WARNING : Severity.INFORMATION;
    out.append(how.palette().severity(worst, found))
        .append('\n')
        .append(Counted.of(counts.policies(), "policy"))
        .append(how.verdicts() ? verdicts(counts) : "")
        .append('\n');
    long failures = result.failures(how.failOn());
    if (failures > 0) {
      out.append("failed: ")
          .append(Counted.of(failures, "problem"))
          .append(" at or over --fail-on ")
          .append(how.failOn().name())
          .append('\n');
    }
  }

  private static String verdicts(Counts counts) {
    return ", "
        + Counted.of(counts.resources(), "resource")
        + ", verdicts: "
        + counts.pass()
        + " pass, "
        + counts.fail()
        + " fail, "
        + counts.warn()
        + " warn, "
        + counts.error()
        + " error, "
        + counts.skip()
        + " skip";
  }

  private static String name(Presentation how, Findings file) {
    return TerminalLine.harmless(how.names().shown(file.file()));
  }

  private static String place(String file, Excerpt excerpt) {
    return file + ":" + excerpt.line() + ":" + excerpt.column();
  }

  /** {@code Deployment shop/checkout}, or nothing for a problem of the text. */
  private static String resource(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "";
    }
    return TerminalLine.harmless(verdict.subject());
  }

  private static String tally(List<Diagnostic> diagnostics) {
    long errors = count(diagnostics, Severity.ERROR);
    long warnings = count(diagnostics, Severity.WARNING);
    return list(
        Counted.of(errors, "error"),
        Counted.of(warnings, "warning"),
        Counted.of(diagnostics.size() - errors - warnings, "note"));
  }

  private static long count(List<Diagnostic> diagnostics, Severity severity) {
    return diagnostics.stream().filter(diagnostic -> diagnostic.severity() == severity).count();
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT -> "note";
    };
  }

  /** Joins what is not zero. */
  private static String list(String... counted) {
    return String.join(
        ", ", Arrays.stream(counted).filter(part -> !part.startsWith("0 ")).toList());
  }
}
