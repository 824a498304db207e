package dev.ephor.expression.jmespath;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.ephor.value.Value;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Regular expressions: RE2, in linear time. */
final class RegexFunctions {

  private static final int REMEMBERED = 500;

  /** Compiled patterns; a pattern stands in a policy and is used again for each resource. */
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private RegexFunctions() {}

  static Value match(Invocation call) {
    try {
      return Types.bool(compiled(call.string(0)).matcher(call.text(1)).find());
    } catch (PatternSyntaxException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  /** In the replacement {@code $1} and {@code ${name}} stand for groups. */
  static Value replaceAll(Invocation call) {
    Pattern pattern = pattern(call);
    String template = call.text(2);
    return replaced(call, pattern, (matcher, out) -> expand(template, pattern, matcher, out));
  }

  static Value replaceAllLiteral(Invocation call) {
    String replacement = call.text(2);
    return replaced(call, pattern(call), (matcher, out) -> out.append(replacement));
  }

  private interface Replacement {
    void append(Matcher matcher, StringBuilder out);
  }

  private static Pattern pattern(Invocation call) {
    try {
      return compiled(call.string(0));
    } catch (PatternSyntaxException e) {
      throw call.failure(String.valueOf(e.getMessage()));
    }
  }

  private static Pattern compiled(String regex) {
    Pattern known = COMPILED.get(regex);
    if (known != null) {
      return known;
    }
    Pattern pattern = Pattern.compile(regex);
    if (COMPILED.size() >= REMEMBERED) {
      COMPILED.clear();
    }
    COMPILED.put(regex, pattern);
    return pattern;
  }

  /** An empty match next to the one before does not count. */
  private static Value replaced(Invocation call, Pattern pattern, Replacement replacement) {
    String text = call.text(1);
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int search = 0;
    while (search <= text.length() && matcher.find(search)) {
      int start = matcher.start();
      int end = matcher.end();
      out.append(text, copied, start);
      if (end > copied || start == 0) {
        replacement.append(matcher, out);
      }
      copied = end;
      int step = search < text.length() ? Character.charCount(text.codePointAt(search)) : 1;
      search = search + step > end ? search + step : end;
      if (out.length() > call.budget().left()) {
        break;
      }
    }
    return call.made(out.append(text, Math.min(copied, text.length()), text.length()).toString());
  }

  private static void expand(String template, Pattern pattern, Matcher matcher, StringBuilder out) {
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '$') {
        out.append(c);
        at++;
      } else if (template.startsWith("$$", at)) {
        out.append('$');
        at += 2;
      } else {
        int end = reference(template, at, name -> out.append(group(name, pattern, matcher)));
        if (end < 0) {
          out.append('$');
        }
        at = end < 0 ? at + 1 : end;
      }
    }
  }

  /** Reads {@code $name} or {@code ${name}} and gives its end; -1 for what is neither. */
  private static int reference(String template, int at, Consumer<String> found) {
    boolean braces = template.startsWith("${", at);
    int start = at + (braces ? 2 : 1);
    int end = start;
    while (end < template.length() && wordCharacter(template.codePointAt(end))) {
      end += Character.charCount(template.codePointAt(end));
    }
    boolean closed = !braces || template.startsWith("}", end);
    if (end == start || !closed) {
      return -1;
    }
    found.accept(template.substring(start, end));
    return braces ? end + 1 : end;
  }

  private static String group(String name, Pattern pattern, Matcher matcher) {
    String value;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int index = name.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(name);
      boolean zeros = name.length() > 1 && name.charAt(0) == '0';
      value = zeros || index > matcher.groupCount() ? null : matcher.group(index);
    } else {
      Integer index = pattern.namedGroups().get(name);
      value = index == null ? null : matcher.group(index);
    }
    return value == null ? "" : value;
  }

  private static boolean wordCharacter(int c) {
    return c == '_' || Character.isLetter(c) || Character.isDigit(c);
  }
}
