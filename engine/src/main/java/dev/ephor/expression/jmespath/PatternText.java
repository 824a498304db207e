package dev.ephor.expression.jmespath;

import dev.ephor.context.Randomness;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a text that a regular expression describes: literals, classes, groups, alternatives and
 * repetitions. Anchors stand for nothing. Like the reference it takes POSIX syntax, which has no
 * {@code \d}.
 */
final class PatternText {

  /** How often {@code *} and {@code +} repeat at most. */
  private static final int UNBOUNDED = 4096;

  private static final int DEEPEST = 200;

  private final String pattern;
  private final Randomness randomness;
  private final Budget budget;
  private int at;
  private int depth;

  private interface Part {
    void append(StringBuilder out);
  }

  PatternText(String pattern, Randomness randomness, Budget budget) {
    this.pattern = pattern;
    this.randomness = randomness;
    this.budget = budget;
  }

  String generate() {
    Part whole = alternatives();
    StringBuilder out = new StringBuilder();
    whole.append(out);
    return out.toString();
  }

  private Part alternatives() {
    if (++depth > DEEPEST) {
      throw new Failure("the pattern nests deeper than " + DEEPEST + " groups");
    }
    List<Part> choices = new ArrayList<>();
    choices.add(sequence());
    while (peek() == '|') {
      at++;
      choices.add(sequence());
    }
    depth--;
    return choices.size() == 1
        ? choices.get(0)
        : out -> choices.get(randomness.below(choices.size())).append(out);
  }

  private Part sequence() {
    List<Part> parts = new ArrayList<>();
    while (at < pattern.length() && peek() != '|' && peek() != ')') {
      Part part = atom();
      while (at < pattern.length() && "*+?{".indexOf(peek()) >= 0) {
        Part repeated = repeated(part);
        if (repeated == part) {
          break;
        }
        part = repeated;
      }
      parts.add(part);
    }
    return out -> parts.forEach(part -> part.append(out));
  }

  private Part repeated(Part part) {
    char c = pattern.charAt(at);
    int least = c == '+' ? 1 : 0;
    int most = c == '?' ? 1 : UNBOUNDED;
    if (c == '{') {
      int close = pattern.indexOf('}', at);
      String bounds = close < 0 ? "" : pattern.substring(at + 1, close);
      if (!bounds.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
        return part;
      }
      String[] numbers = bounds.split(",", -1);
      least = Integer.parseInt(numbers[0]);
      boolean open = numbers.length == 2 && numbers[1].isEmpty();
      most = open ? UNBOUNDED : Integer.parseInt(numbers[numbers.length - 1]);
      at = close;
    }
    at++;
    if (peek() == '?') {
      at++;
    }
    int from = least;
    int choices = most - least + 1;
    return out -> {
      int times = from + randomness.below(choices);
      for (int i = 0; i < times; i++) {
        budget.step();
        part.append(out);
      }
    };
  }

  private Part atom() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '(' -> {
        if (peek() == '?') {
          at = Math.max(pattern.indexOf(':', at), pattern.indexOf('>', at)) + 1;
        }
        Part inner = alternatives();
        at++;
        return inner;
      }
      case '[' -> {
        return characterClass();
      }
      case '.' -> {
        return out -> out.append((char) (' ' + randomness.below('~' - ' ' + 1)));
      }
      case '^', '$' -> {
        return out -> {};
      }
      case '\\' -> {
        int escaped = escape();
        return out -> out.appendCodePoint(escaped);
      }
      default -> {
        int literal = pattern.codePointAt(at - 1);
        at += Character.charCount(literal) - 1;
        return out -> out.appendCodePoint(literal);
      }
    }
  }

  private int escape() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'a' -> 7;
      case 'v' -> 11;
      default -> {
        if (Character.isLetterOrDigit(c)) {
          String shown = "\\" + Character.toString(c);
          throw new Failure("error parsing regexp: invalid escape sequence: `" + shown + "`");
        }
        yield c;
      }
    };
  }

  /** Ranges and single characters; a negated class chooses among printable ASCII. */
  private Part characterClass() {
    boolean negated = peek() == '^';
    if (negated) {
      at++;
    }
    List<int[]> ranges = new ArrayList<>();
    boolean first = true;
    while (first || peek() != ']') {
      first = false;
      int close = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
      if (close >= 0) {
        named(pattern.substring(at + 2, close), ranges);
        at = close + 2;
        continue;
      }
      int low = classCharacter();
      int high = low;
      if (peek() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
        at++;
        high = classCharacter();
      }
      ranges.add(new int[] {low, high});
    }
    at++;
    List<int[]> chosen = negated ? others(ranges) : ranges;
    int size = chosen.stream().mapToInt(range -> range[1] - range[0] + 1).sum();
    if (size == 0) {
      throw new Failure("the class of characters that ends at " + at + " is empty");
    }
    return out -> out.appendCodePoint(pick(chosen, randomness.below(size)));
  }

  private int classCharacter() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return c == '\\' ? escape() : c;
  }

  private static void named(String name, List<int[]> ranges) {
    switch (name) {
      case "alpha" -> ranges.addAll(List.of(new int[] {'a', 'z'}, new int[] {'A', 'Z'}));
      case "digit" -> ranges.add(new int[] {'0', '9'});
      case "alnum" ->
          ranges.addAll(List.of(new int[] {'a', 'z'}, new int[] {'A', 'Z'}, new int[] {'0', '9'}));
      case "lower" -> ranges.add(new int[] {'a', 'z'});
      case "upper" -> ranges.add(new int[] {'A', 'Z'});
      case "xdigit" ->
          ranges.addAll(List.of(new int[] {'0', '9'}, new int[] {'a', 'f'}, new int[] {'A', 'F'}));
      case "space" -> ranges.add(new int[] {' ', ' '});
      default -> ranges.add(new int[] {'!', '~'});
    }
  }

  private static List<int[]> others(List<int[]> ranges) {
    List<int[]> others = new ArrayList<>();
    for (int c = ' '; c <= '~'; c++) {
      int character = c;
      if (ranges.stream().noneMatch(range -> range[0] <= character && character <= range[1])) {
        others.add(new int[] {c, c});
      }
    }
    return others;
  }

  private static int pick(List<int[]> ranges, int index) {
    int left = index;
    for (int[] range : ranges) {
      int size = range[1] - range[0] + 1;
      if (left < size) {
        return range[0] + left;
      }
      left -= size;
    }
    throw new IllegalArgumentException("the index " + index + " is beyond the class");
  }

  private int peek() {
    return at < pattern.length() ? pattern.charAt(at) : -1;
  }
}
