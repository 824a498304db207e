package dev.ephor.cli.table;

/**
 * Colours of results, as the reference has them.
 *
 * @param cells whether cells are coloured, which is for terminals only
 * @param headers whether headers are, which the reference does in pipes too
 */
public record Colours(boolean cells, boolean headers) {

  /** No colours at all. */
  public static final Colours NONE = new Colours(false, false);

  public String name(String text) {
    return cell("36;1", text);
  }

  public String pass(String text) {
    return cell("32;1", text);
  }

  public String fail(String text) {
    return cell("31;1", text);
  }

  public String attention(String text) {
    return cell("33;1", text);
  }

  public String header(String text) {
    return headers ? styled("32;40", text) : text;
  }

  private String cell(String code, String text) {
    return cells && !text.isEmpty() ? styled(code, text) : text;
  }

  private static String styled(String code, String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** How many columns a coloured text takes. */
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\u001b') {
        int end = text.indexOf('m', i);
        i = end < 0 ? text.length() : end;
      } else if (!Character.isLowSurrogate(text.charAt(i))) {
        width++;
      }
    }
    return width;
  }
}
