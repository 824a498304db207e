package dev.ephor.ide.hover;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.ide.expression.ExpressionHover;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.text.Span;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is to be known of a place in a file. */
public final class Hovers {

  /** What there is to say of places in YAML, in the order in which it is said. */
  private static final List<Function<HoverPlace, Optional<String>>> SOURCES =
      List.of(AnchorHover::of, FieldHover::of, PatternHover::of, ValueHover::of);

  private Hovers() {}

  /** What there is to say of the place at an offset of a file. */
  public static Optional<Hover> at(
      Snapshot snapshot, FileId file, int offset, Cancellation cancellation) {
    PlacedDocument document = DocumentKind.ourAt(snapshot, file, offset);
    return document == null
        ? Optional.empty()
        : NameHover.at(snapshot, file, offset, cancellation)
            .or(() -> ExpressionHover.at(snapshot, file, offset))
            .or(() -> at(snapshot, document, offset - document.start()));
  }

  private static Optional<Hover> at(Snapshot snapshot, PlacedDocument placed, int offset) {
    YamlDocument document = placed.yaml();
    if (WrittenExpressions.at(document, offset).isPresent()) {
      return Optional.empty();
    }
    int node = document.nodeAt(offset);
    NodePath path = NodePath.of(document, node);
    Span key = document.keySpan(node);
    Span value = document.valueSpan(node);
    boolean onKey = !key.isEmpty() && key.start() <= offset && offset <= key.end();
    boolean onValue =
        !document.kind(node).isCollection() && value.start() <= offset && offset <= value.end();
    if (path.value().node() != node || !(onKey || onValue)) {
      return Optional.empty();
    }
    Meaning meaning = Meanings.at(path, DocumentKind.schemas(snapshot, placed.file()));
    HoverPlace place = new HoverPlace(document, path, meaning, onKey, offset);
    List<String> said = new ArrayList<>();
    SOURCES.forEach(source -> source.apply(place).ifPresent(said::add));
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(new Hover(place.span().shift(placed.start()), String.join("\n\n", said)));
  }
}
