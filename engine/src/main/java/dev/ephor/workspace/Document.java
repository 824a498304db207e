package dev.ephor.workspace;

import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One document at one moment: its text decides everything in it, wherever it stands in its file. It
 * is parsed when first asked for, once, for all snapshots that hold it.
 */
final class Document {

  private final Source source;
  private volatile @Nullable String text;
  private volatile @Nullable Document before;
  private volatile @Nullable Parsed parsed;
  private volatile @Nullable Shown shown;

  private Document(Source source, String text, @Nullable Document before) {
    this.source = source;
    this.text = text;
    this.before = before;
  }

  /**
   * A document's tree.
   *
   * @param yaml the newest tree, which knows the spans
   * @param content what the document means; its values may come from an earlier tree with the same
   *     nodes
   */
  record Parsed(YamlDocument yaml, Content content) {}

  /**
   * What the document shows.
   *
   * @param outlook the {@link Outlook#stamp()} under which it does
   * @param diagnostics with spans that count from the start of the document
   */
  private record Shown(long outlook, List<Diagnostic> diagnostics) {}

  static Document fresh(String text) {
    return new Document(new Source("document"), text, null);
  }

  /** The same document with another text. */
  Document edited(String newText) {
    return new Document(source, newText, basis());
  }

  /** What the document is known to show under an outlook, or null. */
  @Nullable List<Diagnostic> shown(long outlook) {
    Shown known = shown;
    return known != null && known.outlook == outlook ? known.diagnostics : null;
  }

  /** Remembers what the document shows; an older snapshot does not displace a newer one's. */
  void shown(long outlook, List<Diagnostic> diagnostics) {
    Shown known = shown;
    if (known == null || known.outlook < outlook) {
      shown = new Shown(outlook, diagnostics);
    }
  }

  Source source() {
    return source;
  }

  /** The tree; concurrent callers wait for one parse. */
  Parsed parsed(RuleEngine engine) {
    Parsed done = parsed;
    return done != null ? done : parse(engine);
  }

  private synchronized Parsed parse(RuleEngine engine) {
    String unread = text;
    if (unread == null) {
      return Objects.requireNonNull(parsed);
    }
    Document basis = before;
    Parsed earlier = basis == null ? null : basis.parsed;
    Parsed result;
    try {
      YamlDocument yaml = YamlParser.parse(source, unread);
      result =
          new Parsed(
              yaml, Content.of(yaml.root(), earlier == null ? null : earlier.content, engine));
    } catch (RuntimeException | StackOverflowError crash) {
      // One document that cannot be read must not take its neighbours with it.
      YamlDocument yaml = YamlParser.parse(source, "");
      result = new Parsed(yaml, Content.crashed(yaml.root(), crash));
    }
    parsed = result;
    text = null;
    before = null;
    return result;
  }

  /**
   * The newest document of this identity that has a tree, so that chains of edits stay short. Waits
   * for nobody: edits arrive on a thread that must not, and a missed tree costs only an evaluation.
   */
  private @Nullable Document basis() {
    Document earlier = before;
    return parsed != null ? this : earlier;
  }
}
