package dev.ephor.cli;

/** Text as XML 1.0 takes it. */
public final class XmlText {

  private XmlText() {}

  /** For an element's content and for an attribute in double quotes. */
  public static String escaped(String text) {
    return allowed(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** For an attribute in double quotes, where line ends would be read as blanks. */
  public static String attribute(String text) {
    return escaped(text).replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;");
  }

  /** For inside of a {@code CDATA} section. */
  public static String section(String text) {
    return allowed(text).replace("]]>", "]]]]><![CDATA[>");
  }

  /** XML 1.0 has neither control characters nor halves of surrogate pairs. */
  private static String allowed(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                (c < ' ' && c != '\n' && c != '\t' && c != '\r')
                        || (c >= 0xD800 && c <= 0xDFFF)
                        || c == 0xFFFE
                        || c == 0xFFFF
                    ? '?'
                    : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
