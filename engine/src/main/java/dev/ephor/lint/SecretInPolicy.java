package dev.ephor.lint;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A key, token or password that stands in a policy, where everybody can read it who may read
 * policies. Only texts of well-known forms are found, and Secrets that a rule generates with their
 * values written out. The finding does not repeat what it found.
 */
final class SecretInPolicy implements Lint.Check {

  private static final int DEEPEST = 64;

  /** Shorter values are examples. */
  private static final int SHORTEST = 8;

  private static final Map<Pattern, String> FORMS =
      Map.of(
          Pattern.compile("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\\s*[A-Za-z0-9+/=]{16}"),
          "a private key",
          Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
          "an access key of AWS",
          Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}|\\bgithub_pat_[A-Za-z0-9_]{60}"),
          "a token of GitHub",
          Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}"),
          "a token of GitLab",
          Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{20}"),
          "a token of Slack",
          Pattern.compile("\\bAIza[A-Za-z0-9_-]{35}"),
          "a key of Google",
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
          "a JSON web token",
          Pattern.compile("(?i)^(?:bearer|basic)\\s+[A-Za-z0-9+/_.=-]{16,}$"),
          "a credential",
          Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s:@{}*]+:[^/\\s@{}*]{3,}@[a-z0-9]"),
          "a password in an address");

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    walk(subject.root(), found, 0);
    for (MapValue rule : subject.rules()) {
      MapValue generate = rule.map("generate");
      if (generate != null) {
        generated(generate, found);
        Subject.maps(generate.list("foreach")).forEach(one -> generated(one, found));
      }
    }
  }

  private static void walk(Value value, Consumer<LintFinding> found, int depth) {
    if (depth > DEEPEST) {
      return;
    } else if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        walk(map.valueAt(i), found, depth + 1);
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(item -> walk(item, found, depth + 1));
    } else if (value.asString() != null) {
      text(value, value.asString(), found);
    }
  }

  private static void text(Value at, @Nullable String text, Consumer<LintFinding> found) {
    String searched = Objects.requireNonNullElse(text, "");
    for (Map.Entry<Pattern, String> form : FORMS.entrySet()) {
      Matcher matcher = form.getKey().matcher(searched);
      if (searched.length() >= SHORTEST && matcher.find()) {
        found.accept(finding(at, form.getValue()));
        return;
      }
    }
  }

  /** A Secret that is made of what stands in the rule. */
  private static void generated(MapValue generate, Consumer<LintFinding> found) {
    MapValue data = generate.map("data");
    if (data == null || !"Secret".equals(generate.string("kind"))) {
      return;
    }
    for (String field : List.of("data", "stringData")) {
      MapValue values = data.map(field);
      for (int i = 0; values != null && i < values.size(); i++) {
        Value value = values.valueAt(i);
        String text = value.asString();
        if (text != null && text.strip().length() >= SHORTEST && !text.contains("{{")) {
          found.accept(finding(value, "the value of a Secret"));
        }
      }
    }
  }

  private static LintFinding finding(Value at, String what) {
    return LintFinding.atValue(
        at,
        what
            + " stands in this policy for everybody to read: clone it from a Secret, or read it"
            + " there, and renew it");
  }
}
