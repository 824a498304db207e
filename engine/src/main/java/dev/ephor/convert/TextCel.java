package dev.ephor.convert;

import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with {@code {{ }}} in CEL. */
final class TextCel {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*(?:\\{[^{}]*}[^{}]*)*)}}");

  private static final Pattern QUOTED = Pattern.compile("'\\{\\{([^{}]*)}}'");

  private TextCel() {}

  /** A text that is one variable, in which others stand in quotes for the texts that they are. */
  private static String flat(String text) {
    String stripped = text.strip();
    if (!stripped.startsWith("{{") || !stripped.endsWith("}}") || stripped.length() < 4) {
      return text;
    }
    String inside = stripped.substring(2, stripped.length() - 2);
    return inside.contains("{{") ? "{{" + QUOTED.matcher(inside).replaceAll("($1)") + "}}" : text;
  }

  /** The value of a text with variables; one variable and nothing else keeps its type. */
  static Val of(String all, JmesCel jmes, Value written) throws NotConvertible {
    String text = flat(all);
    if (text.contains("$(") || text.contains("\\{{")) {
      throw new NotConvertible(written, "a reference or an escape in a text");
    }
    Matcher found = VARIABLE.matcher(text);
    List<String> pieces = new ArrayList<>();
    int done = 0;
    while (found.find()) {
      String query = found.group(1).strip();
      if (found.start() == 0 && found.end() == text.length()) {
        return jmes.of(query);
      }
      if (text.substring(done, found.start()).contains("{{")) {
        throw new NotConvertible(written, "variables in one another");
      }
      if (found.start() > done) {
        pieces.add(Cel.quoted(text.substring(done, found.start())));
      }
      Val value = jmes.of(query);
      String expression = jmes.text(value);
      pieces.add(value.type() == Val.Type.TEXT ? expression : "string(" + expression + ")");
      done = found.end();
    }
    if (pieces.isEmpty() || text.indexOf("{{", done) >= 0) {
      throw new NotConvertible(written, "variables in one another");
    }
    if (done < text.length()) {
      pieces.add(Cel.quoted(text.substring(done)));
    }
    return new Val.Expr(String.join(" + ", pieces), Val.Type.TEXT);
  }
}
