package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.value.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of the web, taken apart as Go does.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#URLs">Kubernetes: URLs</a>
 */
public final class UrlLibrary {

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");

  private static final String TYPE = "kubernetes.URL";

  private static final Library LIBRARY =
      new Library(
          "url",
          List.of(
              Overload.global("url(string) -> kubernetes.URL", a -> parse((String) a[0])),
              Overload.global("isURL(string) -> bool", a -> parse((String) a[0]) instanceof Url),
              Overload.member(TYPE + ".getScheme() -> string", a -> ((Url) a[0]).scheme()),
              Overload.member(TYPE + ".getHost() -> string", a -> ((Url) a[0]).host()),
              Overload.member(TYPE + ".getHostname() -> string", a -> ((Url) a[0]).hostname()),
              Overload.member(TYPE + ".getPort() -> string", a -> ((Url) a[0]).port()),
              Overload.member(
                  TYPE + ".getEscapedPath() -> string", a -> ((Url) a[0]).escapedPath()),
              Overload.member(
                  TYPE + ".getQuery() -> map(string, list(string))",
                  a -> ((Url) a[0]).parameters())));

  private UrlLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private record Url(
      String scheme, String user, String host, String path, String query, String fragment)
      implements Opaque {

    @Override
    public String typeName() {
      return TYPE;
    }

    String hostname() {
      String name = host;
      int colon = portColon();
      if (colon >= 0) {
        name = host.substring(0, colon);
      }
      return name.startsWith("[") && name.endsWith("]")
          ? name.substring(1, name.length() - 1)
          : name;
    }

    String port() {
      int colon = portColon();
      return colon < 0 ? "" : host.substring(colon + 1);
    }

    private int portColon() {
      int colon = host.lastIndexOf(':');
      return colon >= 0
              && host.substring(colon + 1).matches("\\d*")
              && colon > host.lastIndexOf(']')
          ? colon
          : -1;
    }

    String escapedPath() {
      StringBuilder out = new StringBuilder();
      for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xff);
        boolean plain =
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-_.~$&+,/:;=@!'()*%[]".indexOf(c) >= 0;
        if (plain) {
          out.append(c);
        } else {
          out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
        }
      }
      return out.toString();
    }

    Map<String, List<String>> parameters() {
      Map<String, List<String>> parameters = new LinkedHashMap<>();
      for (String part : query.split("&", -1)) {
        if (part.isEmpty() || part.contains(";")) {
          continue;
        }
        int equals = part.indexOf('=');
        String key = decode(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? "" : decode(part.substring(equals + 1));
        parameters.computeIfAbsent(key, missing -> new ArrayList<>()).add(value);
      }
      return parameters;
    }
  }

  private static String decode(String text) {
    try {
      return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      return text;
    }
  }

  private static CelError wrong(String text, String why) {
    return new CelError(
        "URL parse error during conversion from string: parse " + GoQuote.quote(text) + ": " + why);
  }

  private static Object parse(String text) {
    if (text.isEmpty()) {
      return wrong(text, "empty url");
    }
    if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      return wrong(text, "net/url: invalid control character in URL");
    }
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? "" : text.substring(hash + 1);
    String rest = hash < 0 ? text : text.substring(0, hash);
    String scheme = "";
    Matcher start = SCHEME.matcher(rest);
    if (start.matches()) {
      scheme = start.group(1).toLowerCase(Locale.ROOT);
      rest = start.group(2);
    } else if (rest.startsWith(":")) {
      return wrong(text, "missing protocol scheme");
    }
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    rest = question < 0 ? rest : rest.substring(0, question);
    if (!rest.startsWith("/")) {
      return scheme.isEmpty()
          ? wrong(text, "invalid URI for request")
          : new Url(scheme, "", "", "", query, fragment);
    }
    String user = "";
    String host = "";
    if (!scheme.isEmpty() && rest.startsWith("//") && !rest.startsWith("///")) {
      int slash = rest.indexOf('/', 2);
      host = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      rest = slash < 0 ? "" : rest.substring(slash);
      int at = host.lastIndexOf('@');
      if (at >= 0) {
        user = host.substring(0, at);
        host = host.substring(at + 1);
      }
      CelError problem = checkHost(text, host);
      if (problem != null) {
        return problem;
      }
    } else if (!scheme.isEmpty() && rest.startsWith("///")) {
      rest = rest.substring(2);
    }
    Matcher escape = Pattern.compile("%(?![0-9A-Fa-f]{2})").matcher(rest);
    if (escape.find()) {
      String shown = rest.substring(escape.start(), Math.min(rest.length(), escape.start() + 3));
      return wrong(text, "invalid URL escape " + GoQuote.quote(shown));
    }
    return new Url(scheme, user, host, rest, query, fragment);
  }

  private static @org.jspecify.annotations.Nullable CelError checkHost(String text, String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`'
          || c == '{' || c == '|' || c == '}') {
        return wrong(
            text, "invalid character " + GoQuote.quote(String.valueOf(c)) + " in host name");
      }
    }
    int colon = host.lastIndexOf(':');
    if (host.startsWith("[") && host.indexOf(']') < 0) {
      return wrong(text, "missing ']' in host");
    }
    if (colon > host.lastIndexOf(']') && !host.substring(colon + 1).matches("\\d*")) {
      return wrong(text, "invalid port " + GoQuote.quote(host.substring(colon)) + " after host");
    }
    return null;
  }
}
