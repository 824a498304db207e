package dev.ephor.files;

import dev.ephor.workspace.PathGlob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The patterns of one {@code .gitignore} file (<a href="https://git-scm.com/docs/gitignore">its
 * manual page</a>). Paths are relative to the folder that holds the file.
 */
public final class GitIgnore {

  private final List<Rule> rules;

  private GitIgnore(List<Rule> rules) {
    this.rules = rules;
  }

  private record Rule(PathGlob glob, boolean negated, boolean folders, boolean anywhere) {

    boolean fits(String path, boolean folder) {
      if (folders && !folder) {
        return false;
      }
      return glob.matches(anywhere ? path.substring(path.lastIndexOf('/') + 1) : path);
    }
  }

  /** Reads a file's text; lines that mean nothing are passed over, as Git does. */
  public static GitIgnore of(String text) {
    List<Rule> rules = new ArrayList<>();
    text.lines().forEach(line -> add(line, rules));
    return new GitIgnore(List.copyOf(rules));
  }

  /**
   * What the last fitting pattern says.
   *
   * @param path with {@code /} between names
   * @param folder whether it is a folder
   * @return true for ignored, false for expressly not, empty where no pattern fits. A file in an
   *     ignored folder is ignored whatever is said of the file; asking that is the caller's part.
   */
  public Optional<Boolean> ignores(String path, boolean folder) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).fits(path, folder)) {
        return Optional.of(!rules.get(i).negated);
      }
    }
    return Optional.empty();
  }

  private static void add(String line, List<Rule> rules) {
    String pattern = withoutTrailingSpaces(line);
    if (pattern.isEmpty() || pattern.startsWith("#")) {
      return;
    }
    boolean negated = pattern.startsWith("!");
    pattern = negated ? pattern.substring(1) : pattern;
    boolean folders = pattern.endsWith("/");
    pattern = folders ? pattern.substring(0, pattern.length() - 1) : pattern;
    boolean anywhere = pattern.indexOf('/') < 0;
    pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
    if (!pattern.isEmpty()) {
      rules.add(new Rule(PathGlob.of(pattern), negated, folders, anywhere));
    }
  }

  /** Trailing spaces count only after a backslash. */
  private static String withoutTrailingSpaces(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
      end--;
    }
    return line.substring(0, end);
  }
}
