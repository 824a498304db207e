package dev.ephor.expression.jmespath;

import dev.ephor.value.GoQuote;
import java.net.Inet4Address;
import java.net.InetAddress;

/** The host of a URL, found and refused as Go's {@code net/url} does. */
final class UrlHost {

  private static final String ALLOWED = "-_.~!$&'()*+,;=:[]<>\"";

  private UrlHost() {}

  /**
   * The host without port and brackets; empty where the URL has none.
   *
   * @throws Failure when Go could not parse the URL
   */
  static String of(String url) {
    int fragment = url.indexOf('#');
    String text = fragment < 0 ? url : url.substring(0, fragment);
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw failure(text, "net/url: invalid control character in URL");
    }
    if (fragment >= 0) {
      escapes(url, url.substring(fragment + 1));
    }
    int scheme = schemeEnd(text);
    if (scheme == 0) {
      throw failure(text, "missing protocol scheme");
    }
    String rest = scheme < 0 ? text : text.substring(scheme + 1);
    int query = rest.indexOf('?');
    rest = query < 0 ? rest : rest.substring(0, query);
    if (!rest.startsWith("/")) {
      int slash = rest.indexOf('/');
      String segment = slash < 0 ? rest : rest.substring(0, slash);
      if (scheme < 0 && segment.contains(":") && !text.equals("*")) {
        throw failure(text, "first path segment in URL cannot contain colon");
      }
      if (scheme < 0) {
        escapes(text, rest);
      }
      return "";
    }
    boolean authority = rest.startsWith("//") && (scheme > 0 || !rest.startsWith("///"));
    if (!authority) {
      escapes(text, rest);
      return "";
    }
    int path = rest.indexOf('/', 2);
    String host = host(text, scheme, rest.substring(2, path < 0 ? rest.length() : path));
    escapes(text, path < 0 ? "" : rest.substring(path));
    return host;
  }

  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (c == ':') {
        return i;
      }
      if (!letter && (!later || i == 0)) {
        return -1;
      }
    }
    return -1;
  }

  private static String host(String url, int scheme, String authority) {
    int at = authority.lastIndexOf('@');
    String host = authority.substring(at + 1);
    int bracket = host.lastIndexOf('[');
    if (bracket > 0) {
      throw failure(url, "invalid IP-literal");
    }
    String name = bracket == 0 ? bracketed(url, host) : named(url, scheme, host);
    if (at >= 0) {
      String user = authority.substring(0, at);
      if (!user.matches("[A-Za-z0-9\\-._:~!$&'()*+,;=%@]*")) {
        throw failure(url, "net/url: invalid userinfo");
      }
      escapes(url, user);
    }
    return name;
  }

  private static String bracketed(String url, String host) {
    int close = host.lastIndexOf(']');
    if (close < 0) {
      throw failure(url, "missing ']' in host");
    }
    port(url, host.substring(close + 1));
    String name = host.substring(1, close);
    int zone = name.indexOf("%25");
    InetAddress address = IpLiteral.parse(zone < 0 ? name : name.substring(0, zone));
    if (address == null) {
      String reason = name.isEmpty() ? "unable to parse IP" : "unexpected character";
      throw failure(url, "invalid host: ParseAddr(" + GoQuote.quote(name) + "): " + reason);
    }
    if (address instanceof Inet4Address && name.indexOf(':') < 0) {
      throw failure(url, "invalid IP-literal");
    }
    return zone < 0 ? name : name.substring(0, zone) + "%" + name.substring(zone + 3);
  }

  private static String named(String url, int scheme, String host) {
    int first = host.indexOf(':');
    int last = host.lastIndexOf(':');
    String written = scheme < 0 ? "" : url.substring(0, scheme);
    boolean web = written.equalsIgnoreCase("http") || written.equalsIgnoreCase("https");
    int colon = web ? first : last;
    if (colon >= 0) {
      port(url, host.substring(colon));
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%') {
        String escape = host.substring(i, Math.min(i + 3, host.length()));
        boolean hex = escape.matches("%[0-9a-fA-F]{2}");
        if (!hex || (Character.digit(escape.charAt(1), 16) < 8 && !escape.equals("%25"))) {
          throw failure(url, "invalid URL escape " + GoQuote.quote(escape));
        }
      } else if (c < 0x80 && !Character.isLetterOrDigit(c) && ALLOWED.indexOf(c) < 0) {
        String shown = GoQuote.quote(String.valueOf(c));
        throw failure(url, "invalid character " + shown + " in host name");
      }
    }
    String port = last < 0 ? "" : host.substring(last);
    return port.matches(":[0-9]*") ? host.substring(0, last) : host;
  }

  private static void port(String url, String port) {
    if (!port.matches("(:[0-9]*)?")) {
      throw failure(url, "invalid port " + GoQuote.quote(port) + " after host");
    }
  }

  private static void escapes(String url, String part) {
    for (int at = part.indexOf('%'); at >= 0; at = part.indexOf('%', at + 3)) {
      String escape = part.substring(at, Math.min(at + 3, part.length()));
      if (!escape.matches("%[0-9a-fA-F]{2}")) {
        throw failure(url, "invalid URL escape " + GoQuote.quote(escape));
      }
    }
  }

  private static Failure failure(String url, String reason) {
    return new Failure("parse " + GoQuote.quote(url) + ": " + reason);
  }
}
