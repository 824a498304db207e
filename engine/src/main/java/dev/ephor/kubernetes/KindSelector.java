package dev.ephor.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A kind as policies write it: {@code Pod}, {@code v1/Pod}, {@code apps/v1/Deployment}, {@code
 * Pod/status}, {@code Pod.status}, {@code *}{@code /*}, with wildcards in every part.
 *
 * @param group a wildcard pattern; {@code *} where the text names no group
 * @param version a wildcard pattern; {@code *} where the text names no version
 * @param kind a wildcard pattern
 * @param subresource a wildcard pattern; empty where the text names none, which then any matches
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/match-exclude/">Kyverno: Match
 *     and Exclude</a>
 */
public record KindSelector(String group, String version, String kind, String subresource) {

  private static final Pattern VERSION = Pattern.compile("v\\d+((alpha|beta)\\d+)?|\\*");

  /** Nothing that exists has an empty kind, so this matches nothing. */
  private static final KindSelector NOTHING = new KindSelector("", "", "", "");

  /** Reads a selector. A text with too many parts selects nothing. */
  public static KindSelector of(String text) {
    List<String> parts = parts(text);
    return switch (parts.size()) {
      case 1 -> new KindSelector("*", "*", parts.get(0), "");
      case 2 -> pair(parts.get(0), parts.get(1));
      case 3 ->
          VERSION.matcher(parts.get(0)).matches()
              ? new KindSelector("*", parts.get(0), parts.get(1), parts.get(2))
              : new KindSelector(parts.get(0), parts.get(1), parts.get(2), "");
      case 4 -> new KindSelector(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
      default -> NOTHING;
    };
  }

  /** Whether an object of this type, or a subresource of one, is selected. */
  public boolean matches(GroupVersionKind type, String subresourceName) {
    return mayMatch(type)
        && (subresource.isEmpty()
            || Wildcard.matches(subresource, subresourceName)
            || isEphemeralContainersOfPod(type, subresourceName));
  }

  /** Whether an object of this type, or some subresource of one, is selected. */
  public boolean mayMatch(GroupVersionKind type) {
    return Wildcard.matches(kind, type.kind())
        && Wildcard.matches(version, type.version())
        && Wildcard.matches(group, type.group());
  }

  /** Ephemeral containers were once part of pods, so a selector of pods still means them. */
  private static boolean isEphemeralContainersOfPod(GroupVersionKind type, String subresource) {
    return subresource.equals("ephemeralcontainers")
        && type.kind().equals("Pod")
        && type.version().equals("v1")
        && type.group().isEmpty();
  }

  private static KindSelector pair(String first, String second) {
    if (first.equals("*") && second.equals("*")) {
      return new KindSelector("*", "*", "*", "*");
    }
    if (first.equals("*") && second.equals(second.toLowerCase(Locale.ROOT))) {
      return new KindSelector("*", "*", "*", second);
    }
    return VERSION.matcher(first).matches()
        ? new KindSelector("*", first, second, "")
        : new KindSelector("*", "*", first, second);
  }

  /** The parts between slashes; in the last one, dots separate too. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>(List.of(text.split("/", -1)));
    String last = parts.remove(parts.size() - 1);
    parts.addAll(List.of(last.split("\\.", -1)));
    return parts;
  }
}
