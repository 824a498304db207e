package dev.ephor.lint;

import dev.ephor.lint.LintFinding.Edit;
import dev.ephor.schema.NearestName;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The suppressions of a document, and which of them have suppressed something. For one thread. */
final class Suppressions {

  private final YamlDocument document;
  private final List<Suppression> all;
  private final Suppression.Lines lines;
  private final Set<Suppression.Name> used = new HashSet<>();

  private Suppressions(YamlDocument document, List<Suppression> all) {
    this.document = document;
    this.all = all;
    this.lines = new Suppression.Lines(all.isEmpty() ? "" : document.text());
  }

  static Suppressions of(YamlDocument document) {
    return new Suppressions(document, Suppression.in(document));
  }

  /**
   * What is wrong with a suppression.
   *
   * @param span where in the document
   * @param edit what would mend it
   */
  record Complaint(Span span, String message, Optional<Edit> edit) {}

  /**
   * Whether a finding is suppressed; remembers by what.
   *
   * @param start where it begins
   * @param key where what it is about begins, which may be some lines above
   */
  boolean suppress(String lint, int start, int key) {
    boolean suppressed = false;
    if (!all.isEmpty()) {
      int line = lines.of(start);
      int first = lines.of(key);
      for (Suppression suppression : all) {
        for (Suppression.Name name : suppression.names()) {
          boolean speaks = suppression.speaksOf(line) || suppression.speaksOf(first);
          if (name.lint().equals(lint) && speaks) {
            used.add(name);
            suppressed = true;
          }
        }
      }
    }
    return suppressed;
  }

  /**
   * What is wrong with the suppressions, once all findings have been asked about.
   *
   * @param isOn whether a lint looks at all: who is off finds nothing that could be suppressed
   */
  List<Complaint> complaints(Predicate<String> isOn) {
    List<Complaint> complaints = new ArrayList<>();
    List<String> known = Lints.all().stream().map(Lint::name).toList();
    for (Suppression suppression : all) {
      if (suppression.names().isEmpty()) {
        complaints.add(
            plain(
                suppression.comment(),
                "this suppresses nothing: name the lint, as in # ephor: ignore[LINT] reason"));
        continue;
      }
      for (Suppression.Name name : suppression.names()) {
        if (!known.contains(name.lint())) {
          complaints.add(unknown(name, known));
        } else if (name.lint().equals(Lints.SUPPRESSIONS)) {
          complaints.add(plain(name.span(), "complaints about suppressions cannot be suppressed"));
        } else if (!used.contains(name) && isOn.test(name.lint())) {
          complaints.add(unused(suppression, name));
        }
      }
      if (suppression.reason().isEmpty()) {
        complaints.add(plain(suppression.comment(), "say why: a reason stands behind the bracket"));
      }
    }
    return complaints;
  }

  private static Complaint plain(Span span, String message) {
    return new Complaint(span, message, Optional.empty());
  }

  private static Complaint unknown(Suppression.Name name, List<String> known) {
    Optional<String> nearest = NearestName.of(name.lint(), known);
    return new Complaint(
        name.span(),
        "there is no lint "
            + name.lint()
            + nearest
                .map(near -> ": did you mean " + near + "?")
                .orElse(": ephor lint --list shows them; what checks find cannot be suppressed"),
        nearest.map(
            near -> new Edit("Rename to " + near, List.of(new TextEdit(name.span(), near)))));
  }

  /** Where it names nothing else, the whole comment can go. */
  private Complaint unused(Suppression suppression, Suppression.Name name) {
    Optional<Edit> edit =
        suppression.names().size() == 1
            ? Optional.of(
                new Edit(
                    "Remove the suppression",
                    List.of(new TextEdit(withItsLine(suppression.comment()), ""))))
            : Optional.empty();
    return new Complaint(
        name.span(), "there is no " + name.lint() + " here to ignore: remove this", edit);
  }

  private Span withItsLine(Span comment) {
    String text = document.text();
    int start = comment.start();
    while (start > 0 && " \t".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    boolean alone = start == 0 || text.charAt(start - 1) == '\n';
    int end = comment.end();
    if (alone && end < text.length() && text.charAt(end) == '\r') {
      end++;
    }
    if (alone && end < text.length() && text.charAt(end) == '\n') {
      end++;
    }
    return new Span(start, end);
  }
}
