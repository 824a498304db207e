package dev.ephor.expression.cel.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.text.GoRegex;
import dev.ephor.value.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Regular expressions: Kubernetes' {@code find} and {@code findAll} and cel-go's {@code regex}.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#Regex">Kubernetes: Regex</a>
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#Regex">cel-go: Regex</a>
 */
public final class RegexLibrary {

  private static final Library LIBRARY =
      new Library(
          "regex",
          List.of(
              Overload.member("string.find(string) -> string", a -> find(text(a, 0), text(a, 1))),
              Overload.member(
                  "string.findAll(string) -> list(string)",
                  a -> findAll(text(a, 0), text(a, 1), -1)),
              Overload.member(
                  "string.findAll(string, int) -> list(string)",
                  a -> findAll(text(a, 0), text(a, 1), (Long) a[2])),
              Overload.global(
                  "regex.replace(string, string, string) -> string",
                  a -> replace(text(a, 0), text(a, 1), text(a, 2), -1)),
              Overload.global(
                  "regex.replace(string, string, string, int) -> string",
                  a -> replace(text(a, 0), text(a, 1), text(a, 2), (Long) a[3])),
              Overload.global(
                  "regex.extract(string, string) -> optional(string)",
                  a -> extract(text(a, 0), text(a, 1))),
              Overload.global(
                  "regex.extractAll(string, string) -> list(string)",
                  a -> extractAll(text(a, 0), text(a, 1)))));

  private RegexLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static String text(Object[] arguments, int index) {
    return (String) arguments[index];
  }

  private static Object find(String text, String pattern) {
    try {
      Matcher matcher = GoRegex.compile(pattern).matcher(text);
      return matcher.find() ? matcher.group() : "";
    } catch (PatternSyntaxException wrong) {
      return new CelError("Illegal regex: " + GoPattern.message(wrong));
    }
  }

  private static Object findAll(String text, String pattern, long most) {
    try {
      List<Object> found = new ArrayList<>();
      Matcher matcher = GoRegex.compile(pattern).matcher(text);
      while ((most < 0 || found.size() < most) && matcher.find()) {
        found.add(matcher.group());
      }
      return found;
    } catch (PatternSyntaxException wrong) {
      return new CelError("Illegal regex: " + GoPattern.message(wrong));
    }
  }

  private static CelError invalid(PatternSyntaxException wrong) {
    return new CelError("given regex is invalid: " + GoPattern.message(wrong));
  }

  private static Object extract(String text, String pattern) {
    try {
      Pattern compiled = GoRegex.compile(pattern);
      if (compiled.groupCount() > 1) {
        return manyGroups(pattern);
      }
      Matcher matcher = compiled.matcher(text);
      if (!matcher.find()) {
        return Optional.empty();
      }
      return Optional.ofNullable(matcher.group(compiled.groupCount()));
    } catch (PatternSyntaxException wrong) {
      return invalid(wrong);
    }
  }

  private static Object extractAll(String text, String pattern) {
    try {
      Pattern compiled = GoRegex.compile(pattern);
      if (compiled.groupCount() > 1) {
        return manyGroups(pattern);
      }
      List<Object> found = new ArrayList<>();
      Matcher matcher = compiled.matcher(text);
      while (matcher.find()) {
        String part = matcher.group(compiled.groupCount());
        if (part != null && !(compiled.groupCount() == 1 && part.isEmpty())) {
          found.add(part);
        }
      }
      return found;
    } catch (PatternSyntaxException wrong) {
      return invalid(wrong);
    }
  }

  private static CelError manyGroups(String pattern) {
    return new CelError(
        "regular expression has more than one capturing group: " + GoQuote.quote(pattern));
  }

  private static Object replace(String text, String pattern, String by, long most) {
    try {
      Pattern compiled = GoRegex.compile(pattern);
      if (most == 0) {
        return text;
      }
      Matcher matcher = compiled.matcher(text);
      StringBuilder out = new StringBuilder();
      int end = 0;
      long count = 0;
      while ((most < 0 || count < most) && matcher.find()) {
        out.append(text, end, matcher.start());
        CelError problem = expand(matcher, by, compiled.groupCount(), out);
        if (problem != null) {
          return problem;
        }
        end = matcher.end();
        count++;
      }
      return out.append(text, end, text.length()).toString();
    } catch (PatternSyntaxException wrong) {
      return invalid(wrong);
    }
  }

  /** Appends a replacement, in which {@code \1} stands for the first group. */
  private static @org.jspecify.annotations.Nullable CelError expand(
      Matcher matcher, String by, int groups, StringBuilder out) {
    for (int i = 0; i < by.length(); i++) {
      char c = by.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char next = ++i < by.length() ? by.charAt(i) : 0;
      if (next == '\\') {
        out.append('\\');
      } else if (next >= '0' && next <= '9') {
        int group = next - '0';
        if (group > groups) {
          return new CelError(
              "replacement string references group "
                  + group
                  + " but regex has only "
                  + groups
                  + " group(s)");
        }
        String part = matcher.group(group);
        out.append(part == null ? "" : part);
      } else {
        return new CelError(
            "invalid replacement string: '" + by + "' \\ must be followed by a digit or \\");
      }
    }
    return null;
  }
}
