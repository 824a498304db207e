package dev.ephor.cli.apply;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of text for each failure, and the figures: what is printed where nothing else is asked.
 */
final class Violations implements Output<String> {

  private final AuditWarnings warnings;
  private final List<String> blocks = new ArrayList<>();

  Violations(AuditWarnings warnings) {
    this.warnings = warnings;
  }

  @Override
  public String digest(List<Response> responses) {
    StringBuilder text = new StringBuilder();
    for (Response response : responses) {
      append(text, response);
    }
    return text.toString();
  }

  @Override
  public void take(String digest) {
    if (!digest.isEmpty()) {
      blocks.add(digest);
    }
  }

  @Override
  public void print(PrintWriter out, Counts counts) {
    blocks.forEach(out::print);
    out.print("\n" + counts + "\n");
  }

  private void append(StringBuilder text, Response response) {
    List<RuleOutcome> failed = new ArrayList<>();
    String policy = response.policy().name();
    for (RuleOutcome outcome : response.outcomes()) {
      if (outcome.status() == Status.FAIL) {
        failed.add(outcome);
      }
      if (response.mutates() && outcome.status() == Status.SKIP) {
        text.append("\nskipped mutate policy ").append(policy);
        text.append(" -> resource ").append(response.resourcePath()).append('\n');
      } else if (response.mutates() && outcome.status() == Status.ERROR) {
        text.append("\nerror while applying mutate policy ").append(policy);
        text.append(" -> resource ").append(response.resourcePath());
        text.append(" \nerror:  ").append(outcome.message()).append('\n');
      }
    }
    if (failed.isEmpty()) {
      return;
    }
    text.append("policy ").append(policy);
    text.append(" -> resource ").append(response.resourcePath());
    text.append(
        warnings.isWarning(response, failed.get(0)) ? " failed as audit warning:\n" : " failed:\n");
    for (int i = 0; i < failed.size(); i++) {
      RuleOutcome outcome = failed.get(i);
      text.append(i + 1).append(" - ").append(outcome.rule()).append(' ');
      text.append(outcome.message().isEmpty() ? "validation failed" : outcome.message());
      text.append('\n');
    }
    text.append('\n');
  }
}
