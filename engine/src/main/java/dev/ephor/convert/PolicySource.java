package dev.ephor.convert;

import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.Comment;
import dev.ephor.yaml.GoYaml;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/** What is carried over from a policy's text as it stands: metadata and comments. */
final class PolicySource {

  private final YamlDocument document;
  private final KyvernoPolicy policy;

  PolicySource(YamlDocument document, KyvernoPolicy policy) {
    this.document = document;
    this.policy = policy;
  }

  /** Comments above the document, for the first of its rules. */
  String before(int rule) {
    StringBuilder lines = new StringBuilder();
    int first = document.valueSpan(policy.document().node()).start();
    for (Comment comment : document.comments()) {
      if (rule == 0 && comment.span().end() <= first) {
        lines.append(text(comment.span())).append('\n');
      }
    }
    return lines.toString();
  }

  /** The lines of the metadata under another name. */
  String metadata(String name) {
    MapValue metadata = policy.document().map("metadata");
    Value written = metadata == null ? null : metadata.child("name");
    if (metadata == null) {
      return "  name: " + name + "\n";
    }
    if (written == null || document.kind(metadata.node()) != NodeKind.BLOCK) {
      StringBuilder lines = new StringBuilder();
      GoYaml.write(metadata.with("name", Scalar.of(name)))
          .lines()
          .forEach(line -> lines.append("  ").append(line).append('\n'));
      return lines.toString();
    }
    Span whole = document.valueSpan(metadata.node());
    Span old = document.valueSpan(written.node());
    String all = document.text();
    int start = all.lastIndexOf('\n', whole.start() - 1) + 1;
    String text = all.substring(start, old.start()) + name + all.substring(old.end(), whole.end());
    return text.replace("\r", "").stripTrailing() + "\n";
  }

  /** The comments of a rule: those in it and those above it. */
  List<String> comments(int rule) {
    List<Rule> rules = policy.spec().rules();
    MapValue spec = policy.document().map("spec");
    int start =
        rule > 0
            ? end(rules.get(rule - 1))
            : spec == null ? 0 : document.keySpan(spec.node()).start();
    int end = rule == rules.size() - 1 ? document.text().length() : end(rules.get(rule));
    List<String> comments = new ArrayList<>();
    for (Comment comment : document.comments()) {
      if (comment.span().start() >= start && comment.span().start() < end) {
        comments.add(text(comment.span()));
      }
    }
    return comments;
  }

  private int end(Rule rule) {
    return document.valueSpan(rule.node().node()).end();
  }

  private String text(Span span) {
    return document.text().substring(span.start(), span.end()).stripTrailing();
  }
}
