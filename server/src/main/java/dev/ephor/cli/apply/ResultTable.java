package dev.ephor.cli.apply;

import dev.ephor.cli.table.Colours;
import dev.ephor.cli.table.TextTable;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table with a line for each outcome. */
final class ResultTable implements Output<List<List<String>>> {

  private static final List<String> HEADERS =
      List.of("ID", "POLICY", "RULE", "RESOURCE", "RESULT", "REASON");

  private final AuditWarnings warnings;
  private final Colours colours;
  private final boolean detailed;
  private final TextTable table;
  private int lines;

  /**
   * @param detailed whether messages are shown
   */
  ResultTable(AuditWarnings warnings, Colours colours, boolean detailed) {
    this.warnings = warnings;
    this.colours = colours;
    this.detailed = detailed;
    List<String> headers = new ArrayList<>(HEADERS);
    if (detailed) {
      headers.add("MESSAGE");
    }
    this.table = new TextTable(headers, colours);
  }

  @Override
  public List<List<String>> digest(List<Response> responses) {
    List<List<String>> rows = new ArrayList<>();
    for (Response response : responses) {
      for (RuleOutcome outcome : response.outcomes()) {
        List<String> row = new ArrayList<>();
        row.add(policy(response.policy()));
        row.add(response.policy() instanceof KyvernoPolicy ? colours.name(outcome.rule()) : "");
        row.add(resource(response));
        row.add(verdict(response, outcome));
        row.add("");
        if (detailed) {
          row.add(outcome.message());
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void take(List<List<String>> digest) {
    for (List<String> row : digest) {
      List<String> numbered = new ArrayList<>(row);
      numbered.add(0, String.valueOf(++lines));
      table.add(numbered);
    }
  }

  @Override
  public void print(PrintWriter out, Counts counts) {
    out.println(table.print());
  }

  private String policy(Policy policy) {
    String name = colours.name(policy.name());
    return policy.namespace().isEmpty() ? name : colours.name(policy.namespace()) + "/" + name;
  }

  private String resource(Response response) {
    String namespace = response.resource().namespace();
    String named =
        colours.name(response.resource().type().kind())
            + "/"
            + colours.name(ResourceNames.name(response.resource()));
    return namespace.isEmpty() ? named : colours.name(namespace) + "/" + named;
  }

  private String verdict(Response response, RuleOutcome outcome) {
    return switch (outcome.status()) {
      case PASS -> colours.pass("Pass");
      case FAIL -> isWarning(response, outcome) ? colours.attention("Warn") : colours.fail("Fail");
      case WARN -> colours.attention("Warn");
      case ERROR -> colours.fail("Error");
      case SKIP -> colours.name("Skip");
    };
  }

  private boolean isWarning(Response response, RuleOutcome outcome) {
    boolean scored =
        !"false".equals(response.policy().annotations().get("policies.kyverno.io/scored"));
    return outcome.status() == Status.FAIL && (!scored || warnings.isWarning(response, outcome));
  }
}
