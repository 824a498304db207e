package dev.ephor.ide.links;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.ide.links.Link.ToFile;
import dev.ephor.ide.links.Link.ToPage;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what can be opened: the files of tests and of {@code ephor.yaml}, web pages in annotations,
 * and the pages of images. What does not exist is no link.
 */
public final class Links {

  /** Fields of a test that name files or folders. */
  private static final List<String> TEST =
      List.of(
          "policies",
          "resources",
          "targetResources",
          "clusterResources",
          "paramResources",
          "exceptions",
          "jsonPayload",
          "jsonPayloads",
          "httpPayloads",
          "envoyPayloads",
          "variables",
          "userinfo",
          "context");

  /** Fields of what a test expects that name files. */
  private static final List<String> EXPECTATION =
      List.of("patchedResources", "generatedResource", "generatedResources", "cloneSourceResource");

  /** Fields of {@code ephor.yaml} that name files or folders; patterns among them are no links. */
  private static final List<String> SETTINGS =
      List.of("policies", "resources", "exceptions", "ignore", "imageLayout");

  private static final Pattern PAGE = Pattern.compile("https?://[^\\s\"'<>`{}|\\\\^]+");

  private final PlacedDocument document;
  private final Predicate<FileId> exists;
  private final List<Link> found = new ArrayList<>();

  private Links(PlacedDocument document, Predicate<FileId> exists) {
    this.document = document;
    this.exists = exists;
  }

  /**
   * The links of a file in the order of the text; none for a file that is not ours.
   *
   * @param exists whether there is a file or folder of this name
   */
  public static List<Link> of(Snapshot snapshot, FileId file, Predicate<FileId> exists) {
    List<Link> all = new ArrayList<>();
    for (PlacedDocument document : DocumentKind.ours(snapshot, file)) {
      Links links = new Links(document, exists);
      links.object(document.yaml().root());
      links.found.stream()
          .sorted(Comparator.comparingInt(link -> link.span().start()))
          .forEach(all::add);
    }
    return all;
  }

  private void object(Value root) {
    if (!(root instanceof MapValue map)) {
      return;
    }
    switch (DocumentKind.of(document.file(), root)) {
      case TEST -> test(map);
      case SETTINGS -> SETTINGS.forEach(field -> paths(map.child(field)));
      case LIST -> items(map, "items").forEach(this::object);
      case RESOURCE -> Images.of(map).forEach(this::image);
      default -> {
        // Names nothing but pages.
      }
    }
    MapValue metadata = map.map("metadata");
    MapValue annotations = metadata == null ? null : metadata.map("annotations");
    for (int i = 0; annotations != null && i < annotations.size(); i++) {
      pages(annotations.valueAt(i));
    }
  }

  private void test(MapValue test) {
    TEST.forEach(field -> paths(test.child(field)));
    for (Value result : items(test, "results")) {
      if (result instanceof MapValue expected) {
        EXPECTATION.forEach(field -> paths(expected.child(field)));
      }
    }
    for (Value entry : items(test, "globalContextEntries")) {
      if (entry instanceof MapValue given) {
        paths(given.child("resourceFiles"));
      }
    }
  }

  private static List<Value> items(MapValue map, String field) {
    ListValue list = map.list(field);
    return list == null ? List.of() : list.values();
  }

  private void paths(@Nullable Value named) {
    if (named instanceof ListValue list) {
      list.values().forEach(this::paths);
      return;
    }
    String path = named == null ? null : named.asString();
    if (named == null || path == null || path.isBlank() || !isWrittenHere(named)) {
      return;
    }
    if (PAGE.matcher(path).matches()) {
      found.add(new ToPage(text(named), path));
      return;
    }
    FileId target = document.file().resolve(path);
    if (exists.test(target)) {
      found.add(new ToFile(text(named), target));
    }
  }

  /** The addresses in a text, without what ends the sentence that they stand in. */
  private void pages(Value value) {
    String content = value.asString();
    if (content == null || !content.contains("://") || !isWrittenHere(value)) {
      return;
    }
    String decoded = document.yaml().scalarText(value.node());
    Matcher matcher = PAGE.matcher(decoded);
    while (matcher.find()) {
      String address = matcher.group().replaceAll("[.,;:!?)\\]]+$", "");
      Span span = new Span(matcher.start(), matcher.start() + address.length());
      Span written = document.yaml().sourceMap(value.node()).toSource(span);
      found.add(new ToPage(written.shift(document.start()), address));
    }
  }

  private void image(Value image) {
    String page = isWrittenHere(image) ? Images.page(image) : null;
    if (page != null) {
      found.add(new ToPage(text(image), page));
    }
  }

  private boolean isWrittenHere(Value value) {
    return document.yaml().kind(value.node()) != NodeKind.ALIAS;
  }

  /** A scalar without its quotes. */
  private Span text(Value value) {
    Span span = document.yaml().valueSpan(value.node());
    NodeKind kind = document.yaml().kind(value.node());
    boolean quoted = kind == NodeKind.SINGLE_QUOTED || kind == NodeKind.DOUBLE_QUOTED;
    Span inside = quoted && span.length() >= 2 ? new Span(span.start() + 1, span.end() - 1) : span;
    return inside.shift(document.start());
  }
}
