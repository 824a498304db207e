package dev.ephor.explain;

import dev.ephor.rule.Finding;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where places are, in a workspace at one moment. Not for several threads. */
public final class Whereabouts {

  private final Snapshot snapshot;
  private final Map<Source, PlacedDocument> known = new HashMap<>();
  private boolean complete;

  /**
   * @param first the documents that are asked for mostly
   */
  public Whereabouts(Snapshot snapshot, PlacedDocument... first) {
    this.snapshot = snapshot;
    for (PlacedDocument document : first) {
      known.put(document.yaml().root().source(), document);
    }
  }

  /** A piece of a file. */
  public record Where(FileId file, Span span) {}

  /** Where a node demands something; null where that is written nowhere. */
  public @Nullable Where clause(Why why) {
    return find(why.clause(), why.part());
  }

  /** Where a node looked; null where that is written nowhere. */
  public @Nullable Where manifest(Why why) {
    return find(why.manifest(), null);
  }

  private @Nullable Where find(@Nullable Place place, Finding.@Nullable Part part) {
    if (place == null || place.source() == Source.NONE) {
      return null;
    }
    PlacedDocument document = document(place.source());
    return document == null ? null : new Where(document.file(), document.span(place, part));
  }

  private @Nullable PlacedDocument document(Source source) {
    PlacedDocument found = known.get(source);
    if (found == null && !complete) {
      complete = true;
      for (FileId file : snapshot.files()) {
        for (PlacedDocument document : snapshot.documents(file)) {
          known.putIfAbsent(document.yaml().root().source(), document);
        }
      }
      found = known.get(source);
    }
    return found;
  }
}
