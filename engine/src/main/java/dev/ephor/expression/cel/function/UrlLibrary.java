package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.value.GoQuote;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of the web, taken apart as Go does.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#URLs">Kubernetes: URLs</a>
 */
public final class UrlLibrary {

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern USER = Pattern.compile("[0-9A-Za-z._:~!$&'()*+,;=%@-]*");

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

    /** As it is written where nothing in it must be escaped, else escaped anew. */
    String escapedPath() {
      boolean valid = path.chars().allMatch(c -> isPlain(c) || "$&+,/:;=@!'()*%[]".indexOf(c) >= 0);
      if (valid) {
        return path;
      }
      StringBuilder out = new StringBuilder();
      for (byte b : unescaped(path)) {
        int c = b & 0xff;
        if (isPlain(c) || "$&+,/:;=@".indexOf(c) >= 0) {
          out.append((char) c);
        } else {
          out.append(String.format(Locale.ROOT, "%%%02X", c));
        }
      }
      return out.toString();
    }

    private static boolean isPlain(int c) {
      return c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
    }

    private static byte[] unescaped(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '%') {
          out.write(Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16));
          i += 2;
        } else {
          out.write(bytes[i]);
        }
      }
      return out.toByteArray();
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
        if (key != null && value != null) {
          parameters.computeIfAbsent(key, missing -> new ArrayList<>()).add(value);
        }
      }
      return parameters;
    }
  }

  /** The text that a part of a query stands for; null for one that is left out, as it is broken. */
  private static @Nullable String decode(String text) {
    return BROKEN_ESCAPE.matcher(text).find()
        ? null
        : URLDecoder.decode(text, StandardCharsets.UTF_8);
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
    if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
      int slash = rest.indexOf('/', 2);
      host = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      // Whether it is an address at all is asked before a fragment is cut off.
      boolean cut = !scheme.isEmpty() && slash < 0 && question < 0 && hash >= 0;
      rest = slash < 0 ? "" : rest.substring(slash);
      int at = host.lastIndexOf('@');
      user = at < 0 ? "" : host.substring(0, at);
      host = host.substring(at + 1);
      String problem = hostProblem(cut ? host + '#' : host);
      if (problem != null) {
        return wrong(text, problem);
      } else if (!USER.matcher(user).matches()) {
        return wrong(text, "net/url: invalid userinfo");
      }
    }
    Matcher escape = BROKEN_ESCAPE.matcher(rest);
    if (escape.find()) {
      String shown = rest.substring(escape.start(), Math.min(rest.length(), escape.start() + 3));
      return wrong(text, "invalid URL escape " + GoQuote.quote(shown));
    }
    return new Url(scheme, user, host, rest, query, fragment);
  }

  /** First the port, then each sign, as Go looks. */
  private static @Nullable String hostProblem(String host) {
    int colon = host.lastIndexOf(':');
    String port = colon < 0 ? "" : host.substring(colon);
    if (host.startsWith("[")) {
      int close = host.lastIndexOf(']');
      if (close < 0) {
        return "missing ']' in host";
      }
      port = host.substring(close + 1);
    }
    if (!port.matches("(:[0-9]*)?")) {
      return "invalid port " + GoQuote.quote(port) + " after host";
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Url.isPlain(c) && c < 0x80 && "!$&'()*+,;=:[]<>\"%".indexOf(c) < 0) {
        return "invalid character " + GoQuote.quote(String.valueOf(c)) + " in host name";
      }
    }
    return null;
  }
}
