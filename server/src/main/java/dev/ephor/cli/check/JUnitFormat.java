package dev.ephor.cli.check;

import static dev.ephor.cli.XmlText.attribute;
import static dev.ephor.cli.XmlText.escaped;

import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * For pipelines that show tests: a case for each file that was judged, which fails when something
 * in it reaches {@code --fail-on}. What does not is in the case's output.
 */
final class JUnitFormat implements CheckFormat {

  @Override
  public void write(CheckResult result, Presentation how, Appendable out) throws IOException {
    Map<FileId, Findings> findings =
        result.files().stream().collect(Collectors.toMap(Findings::file, Function.identity()));
    List<FileId> files = result.judged();
    long failures =
        result.files().stream()
            .filter(file -> file.diagnostics().stream().anyMatch(each -> isFailure(each, how)))
            .count();
    String counts =
        "tests=\""
            + (files.size() + result.unreadable().size())
            + "\" failures=\""
            + failures
            + "\" errors=\""
            + result.unreadable().size()
            + "\"";
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append("<testsuites name=\"ephor\" " + counts + ">\n")
        .append("  <testsuite name=\"ephor check\" " + counts + ">\n");
    for (FileId file : files) {
      Findings found = findings.get(file);
      if (found == null) {
        out.append("    <testcase " + name(how.names().shown(file)) + "/>\n");
      } else {
        testcase(found, how, out);
      }
    }
    for (Unreadable one : result.unreadable()) {
      out.append("    <testcase " + name(one.path()) + ">\n")
          .append("      <error message=\"" + attribute("cannot read: " + one.reason()) + "\"/>\n")
          .append("    </testcase>\n");
    }
    out.append("  </testsuite>\n</testsuites>\n");
  }

  private static void testcase(Findings file, Presentation how, Appendable out) throws IOException {
    List<Diagnostic> failing =
        file.diagnostics().stream().filter(each -> isFailure(each, how)).toList();
    List<Diagnostic> others =
        file.diagnostics().stream().filter(each -> !isFailure(each, how)).toList();
    out.append("    <testcase " + name(how.names().shown(file.file())) + ">\n");
    if (!failing.isEmpty()) {
      out.append("      <failure type=\"" + attribute(failing.get(0).code()) + "\"")
          .append(" message=\"" + attribute(headline(failing)) + "\">")
          .append(escaped(lines(file, failing)))
          .append("</failure>\n");
    }
    if (!others.isEmpty()) {
      out.append("      <system-out>" + escaped(lines(file, others)) + "</system-out>\n");
    }
    out.append("    </testcase>\n");
  }

  private static String name(String file) {
    return "classname=\"ephor\" name=\"" + attribute(file) + "\"";
  }

  private static String headline(List<Diagnostic> failing) {
    String first = failing.get(0).message().strip().lines().findFirst().orElse("");
    return failing.size() == 1 ? first : first + " (and " + (failing.size() - 1) + " more)";
  }

  private static String lines(Findings file, List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(
            each -> {
              Json.Region region = Json.Region.of(file.text(), each.span());
              return region.startLine()
                  + ":"
                  + region.startColumn()
                  + " "
                  + each.severity().word()
                  + " "
                  + each.code()
                  + ": "
                  + each.message().strip();
            })
        .collect(Collectors.joining("\n"));
  }

  private static boolean isFailure(Diagnostic diagnostic, Presentation how) {
    return how.failOn().reachedBy(diagnostic.severity());
  }
}
