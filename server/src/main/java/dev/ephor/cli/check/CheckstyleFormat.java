package dev.ephor.cli.check;

import static dev.ephor.cli.XmlText.attribute;

import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.text.Severity;
import dev.ephor.workspace.Diagnostic;
import java.io.IOException;

/**
 * For the many tools that read Checkstyle's XML, Jenkins' Warnings plugin and reviewdog's among
 * them.
 */
final class CheckstyleFormat implements CheckFormat {

  @Override
  public void write(CheckResult result, Presentation how, Appendable out) throws IOException {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n");
    for (Findings file : result.files()) {
      out.append("  <file name=\"" + attribute(how.names().shown(file.file())) + "\">\n");
      for (Diagnostic diagnostic : file.diagnostics()) {
        Json.Region region = Json.Region.of(file.text(), diagnostic.span());
        out.append("    <error line=\"" + region.startLine() + "\"")
            .append(" column=\"" + region.startColumn() + "\"")
            .append(" severity=\"" + severity(diagnostic.severity()) + "\"")
            .append(" message=\"" + attribute(diagnostic.message().strip()) + "\"")
            .append(" source=\"ephor." + attribute(diagnostic.code()) + "\"/>\n");
      }
      out.append("  </file>\n");
    }
    out.append("</checkstyle>\n");
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT -> "info";
    };
  }
}
