package dev.ephor.ide.names;

import dev.ephor.ide.names.Name.LocalName;
import dev.ephor.ide.names.Occurrence.Role;
import dev.ephor.text.Span;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The names of a workspace at one moment. */
public final class WorkspaceNames {

  /** The names of a document are found once, for as long as anybody holds the document. */
  private static final Map<YamlDocument, List<Occurrence>> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Snapshot snapshot;
  private final Cancellation cancellation;

  /**
   * @param cancellation asked while files are looked at
   */
  public WorkspaceNames(Snapshot snapshot, Cancellation cancellation) {
    this.snapshot = snapshot;
    this.cancellation = cancellation;
  }

  /**
   * A name at a place of the workspace.
   *
   * @param document the document that holds it
   * @param occurrence what stands there
   */
  public record Found(PlacedDocument document, Occurrence occurrence) {

    public FileId file() {
      return document.file();
    }

    /** Where the name stands in the file. */
    public Span span() {
      return occurrence.span().shift(document.start());
    }

    public Name name() {
      return occurrence.name();
    }

    boolean isGiven() {
      return occurrence.role() == Role.GIVEN;
    }
  }

  /** The names that an offset of a file touches. */
  public List<Found> at(FileId file, int offset) {
    return in(file).stream()
        .filter(found -> found.span().start() <= offset && offset <= found.span().end())
        .toList();
  }

  /** The places that give the name which stands at a place; that place itself if it does. */
  public List<Found> givenFor(Found found) {
    if (found.isGiven()) {
      return List.of(found);
    }
    List<Found> given = new ArrayList<>();
    for (Found other : near(found.name(), found.document())) {
      if (other.isGiven() && means(found, other)) {
        given.add(other);
      }
    }
    return given;
  }

  /** The places that use a name which is given at a place. */
  public List<Found> usesOf(Found given) {
    List<Found> uses = new ArrayList<>();
    for (Found other : near(given.name(), given.document())) {
      if (!other.isGiven() && means(other, given)) {
        uses.add(other);
      }
    }
    return uses;
  }

  /** The other places of the workspace that give the very same name. */
  List<Found> twinsOf(Found given) {
    List<Found> twins = new ArrayList<>();
    for (Found other : near(given.name(), given.document())) {
      boolean same = other.file().equals(given.file()) && other.span().equals(given.span());
      if (other.isGiven() && !same && other.name().means(given.name())) {
        twins.add(other);
      }
    }
    return twins;
  }

  /** Where a name can stand: a local one in its document only. */
  List<Found> near(Name name, PlacedDocument document) {
    if (name instanceof LocalName) {
      return in(document);
    }
    List<Found> all = new ArrayList<>();
    for (FileId file : snapshot.files()) {
      cancellation.check();
      all.addAll(in(file));
    }
    return all;
  }

  private static boolean means(Found use, Found given) {
    return use.name().means(given.name()) && isWithin(use, given.file());
  }

  private static boolean isWithin(Found use, FileId file) {
    List<String> within = use.occurrence().within();
    return within.isEmpty()
        || within.stream()
            .map(path -> use.file().resolve(path))
            .anyMatch(
                named -> named.equals(file) || file.path().startsWith(named.path().concat("/")));
  }

  private List<Found> in(FileId file) {
    List<Found> found = new ArrayList<>();
    for (PlacedDocument document : snapshot.documents(file)) {
      found.addAll(in(document));
    }
    return found;
  }

  private static List<Found> in(PlacedDocument document) {
    List<Occurrence> occurrences = KNOWN.get(document.yaml());
    if (occurrences == null) {
      occurrences = DocumentNames.of(document.yaml());
      KNOWN.put(document.yaml(), occurrences);
    }
    return occurrences.stream().map(occurrence -> new Found(document, occurrence)).toList();
  }
}
