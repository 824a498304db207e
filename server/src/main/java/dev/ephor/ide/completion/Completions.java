package dev.ephor.ide.completion;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.WrittenExpressions;
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
    // Completion inside of expressions belongs here, first in line.
    if (WrittenExpressions.at(document.yaml(), inDocument).isPresent()) {
      return List.of();
    }
    return Cursor.at(snapshot, document, inDocument)
        .map(cursor -> fitting(all(cursor), cursor.site().typed()))
        .orElse(List.of());
  }

  /** The document of ours at an offset; null where there is none. */
  private static @Nullable PlacedDocument document(Snapshot snapshot, FileId file, int offset) {
    PlacedDocument found = null;
    for (PlacedDocument document : snapshot.documents(file)) {
      if (document.start() <= offset) {
        found = document;
      }
    }
    if (found != null
        && DocumentKind.ours(snapshot, file).isEmpty()
        && !isBegun(found.yaml().root())) {
      return null;
    }
    return found == null || offset - found.start() > found.yaml().text().length() ? null : found;
  }

  /** Whether a document without a kind or a version has the other one and so becomes a manifest. */
  private static boolean isBegun(Value root) {
    if (!(root instanceof MapValue map)) {
      return false;
    }
    String version = map.string("apiVersion");
    String kind = map.string("kind");
    boolean says =
        version == null
            ? kind != null && !kind.isEmpty() && Character.isUpperCase(kind.charAt(0))
            : version.equals("v1") || version.indexOf('/') > 0;
    return says && (map.size() <= 2 || map.map("metadata") != null || map.map("spec") != null);
  }

  private static List<Proposal> all(Cursor cursor) {
    List<Proposal> proposals = new ArrayList<>();
    Meaning meaning = cursor.meaning();
    String lead = cursor.site().lead();
    if (cursor.isKey()) {
      proposals.addAll(FieldProposals.of(cursor));
      proposals.addAll(HabitProposals.keys(cursor));
      if (cursor.isAlone()) {
        proposals.addAll(ValueProposals.of(cursor, meaning, lead));
        if (meaning.meant().stream().anyMatch(ListSchema.class::isInstance)) {
          Meaning item = meaning.item();
          proposals.addAll(FieldProposals.ofItems(cursor, item));
          proposals.addAll(ValueProposals.of(cursor, item, lead + "- "));
        }
      }
    } else {
      proposals.addAll(ValueProposals.of(cursor, meaning, lead));
      proposals.addAll(HabitProposals.values(cursor));
    }
    return proposals;
  }

  /** Those that resemble what is typed: better likeness first, then better rank. */
  private static List<Proposal> fitting(List<Proposal> proposals, String typed) {
    record Fitting(Likeness likeness, Proposal proposal) {}
    Map<String, Proposal> byLabel = new LinkedHashMap<>();
    proposals.forEach(proposal -> byLabel.putIfAbsent(proposal.label(), proposal));
    return byLabel.values().stream()
        .map(proposal -> new Fitting(Likeness.of(typed, proposal.filter()), proposal))
        .filter(fitting -> fitting.likeness != Likeness.NONE)
        .sorted(
            Comparator.comparing((Fitting fitting) -> fitting.likeness)
                .thenComparingInt(fitting -> fitting.proposal.rank())
                .thenComparing(fitting -> fitting.proposal.label()))
        .map(Fitting::proposal)
        .toList();
  }
}
