package dev.ephor.lint;

import dev.ephor.lint.Lint.Reach;
import dev.ephor.schema.Schemas;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.SeverityRules;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lints of a workspace, looked at again whenever something that they read has changed and not
 * otherwise. What is remembered decides nothing: the answers are those of a fresh look. Safe for
 * any number of threads.
 */
public final class PolicyLints {

  private final Map<FileId, Known> known = new ConcurrentHashMap<>();
  private volatile Landscape newest = Landscape.EMPTY;
  private volatile Landscape last = Landscape.EMPTY;

  /**
   * A finding as it is shown.
   *
   * @param lint the lint
   * @param diagnostic what is shown; spans count in the file
   * @param edit what would mend it; spans count in the file
   * @param above where a suppression may stand: an offset of the line below it; -1 for none
   */
  public record Shown(
      String lint, Diagnostic diagnostic, Optional<LintFinding.Edit> edit, int above) {}

  /** What the lints found in the documents of a file that are alike. */
  private record Known(Schemas schemas, SeverityRules severities, List<OfDocument> documents) {}

  /**
   * What the lints found in a document.
   *
   * @param alone the findings that depend on the document alone
   * @param landscape where the others come from
   * @param among the others
   */
  private record OfDocument(
      YamlDocument yaml, List<Found> alone, Landscape landscape, List<Found> among) {}

  private record Found(Lint lint, LintFinding finding) {}

  /** Whether a file holds policies or exceptions that count. */
  public boolean looksAt(Snapshot snapshot, FileId file) {
    return !documents(snapshot, file).isEmpty();
  }

  private static List<PlacedDocument> documents(Snapshot snapshot, FileId file) {
    List<PlacedDocument> documents = new ArrayList<>();
    if (snapshot.mayHoldPolicies(file)) {
      for (PlacedDocument document : snapshot.documents(file)) {
        if (!Subject.in(document.yaml().root()).isEmpty()) {
          documents.add(document);
        }
      }
    }
    return documents;
  }

  /** The findings of a file, by place, without those that are off or suppressed. */
  public List<Shown> of(Snapshot snapshot, FileId file) {
    List<PlacedDocument> documents = documents(snapshot, file);
    if (documents.isEmpty()) {
      known.remove(file);
      return List.of();
    }
    List<OfDocument> found = found(snapshot, file, documents);
    List<Shown> shown = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      new Showing(snapshot, documents.get(i), shown).show(found.get(i));
    }
    shown.sort((one, other) -> Diagnostic.BY_PLACE.compare(one.diagnostic(), other.diagnostic()));
    return List.copyOf(shown);
  }

  /** The diagnostics of a file, by place. */
  public List<Diagnostic> diagnostics(Snapshot snapshot, FileId file) {
    return of(snapshot, file).stream().map(Shown::diagnostic).toList();
  }

  /**
   * The files, besides those that were edited, whose findings two snapshots may show differently:
   * those of policies that have something in common with a policy that differs, those that point at
   * a policy that has moved, and exceptions.
   */
  public Set<FileId> affected(Snapshot then, Snapshot now) {
    Landscape before = landscape(then);
    Landscape after = landscape(now);
    Set<String> keys = before == after ? Set.of() : before.differences(after);
    Set<FileId> files = new LinkedHashSet<>();
    known.forEach(
        (file, remembered) -> {
          for (OfDocument document : remembered.documents) {
            boolean differs =
                !keys.isEmpty()
                    && Subject.in(document.yaml.root()).stream()
                        .anyMatch(root -> isAffected(root, keys, before, after));
            if (differs || pointsAtMoved(document, then, now)) {
              files.add(file);
            }
          }
        });
    return files;
  }

  private static boolean pointsAtMoved(OfDocument document, Snapshot then, Snapshot now) {
    for (Found found : document.among) {
      for (LintFinding.Elsewhere elsewhere : found.finding.elsewhere()) {
        PlacedDocument before = then.policyDocument(elsewhere.place().source());
        PlacedDocument after = now.policyDocument(elsewhere.place().source());
        if (!Objects.equals(before, after)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAffected(
      MapValue root, Set<String> keys, Landscape before, Landscape after) {
    if ("PolicyException".equals(root.string("kind"))) {
      return true;
    }
    for (Landscape landscape : List.of(before, after)) {
      for (Landscape.Placed placed : landscape.rules(root)) {
        if (placed.rule().keys().stream().anyMatch(keys::contains)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<OfDocument> found(Snapshot snapshot, FileId file, List<PlacedDocument> documents) {
    Landscape landscape = landscape(snapshot);
    SeverityRules severities = snapshot.severities();
    Known before = known.get(file);
    boolean same =
        before != null
            && before.schemas == snapshot.schemas()
            && before.severities.equals(severities);
    List<OfDocument> found = new ArrayList<>();
    for (PlacedDocument document : documents) {
      OfDocument earlier = same ? earlier(before, document.yaml()) : null;
      if (earlier != null && earlier.landscape == landscape) {
        found.add(earlier);
      } else {
        Collection<MapValue> roots = Subject.in(document.yaml().root());
        List<Subject> subjects =
            roots.stream()
                .map(root -> new Subject(document.yaml(), root, snapshot.schemas(), landscape))
                .toList();
        found.add(
            new OfDocument(
                document.yaml(),
                earlier == null ? look(subjects, Reach.DOCUMENT, severities) : earlier.alone,
                landscape,
                look(subjects, Reach.WORKSPACE, severities)));
      }
    }
    known.put(file, new Known(snapshot.schemas(), severities, found));
    return found;
  }

  private static @Nullable OfDocument earlier(@Nullable Known before, YamlDocument yaml) {
    for (OfDocument one : before == null ? List.<OfDocument>of() : before.documents) {
      if (one.yaml == yaml) {
        return one;
      }
    }
    return null;
  }

  private static List<Found> look(List<Subject> subjects, Reach reach, SeverityRules severities) {
    List<Found> found = new ArrayList<>();
    for (Lint lint : Lints.all()) {
      if (lint.reach() == reach && severities.ofLint(lint.name(), lint.usual()) != null) {
        for (Subject subject : subjects) {
          look(lint, subject, found);
        }
      }
    }
    return List.copyOf(found);
  }

  /** A lint that fails says so itself, and takes no other with it. */
  private static void look(Lint lint, Subject subject, List<Found> found) {
    List<Found> mine = new ArrayList<>();
    try {
      lint.check().check(subject, finding -> mine.add(new Found(lint, finding)));
    } catch (RuntimeException | StackOverflowError crash) {
      mine.clear();
      String message =
          "Ephor failed to look at this: " + crash + "; please report it with the text";
      mine.add(new Found(lint, LintFinding.atKey(subject.root(), message)));
    }
    found.addAll(mine);
  }

  /** Two are kept, for whoever compares a snapshot with the one before it. */
  private Landscape landscape(Snapshot snapshot) {
    List<MapValue> policies = snapshot.policies();
    Landscape now = newest;
    Landscape before = last;
    if (now.isOf(policies)) {
      return now;
    } else if (before.isOf(policies)) {
      return before;
    }
    Landscape made = new Landscape(policies, now);
    last = now;
    newest = made;
    return made;
  }

  /** Turns the findings of a document into what is shown. */
  private record Showing(Snapshot snapshot, PlacedDocument document, List<Shown> shown) {

    void show(OfDocument found) {
      Suppressions suppressions = Suppressions.of(document.yaml());
      for (List<Found> some : List.of(found.alone, found.among)) {
        for (Found one : some) {
          Span span = span(one.finding());
          int above = above(one.finding(), span);
          if (!suppressions.suppress(one.lint().name(), span.start(), above)) {
            add(one.lint(), span, one.finding(), above + document.start());
          }
        }
      }
      Lint lint = Lints.named(Lints.SUPPRESSIONS).orElseThrow();
      for (Suppressions.Complaint complaint :
          suppressions.complaints(name -> isOn(Lints.named(name).orElseThrow()))) {
        Place top = document.yaml().root().place(Place.Part.VALUE);
        add(
            lint,
            complaint.span(),
            LintFinding.at(top, complaint.message()).with(complaint.edit()),
            -1);
      }
    }

    private boolean isOn(Lint lint) {
      return severity(lint) != null;
    }

    private @Nullable Severity severity(Lint lint) {
      return snapshot.severities().ofLint(lint.name(), lint.usual());
    }

    private Span span(LintFinding finding) {
      Place place = finding.place();
      return finding.within() == null
          ? document.yaml().span(place.node(), place.part())
          : document.yaml().sourceMap(place.node()).toSource(finding.within());
    }

    /** Inside of a text that goes over several lines there are no comments. */
    private int above(LintFinding finding, Span span) {
      int node = finding.place().node();
      return document.yaml().kind(node).isCollection()
          ? span.start()
          : document.yaml().keySpan(node).start();
    }

    private void add(Lint lint, Span span, LintFinding finding, int above) {
      Severity severity = severity(lint);
      if (severity != null) {
        Diagnostic diagnostic =
            new Diagnostic(
                span.shift(document.start()),
                severity,
                lint.code(),
                finding.message(),
                related(finding),
                null);
        shown.add(
            new Shown(
                lint.name(),
                diagnostic,
                finding.edit().map(edit -> edit.shift(document.start())),
                above));
      }
    }

    private List<Diagnostic.Related> related(LintFinding finding) {
      List<Diagnostic.Related> related = new ArrayList<>();
      for (LintFinding.Elsewhere elsewhere : finding.elsewhere()) {
        Place place = elsewhere.place();
        PlacedDocument there =
            place.source() == document.yaml().root().source()
                ? document
                : snapshot.policyDocument(place.source());
        if (there != null) {
          related.add(new Diagnostic.Related(there.file(), there.span(place), elsewhere.message()));
        }
      }
      return related;
    }
  }
}
