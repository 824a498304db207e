package dev.ephor.expression.jmespath;

import dev.ephor.kubernetes.SemanticVersion;
import dev.ephor.value.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A set of versions: comparisons side by side must all hold, {@code ||} stands between
 * alternatives, and {@code x} in place of a number stands for any, as in {@code >=1.2.x <3.0.0 ||
 * 4.x}.
 */
record VersionRange(List<List<Comparison>> alternatives) {

  /** One comparison with a version. */
  record Comparison(IntPredicate order, SemanticVersion version) {}

  boolean contains(SemanticVersion version) {
    return alternatives.stream()
        .anyMatch(
            all -> all.stream().allMatch(c -> c.order().test(version.compareTo(c.version()))));
  }

  /**
   * Reads a range.
   *
   * @throws Failure with the reference's message
   */
  static VersionRange parse(String text) {
    List<List<String>> alternatives = new ArrayList<>();
    alternatives.add(new ArrayList<>());
    List<String> words = words(text);
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).equals("||")) {
        alternatives.get(alternatives.size() - 1).addAll(expanded(words.get(i)));
      } else if (i == 0) {
        throw new Failure("First element in range is '||'");
      } else {
        alternatives.add(new ArrayList<>());
      }
    }
    if (words.isEmpty() || words.get(words.size() - 1).equals("||")) {
      throw new Failure("Last element in range is '||'");
    }
    List<List<Comparison>> compared = new ArrayList<>();
    for (List<String> all : alternatives) {
      compared.add(all.stream().map(VersionRange::comparison).toList());
    }
    return new VersionRange(List.copyOf(compared));
  }

  /** Words between spaces; a space after a comparison sign does not count. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' && before != '>' && before != '<' && before != '=') {
        // the reference loses words of a single character
        if (start < i - 1) {
          words.add(text.substring(start, i).replace(" ", ""));
        }
        start = i + 1;
      } else if (c != ' ') {
        before = c;
      }
    }
    if (start < text.length() - 1) {
      words.add(text.substring(start).replace(" ", ""));
    }
    return words;
  }

  private static int versionStart(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.isDigit(word.charAt(i))) {
        return i;
      }
    }
    throw new Failure("Could not get version from string: " + GoQuote.quote(word));
  }

  /** A comparison with {@code x} in it as comparisons without. */
  private static List<String> expanded(String word) {
    if (!word.contains("x")) {
      return List.of(word);
    }
    int start = versionStart(word);
    String operator = word.substring(0, start).trim();
    String version = word.substring(start);
    String[] parts = version.split("\\.", -1);
    int places = parts[parts.length - 1].equals("x") ? parts.length : 0;
    String low = version.replaceFirst("\\.x\\.x", ".x").replaceFirst("\\.x", ".0");
    low = low.split("\\.", -1).length == 2 ? low + ".0" : low;
    String next = places == 3 ? raised(low, 1) : places == 2 ? raised(low, 0) : "";
    return switch (operator) {
      case ">" -> List.of(">=" + next);
      case ">=" -> List.of(">=" + low);
      case "<" -> List.of("<" + low);
      case "<=" -> List.of("<" + next);
      case "", "=", "==" -> List.of(">=" + low, "<" + next);
      case "!=", "!" -> List.of("<" + low, ">=" + next);
      default -> List.of(low);
    };
  }

  private static String raised(String version, int place) {
    String[] parts = version.split("\\.", -1);
    if (place >= parts.length || !parts[place].matches("[0-9]{1,18}")) {
      return "";
    }
    parts[place] = Long.toString(Long.parseLong(parts[place]) + 1);
    return String.join(".", parts);
  }

  private static Comparison comparison(String word) {
    int start = versionStart(word);
    String operator = word.substring(0, start).trim();
    String version = word.substring(start);
    IntPredicate order =
        switch (operator) {
          case "", "=", "==" -> sign -> sign == 0;
          case ">" -> sign -> sign > 0;
          case ">=" -> sign -> sign >= 0;
          case "<" -> sign -> sign < 0;
          case "<=" -> sign -> sign <= 0;
          case "!", "!=" -> sign -> sign != 0;
          default ->
              throw unreadable(
                  word, "Could not parse comparator " + GoQuote.quote(operator), operator, version);
        };
    try {
      return new Comparison(order, SemanticVersion.parse(version));
    } catch (SemanticVersion.InvalidVersion e) {
      throw new Failure(
          unreadable(word, "Could not parse version " + GoQuote.quote(version), operator, version)
                  .message()
              + ": "
              + e.getMessage());
    }
  }

  private static Failure unreadable(String word, String what, String operator, String version) {
    return new Failure(
        "Could not parse Range "
            + GoQuote.quote(word)
            + ": "
            + what
            + " in "
            + GoQuote.quote(operator + version));
  }
}
