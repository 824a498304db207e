package dev.ephor.cli.test;

import dev.ephor.cli.XmlText;
import dev.ephor.testing.ResultRow;
import dev.ephor.testing.ResultRow.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as JUnit's XML, a suite for each policy. The reference forgets to end some elements and to
 * escape signs; this is what it means.
 */
final class JUnitXml {

  private JUnitXml() {}

  static String print(List<ResultRow> rows, boolean detailed) {
    Map<String, List<ResultRow>> suites = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      suites.computeIfAbsent(row.policy(), policy -> new ArrayList<>()).add(row);
    }
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites ").append(counts(rows)).append(">\n");
    suites.forEach(
        (policy, ofPolicy) -> {
          out.append(" <testsuite name=\"").append(XmlText.escaped(policy)).append("\" ");
          out.append(counts(ofPolicy)).append(">\n");
          ofPolicy.forEach(row -> testCase(row, detailed, out));
          out.append(" </testsuite>\n");
        });
    return out.append("</testsuites>").toString();
  }

  private static String counts(List<ResultRow> rows) {
    long failures = rows.stream().filter(row -> row.verdict() == Verdict.FAIL).count();
    return "tests=\"" + rows.size() + "\" failures=\"" + failures + "\"";
  }

  private static void testCase(ResultRow row, boolean detailed, StringBuilder out) {
    String message = detailed ? "    Message: " + row.message() + "\n" : "";
    String what =
        "    Policy: "
            + row.policy()
            + "\n    Rule: "
            + row.rule()
            + "\n    Resource: "
            + row.resource()
            + "\n";
    out.append("  <testcase classname=\"").append(XmlText.escaped(row.rule())).append("\" name=\"");
    out.append(XmlText.escaped(row.resource())).append("\">\n");
    if (row.verdict() == Verdict.FAIL) {
      out.append("   <failure message=\"").append(XmlText.escaped(row.reason())).append("\">\n");
      out.append(XmlText.escaped(what + "    Result: " + row.verdict().shown() + "\n" + message));
      out.append("   </failure>\n");
    } else {
      out.append("   <system-out><![CDATA[\n");
      out.append(XmlText.section("    Reason: " + row.reason() + "\n" + what + message));
      out.append("   ]]></system-out>\n");
    }
    out.append("  </testcase>\n");
  }
}
