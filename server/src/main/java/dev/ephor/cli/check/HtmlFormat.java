package dev.ephor.cli.check;

import static dev.ephor.cli.XmlText.escaped;

import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Diagnostic.Related;
import dev.ephor.workspace.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A page for people who have no editor at hand: one file without references to anything else. A
 * table of policies and namespaces, filters, and each finding with the manifest's line and the
 * policy's clause. Without scripts it shows everything, unfiltered.
 */
final class HtmlFormat implements CheckFormat {

  /** A browser is slow to lay out more. */
  private static final int LIMIT = 5_000;

  /** Where the page's frame takes the report. */
  private static final String REPORT = "<!--report-->\n";

  /** What stands for the namespace of what has none. */
  private static final String NO_NAMESPACE = "no namespace";

  @Override
  public void write(CheckResult found, Presentation how, Appendable out) throws IOException {
    CheckResult result = found.worst(LIMIT);
    String frame = frame();
    int at = frame.indexOf(REPORT);
    out.append(frame, 0, at);
    out.append("<h1>What the policies say</h1>\n<p>" + escaped(Tally.of(found)) + "</p>\n");
    for (Unreadable one : result.unreadable()) {
      out.append("<p class=\"error\"><span class=\"badge\">cannot read</span> ")
          .append(escaped(one.path() + ": " + one.reason()))
          .append("</p>\n");
    }
    if (found.size() > result.size()) {
      out.append("<p class=\"note\">The page has the worst " + LIMIT + " of " + found.size())
          .append(" findings; <code>-o json</code> has all.</p>\n");
    }
    NavigableMap<String, NavigableMap<String, Cell>> cells = cells(result);
    SortedSet<String> namespaces = new TreeSet<>();
    cells.values().forEach(row -> namespaces.addAll(row.keySet()));
    matrix(cells, namespaces, out);
    findings(result, cells.navigableKeySet(), namespaces, how, out);
    out.append(frame, at + REPORT.length(), frame.length());
  }

  private static String frame() throws IOException {
    try (InputStream page =
        Objects.requireNonNull(HtmlFormat.class.getResourceAsStream("report.html"))) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }

  /**
   * A cell of the table.
   *
   * @param count how many findings
   * @param worst the worst among them
   */
  private record Cell(int count, Severity worst) {
    Cell and(Cell other) {
      return new Cell(count + other.count, worst.compareTo(other.worst) < 0 ? worst : other.worst);
    }
  }

  /** How many findings there are, by policy and namespace; what no policy says is not counted. */
  private static NavigableMap<String, NavigableMap<String, Cell>> cells(CheckResult result) {
    NavigableMap<String, NavigableMap<String, Cell>> rows = new TreeMap<>();
    for (Findings file : result.files()) {
      for (Diagnostic diagnostic : file.diagnostics()) {
        Verdict verdict = diagnostic.verdict();
        if (verdict != null) {
          rows.computeIfAbsent(verdict.policy(), policy -> new TreeMap<>())
              .merge(verdict.namespace(), new Cell(1, diagnostic.severity()), Cell::and);
        }
      }
    }
    return rows;
  }

  private static void matrix(
      NavigableMap<String, NavigableMap<String, Cell>> rows,
      SortedSet<String> namespaces,
      Appendable out)
      throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    out.append("<h2>Findings by policy and namespace</h2>\n<div class=\"scroll\"><table>\n")
        .append("<thead><tr><th></th>");
    for (String namespace : namespaces) {
      out.append("<th>" + escaped(namespace.isEmpty() ? NO_NAMESPACE : namespace) + "</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (var row : rows.entrySet()) {
      out.append("<tr><th>" + escaped(row.getKey()) + "</th>");
      for (String namespace : namespaces) {
        Cell cell = row.getValue().get(namespace);
        out.append("<td>");
        if (cell != null) {
          out.append("<button class=\"" + cell.worst().word() + "\"")
              .append(" data-policy=\"" + escaped(row.getKey()) + "\"")
              .append(" data-namespace=\"" + escaped(namespace) + "\">" + cell.count())
              .append("</button>");
        }
        out.append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static void findings(
      CheckResult result,
      SortedSet<String> policies,
      SortedSet<String> namespaces,
      Presentation how,
      Appendable out)
      throws IOException {
    out.append("<h2 id=\"findings\">Findings</h2>\n<div class=\"filters\">\n");
    SortedSet<String> severities = new TreeSet<>();
    for (Severity severity : Severity.values()) {
      if (result.count(severity) > 0) {
        severities.add(severity.word());
      }
    }
    choice("severity", "every severity", severities, out);
    choice("policy", "every policy", policies, out);
    choice("namespace", "every namespace", namespaces, out);
    out.append("<input id=\"words\" type=\"search\" placeholder=\"words\" aria-label=\"words\">\n")
        .append("</div>\n<p id=\"shown\" class=\"note\"></p>\n");
    if (result.files().isEmpty()) {
      out.append("<p>Nothing to report.</p>\n");
    }
    for (Severity severity : Severity.values()) {
      for (Findings file : result.files()) {
        for (Diagnostic diagnostic : file.diagnostics()) {
          if (diagnostic.severity() == severity) {
            finding(file, diagnostic, result, how, out);
          }
        }
      }
    }
  }

  /** An option's value begins with a sign, so that the empty namespace can be chosen, too. */
  private static void choice(String name, String every, SortedSet<String> values, Appendable out)
      throws IOException {
    out.append("<select id=\"" + name + "\" aria-label=\"" + name + "\">")
        .append("<option value=\"\">" + every + "</option>");
    for (String value : values) {
      out.append("<option value=\"=" + escaped(value) + "\">")
          .append(escaped(value.isEmpty() ? NO_NAMESPACE : value))
          .append("</option>");
    }
    out.append("</select>\n");
  }

  private static void finding(
      Findings file, Diagnostic diagnostic, CheckResult result, Presentation how, Appendable out)
      throws IOException {
    String severity = diagnostic.severity().word();
    Verdict verdict = diagnostic.verdict();
    out.append("<article class=\"" + severity + "\" data-severity=\"" + severity + "\"");
    if (verdict != null) {
      out.append(" data-policy=\"" + escaped(verdict.policy()) + "\"")
          .append(" data-namespace=\"" + escaped(verdict.namespace()) + "\"");
    }
    out.append(">\n<h3>" + escaped(diagnostic.message().strip()) + "</h3>\n<p>")
        .append("<span class=\"badge\">" + severity + "</span> " + escaped(diagnostic.code()));
    if (verdict != null) {
      out.append(" <span class=\"soft\">on " + escaped(verdict.subject()) + "</span>");
    }
    out.append("</p>\n");
    excerpt(how.names().shown(file.file()), file.text(), diagnostic.span(), "", out);
    for (Related related : diagnostic.related()) {
      SourceText text = result.texts().get(related.file());
      if (text != null) {
        excerpt(how.names().shown(related.file()), text, related.span(), related.message(), out);
      }
    }
    out.append("</article>\n");
  }

  private static void excerpt(
      String file, SourceText text, dev.ephor.text.Span span, String note, Appendable out)
      throws IOException {
    Excerpt excerpt = Excerpt.of(text, span);
    String place = file + ":" + excerpt.line() + ":" + excerpt.column();
    out.append("<pre><i>" + escaped(note.isEmpty() ? place : place + "  " + note) + "</i>\n")
        .append(escaped(excerpt.shown()))
        .append("\n" + " ".repeat(excerpt.indent()))
        .append("<b>" + "^".repeat(excerpt.length()) + "</b></pre>\n");
  }
}
