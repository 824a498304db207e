package dev.ephor.ide.completion;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.ide.expression.ExpressionCompletion;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.ListSchema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be written at a place of a file. */
public final class Completions {

  private Completions() {}

  /**
   * The proposals at an offset of a file that fit what is typed there, the best first.
   *
   * @return nothing in files that are neither policies nor Kubernetes manifests
   */
  public static List<Proposal> at(Snapshot snapshot, FileId file, int offset) {
    PlacedDocument document = document(snapshot, file, offset);
    if (document == null) {
      return List.of();
    }
    int inDocument = offset - document.start();
    List<Proposal> suppressed = LintProposals.inComment(document, inDocument);
    if (!suppressed.isEmpty()) {
      return fitting(suppressed, document, inDocument);
    }
    List<Proposal> patch = new ArrayList<>(JsonPatchProposals.at(snapshot, document, inDocument));
    patch.addAll(CelPatchProposals.at(snapshot, document, inDocument));
    Optional<List<Proposal>> expression =
        patch.isEmpty() ? ExpressionCompletion.at(snapshot, file, offset) : Optional.of(patch);
    return fitting(
        expression.orElseGet(
            () ->
                Cursor.at(snapshot, document, inDocument).map(Completions::all).orElse(List.of())),
        document,
        inDocument);
  }

  private static List<Proposal> all(Cursor cursor) {
    List<Proposal> proposals = new ArrayList<>(NewDocuments.of(cursor));
    Meaning meaning = cursor.meaning();
    String lead = cursor.site().lead();
    if (cursor.isKey()) {
      proposals.addAll(FieldProposals.of(cursor));
      proposals.addAll(AnchorProposals.of(cursor));
      proposals.addAll(HabitProposals.keys(cursor));
      proposals.addAll(LintProposals.keys(cursor));
    }
    if (!cursor.isKey() || cursor.isAlone()) {
      proposals.addAll(FieldValues.of(cursor, lead(cursor, meaning)));
      proposals.addAll(ValueProposals.of(cursor, meaning, lead));
      proposals.addAll(OperatorProposals.of(cursor, meaning, lead));
    }
    if (!cursor.isKey()) {
      proposals.addAll(BelowProposals.of(cursor));
      proposals.addAll(HabitProposals.values(cursor));
    } else if (cursor.isAlone() && isList(meaning)) {
      Meaning item = meaning.item();
      proposals.addAll(FieldProposals.ofItems(cursor, item));
      proposals.addAll(ValueProposals.of(cursor, item, lead + "- "));
      proposals.addAll(OperatorProposals.of(cursor, item, lead + "- "));
    }
    return proposals;
  }

  /** The first item of a list that has none yet begins with a dash. */
  private static String lead(Cursor cursor, Meaning meaning) {
    return cursor.site().lead() + (cursor.isKey() && isList(meaning) ? "- " : "");
  }

  private static boolean isList(Meaning meaning) {
    return meaning.meant().stream().anyMatch(ListSchema.class::isInstance);
  }

  /** The document at an offset of a file that is ours; null where there is none. */
  private static @Nullable PlacedDocument document(Snapshot snapshot, FileId file, int offset) {
    PlacedDocument found = snapshot.documentAt(file, offset);
    if (found == null) {
      return null;
    }
    boolean ours =
        !DocumentKind.ours(snapshot, file).isEmpty()
            || isBegun(found.yaml().root())
            || snapshot.documents(file).stream().allMatch(Completions::isBlank);
    return ours ? found : null;
  }

  /** Whether a document without a kind or a version has the other one and so becomes a manifest. */
  private static boolean isBegun(Value root) {
    if (!(root instanceof MapValue map)) {
      return false;
    }
    if (map.size() == 1 && (map.keyAt(0).equals("apiVersion") || map.keyAt(0).equals("kind"))) {
      return true; // whatever is typed behind it so far
    }
    String version = map.string("apiVersion");
    String kind = map.string("kind");
    boolean says =
        version == null
            ? kind != null && !kind.isEmpty() && Character.isUpperCase(kind.charAt(0))
            : version.equals("v1") || version.indexOf('/') > 0;
    return says && (map.size() <= 2 || map.map("metadata") != null || map.map("spec") != null);
  }

  /** Whether a document is empty but for a word, so that nobody can know what it becomes. */
  private static boolean isBlank(PlacedDocument document) {
    String text = document.yaml().text().replaceAll("(?m)^(#.*|---)$", "").strip();
    return text.chars().allMatch(Character::isLetterOrDigit);
  }

  /** Those that resemble what is typed: better likeness first, then better rank. */
  private static List<Proposal> fitting(
      List<Proposal> proposals, PlacedDocument document, int offset) {
    record Fitting(Likeness likeness, Proposal proposal) {}
    Map<String, Fitting> byLabel = new LinkedHashMap<>();
    for (Proposal proposal : proposals) {
      int start = proposal.replace().start() - document.start();
      String typed =
          document.yaml().text().substring(Math.min(start, offset), offset).stripLeading();
      Likeness likeness = Likeness.of(typed, proposal.filter());
      if (likeness != Likeness.NONE) {
        byLabel.putIfAbsent(proposal.label(), new Fitting(likeness, proposal));
      }
    }
    return byLabel.values().stream()
        .sorted(
            Comparator.comparing((Fitting fitting) -> fitting.likeness)
                .thenComparingInt(fitting -> fitting.proposal.rank())
                .thenComparing(fitting -> fitting.proposal.label()))
        .map(Fitting::proposal)
        .toList();
  }
}
