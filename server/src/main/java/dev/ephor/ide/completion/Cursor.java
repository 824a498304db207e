package dev.ephor.ide.completion;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.TypingSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something is proposed, and what is known of that place.
 *
 * @param snapshot the workspace
 * @param file the file
 * @param document the document of the file
 * @param site what is typed in it
 * @param path the way to the mapping whose key is typed, or to the value that is typed
 * @param meaning what the end of that path may hold
 */
record Cursor(
    Snapshot snapshot,
    FileId file,
    PlacedDocument document,
    TypingSite site,
    NodePath path,
    Meaning meaning) {

  /** The cursor at an offset of a document; empty where nothing can be typed. */
  static Optional<Cursor> at(Snapshot snapshot, PlacedDocument document, int offset) {
    return TypingSite.at(document.yaml(), offset)
        .map(
            site -> {
              int node = site.slot() == TypingSite.Slot.KEY ? site.parent() : site.node();
              NodePath path = NodePath.of(site.tree(), node);
              return new Cursor(
                  snapshot,
                  document.file(),
                  document,
                  site,
                  path,
                  Meanings.at(path, DocumentKind.schemas(snapshot, document.file())));
            });
  }

  /** What may stand at the end of another path through the document. */
  Meaning at(NodePath other) {
    return Meanings.at(other, DocumentKind.schemas(snapshot, file));
  }

  boolean isKey() {
    return site.slot() == TypingSite.Slot.KEY;
  }

  /** What a proposal replaces, in the file. */
  Span replace() {
    return site.replace().shift(document.start());
  }

  /** Whether what is typed as a key has no others beside it and so may as well become a value. */
  boolean isAlone() {
    return isKey() && !site.colon() && path.value() instanceof MapValue map && map.size() == 1;
  }

  /** The keys beside the one that is typed. */
  List<String> siblings() {
    List<String> siblings = new ArrayList<>();
    if (isKey() && path.value() instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        if (map.valueAt(i).node() != site.node()) {
          siblings.add(map.keyAt(i));
        }
      }
    }
    return siblings;
  }

  /**
   * The scalars of the list beside the one that is typed; none where no item of a list is typed.
   */
  List<String> otherItems() {
    List<String> others = new ArrayList<>();
    List<NodePath.Step> steps = path.steps();
    if (!steps.isEmpty() && steps.get(steps.size() - 1).in() instanceof ListValue list) {
      Value own = path.value();
      for (Value item : list.values()) {
        String text = item == own ? null : item.asString();
        if (text != null) {
          others.add(text);
        }
      }
    }
    return others;
  }

  /**
   * The field whose value is typed, or of whose list an item is typed; empty where no type declares
   * it.
   */
  Optional<Meaning.Declaration> declaration() {
    List<NodePath.Step> steps = path.steps();
    boolean item = !steps.isEmpty() && steps.get(steps.size() - 1).key() == null;
    Meaning declared = item ? at(path.parent()) : meaning;
    return declared.declarations().stream().findFirst();
  }

  /** The column at which a key begins that is written here. */
  int column() {
    int start = site.replace().start() - (site.quote() == ' ' ? 0 : 1);
    return start - lineStart(start) + (isKey() ? site.lead().length() : 0);
  }

  /**
   * How far the line is indented up to what is typed. Editors indent the further lines of what they
   * put in as much.
   */
  int indentation() {
    String text = document.yaml().text();
    int start = lineStart(site.replace().start());
    int at = start;
    while (at < site.replace().start() && text.charAt(at) == ' ') {
      at++;
    }
    return at - start;
  }

  /** The column of the key whose value is typed. */
  int keyColumn() {
    String text = document.yaml().text();
    int start = lineStart(site.replace().start());
    int at = start;
    while (at < text.length() && " -".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at - start;
  }

  /** What a proposal replaces that goes on below, in the file: blanks before it, too. */
  Span replaceBlanks() {
    String text = document.yaml().text();
    int start = site.replace().start();
    while (start > 0 && text.charAt(start - 1) == ' ') {
      start--;
    }
    return new Span(start, site.replace().end()).shift(document.start());
  }

  /** Dashes that stand right under the key that holds them. */
  private static final Pattern DASHES_UNDER_KEYS =
      Pattern.compile("(?m)^( *)[^ #\\-\\r\\n][^\\r\\n]*:\\r?\\n\\1- ");

  /** How much further than its key a list's dashes stand, as the document has it elsewhere. */
  int dashes() {
    return DASHES_UNDER_KEYS.matcher(document.yaml().text()).find() ? 0 : 2;
  }

  private int lineStart(int offset) {
    String text = document.yaml().text();
    int start = Math.min(offset, text.length());
    while (start > 0 && "\n\r".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    return start;
  }
}
