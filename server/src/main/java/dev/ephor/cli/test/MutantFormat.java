package dev.ephor.cli.test;

import dev.ephor.cli.Counted;
import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.cli.manifests.WrittenPlace;
import dev.ephor.testing.mutant.Mutant;
import dev.ephor.testing.mutant.MutantReport;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which changes of policies no test notices, for people and for machines. */
final class MutantFormat {

  private MutantFormat() {}

  static String text(MutantTests run, ReadFiles files) {
    StringBuilder out = new StringBuilder();
    for (MutantReport report : run.reports()) {
      ManifestDocument document = document(report, files);
      out.append(document.file()).append(": ").append(report.policy()).append(": ");
      if (!report.problem().isEmpty()) {
        out.append("not tried: ").append(report.problem()).append("\n\n");
        continue;
      }
      out.append(report.killed()).append(" of ").append(report.tried());
      out.append(" changes noticed (").append(report.score()).append(" %)");
      if (report.leftOut() > 0) {
        out.append(", ").append(report.leftOut()).append(" more not tried");
      }
      if (report.failing() > 0) {
        out.append(", ").append(report.failing()).append(" expectations fail and notice nothing");
      }
      out.append('\n');
      for (Mutant mutant : report.survivors()) {
        WrittenPlace place = document.at(mutant.span().start());
        out.append("  ").append(place).append(": not noticed: ").append(mutant.what());
        out.append(mutant.rule().isEmpty() ? "" : " (rule " + mutant.rule() + ")").append('\n');
        out.append("    ").append(place.text().strip()).append('\n');
      }
      out.append('\n');
    }
    out.append("Changes: ").append(run.killed()).append(" of ").append(run.tried());
    out.append(" noticed (").append(run.score()).append(" %) in ");
    int policies = run.reports().size();
    return out.append(Counted.of(policies, "policy")).append("\n").toString();
  }

  static String json(MutantTests run, ReadFiles files) {
    List<Value> policies = new ArrayList<>();
    for (MutantReport report : run.reports()) {
      ManifestDocument document = document(report, files);
      List<Value> survivors = new ArrayList<>();
      for (Mutant mutant : report.survivors()) {
        WrittenPlace place = document.at(mutant.span().start());
        survivors.add(
            map()
                .put("line", Scalar.of((long) place.line()))
                .put("column", Scalar.of((long) place.column()))
                .put("rule", Scalar.of(mutant.rule()))
                .put("change", Scalar.of(mutant.family().word()))
                .put("what", Scalar.of(mutant.what()))
                .build());
      }
      MapValue.Builder entry =
          map()
              .put("file", Scalar.of(document.file()))
              .put("policy", Scalar.of(report.policy()))
              .put("tests", list(report.tests().stream().<Value>map(Scalar::of).toList()));
      if (!report.problem().isEmpty()) {
        entry.put("problem", Scalar.of(report.problem()));
      }
      policies.add(
          entry
              .put("tried", Scalar.of((long) report.tried()))
              .put("noticed", Scalar.of((long) report.killed()))
              .put("score", Scalar.of((long) report.score()))
              .put("notTried", Scalar.of((long) report.leftOut()))
              .put("failing", Scalar.of((long) report.failing()))
              .put("notNoticed", list(survivors))
              .build());
    }
    MapValue whole =
        map()
            .put("tried", Scalar.of((long) run.tried()))
            .put("noticed", Scalar.of((long) run.killed()))
            .put("score", Scalar.of((long) run.score()))
            .put("policies", list(policies))
            .build();
    return GoJson.writeIndented(whole, "  ", Integer.MAX_VALUE) + "\n";
  }

  private static ManifestDocument document(MutantReport report, ReadFiles files) {
    return Objects.requireNonNull(files.document(report.document().root().source()));
  }

  private static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }

  private static ListValue list(List<Value> values) {
    return ListValue.of(values, Source.NONE, 0);
  }
}
