package dev.ephor.cli.test;

import dev.ephor.cli.manifests.WrittenPlace;
import dev.ephor.rule.Finding;
import dev.ephor.testing.Difference;
import dev.ephor.testing.ResultRow;
import dev.ephor.testing.ResultRow.Evidence;
import dev.ephor.testing.ResultRow.Verdict;
import dev.ephor.value.GoJson;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why rows failed: the message, the clause and the manifest's line, and how documents differ. */
final class Why {

  /** How many differences, and reasons, are shown of one row. */
  private static final int MOST = 20;

  /** Longer values are cut. */
  private static final int LONGEST_VALUE = 200;

  private final ReadFiles files;

  Why(ReadFiles files) {
    this.files = files;
  }

  /** A paragraph for each failed row; empty for none. */
  String of(List<ResultRow> rows) {
    StringBuilder out = new StringBuilder();
    for (ResultRow row : rows) {
      if (row.verdict() == Verdict.FAIL) {
        explain(row, out);
      }
    }
    return out.toString();
  }

  private void explain(ResultRow row, StringBuilder out) {
    out.append("  ").append(row.id()).append(". ");
    out.append(row.policy()).append(row.rule().isEmpty() ? "" : " " + row.rule());
    out.append(", ").append(row.resource()).append(": ").append(row.reason()).append('\n');
    Evidence evidence = row.evidence();
    line("expected by", files.find(row.expected().node().place(Place.Part.VALUE)), out);
    if (evidence == null) {
      out.append("     no policy of that name says anything about this resource\n");
      return;
    }
    if (!row.message().isEmpty()) {
      out.append("     message  ").append(row.message().strip().replace("\n", "\n     "));
      out.append('\n');
    }
    List<Difference> differences = evidence.differences();
    if (!differences.isEmpty()) {
      differences.stream().limit(MOST).forEach(difference -> show(difference, out));
      more(differences.size(), "differences", out);
      return;
    }
    List<Finding> findings = evidence.outcome().findings();
    for (Finding finding : findings.subList(0, Math.min(MOST, findings.size()))) {
      line("clause", files.find(finding.clause()), out);
      line("manifest", files.find(finding.manifest()), out);
    }
    more(findings.size(), "reasons", out);
  }

  private static void more(int size, String what, StringBuilder out) {
    if (size > MOST) {
      out.append("     and ").append(size - MOST).append(" more ").append(what).append('\n');
    }
  }

  private static void line(String what, @Nullable WrittenPlace place, StringBuilder out) {
    if (place != null) {
      out.append("     ").append(what).append(" ".repeat(Math.max(1, 9 - what.length())));
      out.append(place).append("  ").append(place.text().strip()).append('\n');
    }
  }

  private void show(Difference difference, StringBuilder out) {
    String path = difference.path().isEmpty() ? "(the whole)" : difference.path();
    out.append("     ").append(path).append('\n');
    side("-", "expected", difference.expected(), out);
    side("+", "actual", difference.actual(), out);
  }

  private void side(String sign, String what, @Nullable Value value, StringBuilder out) {
    if (value == null) {
      out.append("     ").append(sign).append(" (").append(what).append(": nothing)\n");
      return;
    }
    String json = GoJson.write(value, Integer.MAX_VALUE);
    String shown = json.length() > LONGEST_VALUE ? json.substring(0, LONGEST_VALUE) + "…" : json;
    WrittenPlace place = files.find(value.place(Place.Part.VALUE));
    out.append("     ").append(sign).append(' ').append(shown);
    out.append(place == null ? "" : "   " + place).append('\n');
  }
}
