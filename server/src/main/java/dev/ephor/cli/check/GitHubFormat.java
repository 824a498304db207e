package dev.ephor.cli.check;

import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.text.Severity;
import dev.ephor.workspace.Diagnostic;
import java.io.IOException;

/**
 * For the log of a GitHub Actions job, which shows workflow commands as annotations at their lines
 * (GitHub's documentation, "Workflow commands"). It shows ten errors and ten warnings of a step, so
 * the worst come first.
 */
final class GitHubFormat implements CheckFormat {

  @Override
  public void write(CheckResult result, Presentation how, Appendable out) throws IOException {
    for (Unreadable one : result.unreadable()) {
      out.append("::error title=unreadable::")
          .append(data("cannot read " + one.path() + ": " + one.reason()))
          .append('\n');
    }
    for (Severity severity : Severity.values()) {
      for (Findings file : result.files()) {
        for (Diagnostic diagnostic : file.diagnostics()) {
          if (diagnostic.severity() == severity) {
            annotation(file, diagnostic, how, out);
          }
        }
      }
    }
    if (!how.quiet()) {
      out.append(Tally.of(result)).append('\n');
    }
  }

  private static void annotation(
      Findings file, Diagnostic diagnostic, Presentation how, Appendable out) throws IOException {
    Json.Region region = Json.Region.of(file.text(), diagnostic.span());
    out.append("::")
        .append(command(diagnostic.severity()))
        .append(" file=")
        .append(property(how.names().shown(file.file())))
        .append(",line=" + region.startLine())
        .append(",endLine=" + region.endLine());
    if (region.startLine() == region.endLine()) { // columns mean nothing over several lines
      out.append(",col=" + region.startColumn()).append(",endColumn=" + region.endColumn());
    }
    out.append(",title=")
        .append(property(diagnostic.code()))
        .append("::")
        .append(data(diagnostic.message().strip()))
        .append('\n');
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
