package dev.ephor.testing.mutant;

import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.testing.mutant.Mutant.Family;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.SourceMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expressions in CEL that decide or make something. */
final class CelMutants {

  private static final Map<String, List<String>> OTHERS =
      Map.of(
          "==", List.of("!="),
          "!=", List.of("=="),
          "<", List.of(">=", "<="),
          "<=", List.of(">", "<"),
          ">", List.of("<=", ">="),
          ">=", List.of("<", ">"),
          "&&", List.of("||"),
          "||", List.of("&&"));

  private static final Map<String, String> MACROS =
      Map.of("all", "exists", "exists", "all", "exists_one", "exists");

  /** Where an expression decides nothing. */
  private static final Set<String> WORDS = Set.of("messageExpression", "valueExpression");

  private CelMutants() {}

  static void at(Site site) {
    String key = site.key();
    NodeKind kind = site.document().kind(site.value().node());
    if (key == null
        || WORDS.contains(key)
        || kind == NodeKind.ALIAS
        || site.value().asString() == null
        || !isCel(site)) {
      return;
    }
    int node = site.value().node();
    String text = site.document().scalarText(node);
    Expression expression = new Expression(site, site.document().sourceMap(node), text, kind);
    CelPart root = CelSyntax.parse(text);
    expression.walk(root, true);
  }

  private static boolean isCel(Site site) {
    for (Schema type : site.meaning().meant()) {
      if (type instanceof ScalarSchema scalar && scalar.kind() == ScalarSchema.Kind.CEL) {
        return true;
      }
    }
    return false;
  }

  /**
   * An expression and its way to the document.
   *
   * @param text of the expression
   * @param kind how its scalar is written
   */
  private record Expression(Site site, SourceMap map, String text, NodeKind kind) {

    void walk(CelPart part, boolean first) {
      if (part instanceof CelPart.Operation operation) {
        operation(operation);
      } else if (part instanceof CelPart.Call call) {
        String other = call.target() == null ? null : MACROS.get(call.name());
        if (other != null) {
          replace(call.nameSpan(), other);
        }
        if (call.name().equals("has") && !first) {
          negate(call.span());
        }
      } else if (part instanceof CelPart.Constant constant) {
        constant(constant);
      }
      if (first && decides()) {
        negate(
            new Span(text.length() - text.stripLeading().length(), text.stripTrailing().length()));
      }
      part.children().forEach(child -> walk(child, false));
    }

    /** Whether its answer is yes or no: not a variable, and not what is made. */
    private boolean decides() {
      List<String> keys = site.keys();
      return !keys.contains("variables")
          && !keys.contains("mutations")
          && !keys.contains("generate");
    }

    private void operation(CelPart.Operation operation) {
      for (String other : OTHERS.getOrDefault(operation.operator(), List.of())) {
        replace(operation.sign(), other);
      }
      boolean connects = operation.operator().equals("&&") || operation.operator().equals("||");
      if (connects && operation.operands().size() == 2) {
        Span left = operation.operands().get(0).span();
        Span right = operation.operands().get(1).span();
        drop(new Span(left.start(), operation.sign().end()), left);
        drop(new Span(operation.sign().start(), right.end()), right);
      } else if (operation.operator().equals("!")) {
        add(operation.sign(), "", "without !");
      }
    }

    /** Takes an operand with its sign away; brackets around either may be left open. */
    private void drop(Span whole, Span operand) {
      String gone = text.substring(whole.start(), whole.end());
      long open = gone.chars().filter(c -> c == '(').count();
      long close = gone.chars().filter(c -> c == ')').count();
      if (open == close) {
        String shown = text.substring(operand.start(), operand.end());
        add(whole, "", "without " + Constants.shown(shown));
      }
    }

    private void negate(Span span) {
      String was = text.substring(span.start(), span.end());
      add(span, "!(" + was + ")", "!(" + shown(was) + ")");
    }

    private void constant(CelPart.Constant constant) {
      String word = text.substring(constant.span().start(), constant.span().end());
      switch (constant.type()) {
        case "bool" ->
            replace(constant.span(), constant.content().equals("true") ? "false" : "true");
        case "int" -> {
          if (word.matches("[0-9]{1,17}")) {
            replace(constant.span(), String.valueOf(Long.parseLong(word) + 1));
          }
        }
        case "string" -> {
          if (word.length() >= 2 && (word.charAt(0) == '\'' || word.charAt(0) == '"')) {
            char quote = word.charAt(0);
            String inner = word.substring(1, word.length() - 1);
            replace(constant.span(), quote + Constants.other(inner) + quote);
          }
        }
        default -> {
          // Numbers with fractions, bytes and null have no neighbour that means much.
        }
      }
    }

    private void replace(Span span, String other) {
      String was = text.substring(span.start(), span.end());
      add(span, other, shown(other) + " instead of " + shown(was));
    }

    private static String shown(String text) {
      String quoted = Constants.shown(text);
      return quoted.substring(1, quoted.length() - 1);
    }

    private void add(Span span, String replacement, String what) {
      String written =
          switch (kind) {
            case SINGLE_QUOTED -> replacement.replace("'", "''");
            case DOUBLE_QUOTED -> replacement.replace("\\", "\\\\").replace("\"", "\\\"");
            default -> replacement;
          };
      Span place = map.toSource(span);
      boolean lines = replacement.contains("\n");
      if (!lines || kind == NodeKind.PLAIN) {
        site.add(Family.CEL, place, what, new TextEdit(place, written));
      } else {
        // The lines of a block keep their indentation: only signs at both ends are put.
        String was = site.document().text().substring(place.start(), place.end());
        int at = replacement.indexOf(text.substring(span.start(), span.end()));
        if (at >= 0) {
          String before = replacement.substring(0, at);
          String after = replacement.substring(at + span.length());
          site.add(Family.CEL, place, what, new TextEdit(place, before + was + after));
        }
      }
    }
  }
}
