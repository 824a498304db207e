package dev.ephor.explain;

import dev.ephor.explain.Whereabouts.Where;
import dev.ephor.rule.Trace.Answer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An explanation as lines of text, each with its places in policy and manifest behind it. */
public final class TextTree {

  /** Gives texts a look, such as colours. */
  public interface Style {

    /** Texts as they are. */
    Style PLAIN =
        new Style() {
          @Override
          public String answer(Answer answer, String text) {
            return text;
          }

          @Override
          public String line(String text) {
            return text;
          }

          @Override
          public String aside(String text) {
            return text;
          }
        };

    /** The sign of an answer, or a whole verdict. */
    String answer(Answer answer, String text);

    /** What was asked and seen; it may quote manifests. */
    String line(String text);

    /** What may be passed over: lines of the tree, and places. */
    String aside(String text);
  }

  private final Whereabouts whereabouts;
  private final Function<Where, String> name;
  private final Style style;
  private final StringBuilder out = new StringBuilder();

  private TextTree(Whereabouts whereabouts, Function<Where, String> name, Style style) {
    this.whereabouts = whereabouts;
    this.name = name;
    this.style = style;
  }

  /**
   * The text, with a line break at its end.
   *
   * @param name what a place is called, such as {@code policy.yaml:3:5}
   */
  public static String of(
      Explanation explanation, Whereabouts whereabouts, Function<Where, String> name, Style style) {
    TextTree tree = new TextTree(whereabouts, name, style);
    tree.head(explanation);
    tree.children(explanation.root().children(), explanation.root().cut(), "");
    return tree.out.toString();
  }

  private void head(Explanation explanation) {
    Why root = explanation.root();
    out.append(style.answer(root.answer(), sign(root.answer()) + " " + explanation.verdict()));
    String about = root.title() + " on " + explanation.resource();
    out.append("  ").append(style.line(about));
    places(root);
    out.append('\n');
  }

  private void children(List<Why> children, int cut, String indent) {
    int gap = cut == 0 ? -1 : children.size() / 2;
    for (int i = 0; i < children.size(); i++) {
      if (i == gap) {
        more(cut, indent + "├─ ");
      }
      boolean last = i == children.size() - 1;
      Why child = children.get(i);
      out.append(style.aside(indent + (last ? "└─ " : "├─ ")));
      String sign = sign(child.answer());
      out.append(style.answer(child.answer(), sign)).append(' ').append(style.line(child.line()));
      places(child);
      out.append('\n');
      children(child.children(), child.cut(), indent + (last ? "   " : "│  "));
    }
    if (gap >= children.size()) {
      more(cut, indent + "└─ ");
    }
  }

  private void more(int cut, String indent) {
    out.append(style.aside(indent + MORE + " " + cut + " more")).append('\n');
  }

  private static final String MORE = Shown.MORE;

  private void places(Why why) {
    String clause = text(whereabouts.clause(why));
    String manifest = text(whereabouts.manifest(why));
    String both =
        clause.isEmpty() || manifest.isEmpty() ? clause + manifest : clause + " " + manifest;
    if (!both.isEmpty()) {
      out.append(style.aside("  [" + both + "]"));
    }
  }

  private String text(@Nullable Where where) {
    return where == null ? "" : name.apply(where);
  }

  /** One letter for each answer. */
  public static String sign(Answer answer) {
    return switch (answer) {
      case YES -> "✓";
      case NO -> "✗";
      case SKIP -> "-";
      case ERROR -> "!";
      case DONE -> "·";
    };
  }
}
