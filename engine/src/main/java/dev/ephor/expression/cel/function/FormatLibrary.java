package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.Opaque;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Formats of texts by name, with Kubernetes' reasons why a text has not the format.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#Format">Kubernetes: Format</a>
 */
public final class FormatLibrary {

  private static final String TYPE = "kubernetes.NamedFormat";

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

  private static final String LABEL_MESSAGE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character";
  private static final String SUBDOMAIN_MESSAGE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character";
  private static final String LABEL_1035_MESSAGE =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character";
  private static final String VALUE_MESSAGE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character";
  private static final String NAME_MESSAGE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character";

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");
  private static final Pattern BASE64 =
      Pattern.compile(
          "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})?");

  private static final Map<String, Format> FORMATS = new LinkedHashMap<>();

  static {
    add("dns1123Label", FormatLibrary::label);
    add("dns1123Subdomain", text -> dns(text, 253, SUBDOMAIN, SUBDOMAIN_MESSAGE, "example.com"));
    add(
        "dns1035Label",
        text -> dns(text, 63, LABEL_1035, LABEL_1035_MESSAGE, "my-name", "abc-123"));
    add("qualifiedName", FormatLibrary::qualifiedName);
    add("dns1123LabelPrefix", text -> label(prefix(text)));
    add(
        "dns1123SubdomainPrefix",
        text -> dns(prefix(text), 253, SUBDOMAIN, SUBDOMAIN_MESSAGE, "example.com"));
    add(
        "dns1035LabelPrefix",
        text -> dns(prefix(text), 63, LABEL_1035, LABEL_1035_MESSAGE, "my-name", "abc-123"));
    add(
        "labelValue",
        text -> dns(text, 63, "(" + NAME + ")?", VALUE_MESSAGE, "MyValue", "my_value", "12345"));
    add("uri", FormatLibrary::uri);
    add("uuid", text -> one(UUID.matcher(text).matches(), "does not match the UUID format"));
    add("byte", text -> one(BASE64.matcher(text).matches(), "invalid base64"));
    add("date", text -> one(isDate(text), "invalid date"));
    add("datetime", text -> one(isDateTime(text), "invalid datetime"));
  }

  private FormatLibrary() {}

  private record Format(String name, Function<String, List<String>> reasons) implements Opaque {
    @Override
    public String typeName() {
      return TYPE;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Format that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  public static Library library() {
    List<Overload> all = new ArrayList<>();
    FORMATS.forEach(
        (name, format) ->
            all.add(Overload.global("format." + name + "() -> " + TYPE, a -> format)));
    all.add(
        Overload.global(
            "format.named(string) -> optional(" + TYPE + ")",
            a -> Optional.ofNullable(FORMATS.get((String) a[0]))));
    all.add(
        Overload.member(
            TYPE + ".validate(string) -> optional(list(string))",
            a -> {
              List<String> reasons = ((Format) a[0]).reasons().apply((String) a[1]);
              return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
            }));
    return new Library("format", all);
  }

  private static void add(String name, Function<String, List<String>> reasons) {
    FORMATS.put(name, new Format(name, reasons));
  }

  private static List<String> one(boolean valid, String reason) {
    return valid ? List.of() : List.of(reason);
  }

  /** Kubernetes puts a letter in place of a last dash and of what stands before it. */
  private static String prefix(String text) {
    return text.length() > 1 && text.endsWith("-")
        ? text.substring(0, text.length() - 2) + "a"
        : text;
  }

  private static List<String> label(String text) {
    if (text.matches(LABEL) || !text.matches(SUBDOMAIN)) {
      return dns(text, 63, LABEL, LABEL_MESSAGE, "my-name", "123-abc");
    }
    String dots = "must not contain dots";
    return text.length() > 63 ? List.of(tooLong(63), dots) : List.of(dots);
  }

  private static String tooLong(int longest) {
    return "must be no more than " + longest + " characters";
  }

  private static List<String> dns(
      String text, int longest, String pattern, String message, String... examples) {
    List<String> reasons = new ArrayList<>();
    if (text.getBytes(StandardCharsets.UTF_8).length > longest) {
      reasons.add(tooLong(longest));
    }
    if (!text.matches(pattern)) {
      reasons.add(regexReason(message, pattern, examples));
    }
    return reasons;
  }

  private static String regexReason(String message, String pattern, String... examples) {
    StringBuilder out = new StringBuilder(message);
    out.append(" (e.g. ");
    for (int i = 0; i < examples.length; i++) {
      out.append(i == 0 ? "" : " or ").append('\'').append(examples[i]).append("', ");
    }
    return out.append("regex used for validation is '").append(pattern).append("')").toString();
  }

  private static List<String> qualifiedName(String text) {
    List<String> reasons = new ArrayList<>();
    String[] parts = text.split("/", -1);
    if (parts.length > 2) {
      return List.of(
          "a qualified name "
              + regexReason(NAME_MESSAGE, NAME, "MyName", "my.name", "123-abc")
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    if (parts.length == 2) {
      if (parts[0].isEmpty()) {
        reasons.add("prefix part must be non-empty");
      } else {
        for (String reason : dns(parts[0], 253, SUBDOMAIN, SUBDOMAIN_MESSAGE, "example.com")) {
          reasons.add("prefix part " + reason);
        }
      }
    }
    String name = parts[parts.length - 1];
    if (name.isEmpty()) {
      reasons.add("name part must be non-empty");
    } else if (name.length() > 63) {
      reasons.add("name part must be no more than 63 characters");
    }
    if (!name.matches(NAME)) {
      reasons.add("name part " + regexReason(NAME_MESSAGE, NAME, "MyName", "my.name", "123-abc"));
    }
    return reasons;
  }

  private static List<String> uri(String text) {
    Object parsed =
        UrlLibrary.library().overloads().get(0).call().apply(new Object[] {text}, NO_WORLD);
    if (parsed instanceof dev.ephor.expression.cel.value.CelError error) {
      return List.of(
          error.message().replace("URL parse error during conversion from string: ", ""));
    }
    return List.of();
  }

  private static final Evaluation NO_WORLD =
      () -> {
        throw new IllegalStateException("a format asks nothing of the world");
      };

  private static boolean isDate(String text) {
    try {
      return text.matches("\\d{4}-\\d{2}-\\d{2}") && LocalDate.parse(text).getYear() >= 0;
    } catch (DateTimeException wrong) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    if (!DATE_TIME.matcher(text).matches()) {
      return false;
    }
    int hour = Integer.parseInt(text.substring(11, 13));
    int minute = Integer.parseInt(text.substring(14, 16));
    int second = Integer.parseInt(text.substring(17, 19));
    return isDate(text.substring(0, 10)) && hour < 24 && minute < 60 && second < 60;
  }
}
