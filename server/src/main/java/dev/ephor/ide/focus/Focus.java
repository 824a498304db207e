package dev.ephor.ide.focus;

import dev.ephor.workspace.FileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody has worked on, and chosen. Immutable.
 *
 * @param edited where somebody typed, the last place first
 * @param chosen resources that were chosen for rules, such as {@code Deployment default/web}
 */
public record Focus(List<Edited> edited, Map<OfRule, String> chosen) {

  /** Nobody has done anything yet. */
  public static final Focus NONE = new Focus(List.of(), Map.of());

  private static final int REMEMBERED = 8;

  /** A place where somebody typed. */
  public record Edited(FileId file, int offset) {}

  /**
   * A rule.
   *
   * @param policy kind and name of its policy
   * @param rule its name; empty for policies in CEL
   */
  public record OfRule(String policy, String rule) {}

  public Focus {
    edited = List.copyOf(edited);
    chosen = Map.copyOf(chosen);
  }

  /** After somebody typed. */
  public Focus typed(FileId file, int offset) {
    List<Edited> all = new ArrayList<>();
    all.add(new Edited(file, offset));
    for (Edited earlier : edited) {
      if (!earlier.file().equals(file) && all.size() < REMEMBERED) {
        all.add(earlier);
      }
    }
    return new Focus(all, chosen);
  }

  /** After somebody chose a resource for a rule. */
  public Focus choosing(OfRule rule, String resource) {
    Map<OfRule, String> all = new HashMap<>(chosen);
    all.put(rule, resource);
    return new Focus(edited, all);
  }

  /** The offset of the first letter that two texts do not share. */
  public static int firstDifference(String before, String after) {
    int limit = Math.min(before.length(), after.length());
    int at = 0;
    while (at < limit && before.charAt(at) == after.charAt(at)) {
      at++;
    }
    return at;
  }
}
