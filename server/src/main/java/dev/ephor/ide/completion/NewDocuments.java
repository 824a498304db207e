package dev.ephor.ide.completion;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.testing.LiveTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole documents, where a document is still empty; {@code documents.snippets} has them. */
final class NewDocuments {

  private static final String HEAD = "### ";

  /**
   * A document.
   *
   * @param label the kind, and what is special
   * @param detail what it is for
   * @param text a snippet
   */
  record Blank(String label, String detail, String text) {}

  static final List<Blank> ALL = read();

  private NewDocuments() {}

  static List<Proposal> of(Cursor cursor) {
    boolean empty =
        cursor.path().steps().isEmpty()
            && cursor.isAlone()
            && !cursor.site().flow()
            && !DocumentKind.isSettings(cursor.file());
    List<Proposal> proposals = new ArrayList<>();
    for (Blank blank : empty ? ALL : List.<Blank>of()) {
      boolean test = blank.label.startsWith("Test");
      int rank = ALL.indexOf(blank) + (LiveTests.isTest(cursor.file()) == test ? 0 : ALL.size());
      proposals.add(
          new Proposal(
              blank.label,
              Proposal.Kind.SNIPPET,
              blank.detail,
              () -> Optional.of("```yaml\n" + blank.text.replaceAll("\\$\\{?\\d:?|}", "") + "```"),
              cursor.replace(),
              blank.text,
              true,
              blank.label,
              rank,
              false));
    }
    for (String key : empty ? List.of("apiVersion", "kind") : List.<String>of()) {
      proposals.add(
          new Proposal(
              key,
              Proposal.Kind.FIELD,
              "string",
              Optional::empty,
              cursor.replace(),
              key + ": ",
              false,
              key,
              2 * ALL.size(),
              false));
    }
    return proposals;
  }

  private static List<Blank> read() {
    try (InputStream in = NewDocuments.class.getResourceAsStream("documents.snippets")) {
      if (in == null) {
        throw new IllegalStateException("documents.snippets is missing from this build");
      }
      List<Blank> blanks = new ArrayList<>();
      String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (int at = whole.indexOf(HEAD); at >= 0; ) {
        int line = whole.indexOf('\n', at);
        int next = whole.indexOf("\n" + HEAD, line);
        String head = whole.substring(at + HEAD.length(), line);
        int colon = head.indexOf(": ");
        blanks.add(
            new Blank(
                head.substring(0, colon),
                head.substring(colon + 2),
                whole.substring(line + 1, next < 0 ? whole.length() : next + 1)));
        at = next < 0 ? -1 : next + 1;
      }
      return List.copyOf(blanks);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read documents.snippets", e);
    }
  }
}
