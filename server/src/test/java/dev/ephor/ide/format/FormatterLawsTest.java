package dev.ephor.ide.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.YamlDocument;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the text: it says the same afterwards, and laying it out again changes nothing. */
class FormatterLawsTest {

  private static final String HEADER = "apiVersion: v1\nkind: Pod\n";

  @Property(tries = 80)
  void theTreeAndTheCommentsStay(@ForAll("texts") String text, @ForAll("styles") Style style) {
    Typed before = Typed.in("a.yaml", text);
    Typed after = Typed.in("a.yaml", formatted(before, style));
    List<PlacedDocument> old = before.snapshot().documents(before.file());
    List<PlacedDocument> now = after.snapshot().documents(after.file());
    assertThat(now).hasSameSizeAs(old);
    for (int i = 0; i < old.size(); i++) {
      YamlDocument a = old.get(i).yaml();
      YamlDocument b = now.get(i).yaml();
      assertThat(b.root().sameTree(a.root())).as(after.text()).isTrue();
      assertThat(comments(b)).isEqualTo(comments(a));
    }
  }

  @Property(tries = 80)
  void layingOutTwiceChangesNothingMore(
      @ForAll("texts") String text, @ForAll("styles") Style style) {
    Typed once = Typed.in("a.yaml", formatted(Typed.in("a.yaml", text), style));
    assertThat(formatted(once, style)).isEqualTo(once.text());
  }

  @Property(tries = 60)
  void onlyBlanksAndLineBreaksAreTouched(
      @ForAll("texts") String text, @ForAll("styles") Style style) {
    Typed before = Typed.in("a.yaml", text);
    for (TextEdit edit : Formatter.file(before.snapshot(), before.file(), style)) {
      assertThat(before.at(edit.span())).isBlank();
      assertThat(edit.replacement()).isBlank();
    }
  }

  /** The proof at the end is a safeguard: the layout of well-formed text must not need it. */
  @Property(tries = 80)
  void healthyBlocksAreLaidOutAndNotLeftAlone(
      @ForAll("blocks") String block, @ForAll("styles") Style style) {
    Typed typed = Typed.in("a.yaml", HEADER + block);
    YamlDocument yaml = typed.snapshot().documents(typed.file()).get(0).yaml();
    Style chosen = style.asIn(List.of(yaml));
    SourceText lines = SourceText.of(yaml.text());
    assertThat(yaml.problems()).isEmpty();
    assertThat(LinePlan.of(yaml, lines, chosen, node -> false)).isNotNull();
    assertThat(Proof.holds(yaml, DocumentLayout.of(yaml, lines, chosen, true, node -> false)))
        .as(typed.text())
        .isTrue();
  }

  /** What goes beyond a range stays where it is, so that no range is left alone. */
  @Property(tries = 80)
  void aRangeIsLaidOutFromWhereItIs(
      @ForAll("blocks") String block,
      @ForAll("styles") Style style,
      @ForAll @IntRange(max = 300) int from,
      @ForAll @IntRange(max = 80) int length) {
    Typed typed = Typed.in("a.yaml", HEADER + block);
    YamlDocument yaml = typed.snapshot().documents(typed.file()).get(0).yaml();
    SourceText lines = SourceText.of(yaml.text());
    Span span = new Span(from, from + length);
    List<TextEdit> edits =
        LineRange.of(yaml, lines, span, 0).edits(style.asIn(List.of(yaml)), true);
    assertThat(Proof.holds(yaml, edits)).as("%s in %s", span, typed.text()).isTrue();
  }

  @Provide
  Arbitrary<Style> styles() {
    return Combinators.combine(
            Arbitraries.of(2, 2, 3, 4, 8), Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as((width, trims, ends) -> new Style(width, true, trims, ends, ends));
  }

  /** Healthy and broken documents one after the other, with either line end. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> broken = blocks().map(block -> block + "a: [\nb: }\n c: \"d\n");
    Arbitrary<String> cut =
        Combinators.combine(blocks(), Arbitraries.integers().between(0, 200))
            .as((block, at) -> block.substring(0, Math.min(at, block.length())));
    return Combinators.combine(
            Arbitraries.frequencyOf(
                    net.jqwik.api.Tuple.of(6, blocks()),
                    net.jqwik.api.Tuple.of(1, broken),
                    net.jqwik.api.Tuple.of(2, cut))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3),
            Arbitraries.of("\n", "\r\n"))
        .as((documents, end) -> (HEADER + String.join("---\n", documents)).replace("\n", end));
  }

  /** Mappings and sequences with the widths, gaps, comments and scalars that people write. */
  @Provide
  Arbitrary<String> blocks() {
    return block(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            parts -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < parts.size(); i++) {
                text.append("top").append(i).append(parts.get(i).under(0));
              }
              return text.toString();
            });
  }

  /** What can stand after a key at a column; begins with the colon and ends in a line break. */
  private interface Part {
    String under(int column);
  }

  private Arbitrary<Part> block(int depth) {
    Arbitrary<Part> scalars =
        Combinators.combine(
                Arbitraries.of(SCALARS), Arbitraries.of(" ", "  ", "   "), Arbitraries.of(TAILS))
            .as((scalar, gap, tail) -> column -> ":" + gap + scalar(scalar, column, tail));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<List<Part>> children = block(depth - 1).list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<Part> mappings =
        Combinators.combine(children, Arbitraries.of(1, 2, 4), Arbitraries.of(BETWEEN))
            .as(
                (parts, width, between) ->
                    column -> ":\n" + mapping(parts, column + width, between, true));
    Arbitrary<Part> sequences =
        Combinators.combine(
                children, Arbitraries.of(0, 2, 3), Arbitraries.of(1, 1, 3), Arbitraries.of(BETWEEN))
            .as(
                (parts, width, gap, between) ->
                    column -> ":\n" + sequence(parts, column + width, gap, between));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, scalars),
        net.jqwik.api.Tuple.of(2, mappings),
        net.jqwik.api.Tuple.of(2, sequences));
  }

  private static String mapping(List<Part> parts, int column, String between, boolean indented) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append(i == 0 ? "" : between.replace("@", " ".repeat(column)));
      text.append(i > 0 || indented ? " ".repeat(column) : "");
      text.append("key").append(i).append(parts.get(i).under(column));
    }
    return text.toString();
  }

  private static String sequence(List<Part> parts, int column, int gap, String between) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(between.replace("@", " ".repeat(column)));
      text.append(" ".repeat(column)).append('-').append(" ".repeat(gap));
      text.append(mapping(List.of(part, part), column + 1 + gap, between, false));
    }
    return text.toString();
  }

  private static final String[] TAILS = {"\n", "\n", " # why\n", "   # why\n", "  \n"};

  private static final String[] BETWEEN = {
    "", "", "", "\n", "\n\n \n", "@# here\n", "# far left\n", "@  # right\n", "@# a\n\n@# b\n"
  };

  private static final String[] SCALARS = {
    "1",
    "plain words",
    "\"quoted  # no comment\"",
    "'it''s'",
    "",
    "{a: 1,  b: [c,   d]}",
    "&anchor value",
    "!!str 5",
    "\"two\n@lines \n\n@with  gaps\"",
    "two\n@plain lines",
    "[a,\n@b  ,\n@# inside\n@c]",
    "|\n@text\n@  deeper  \n\n@end",
    ">-\n@folded\n@text\n\n",
    "|+\n@kept\n\n\n",
    "|2\n^   first is deeper\n^  second",
    "| # why\n@# no comment\n@text"
  };

  private static String scalar(String scalar, int column, String tail) {
    boolean longer = scalar.contains("\n");
    String inside = " ".repeat(column + 3);
    return scalar.replace("@", inside).replace("^", " ".repeat(column))
        + (longer ? (scalar.endsWith("\n") ? "" : "\n") : tail);
  }

  private static List<String> comments(YamlDocument yaml) {
    return yaml.comments().stream()
        .map(each -> yaml.text().substring(each.span().start(), each.span().end()).strip())
        .toList();
  }

  private static String formatted(Typed typed, Style style) {
    return TextEdit.applied(typed.text(), Formatter.file(typed.snapshot(), typed.file(), style));
  }
}
