package dev.ephor.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A selector of labels. Keys and values of {@code matchLabels} may hold wildcards, as Kyverno
 * permits. A requirement that Kubernetes would refuse, such as {@code In} without values, makes the
 * whole selector match nothing.
 *
 * @param matchLabels labels that must be there
 * @param matchExpressions further requirements, all of which must hold
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">Kubernetes:
 *     Labels and Selectors</a>
 */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_PREFIX = 253;

  /**
   * One entry of {@code matchExpressions}.
   *
   * @param key the label's key
   * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}; anything
   *     else is refused
   * @param values for {@code In} and {@code NotIn} at least one, for the others none
   */
  public record Requirement(String key, String operator, List<String> values) {

    public Requirement {
      values = List.copyOf(values);
    }

    boolean isValid() {
      boolean wantsValues = operator.equals("In") || operator.equals("NotIn");
      boolean known = wantsValues || operator.equals("Exists") || operator.equals("DoesNotExist");
      return known && isKey(key) && values.isEmpty() != wantsValues && allAreValues(values);
    }

    boolean matches(Map<String, ?> labels) {
      Object value = labels.get(key);
      return switch (operator) {
        case "In" -> value instanceof String text && values.contains(text);
        case "NotIn" -> !(value instanceof String text && values.contains(text));
        case "Exists" -> value != null;
        default -> value == null;
      };
    }

    private static boolean allAreValues(List<String> values) {
      return values.stream().allMatch(LabelSelector::isValue);
    }
  }

  public LabelSelector {
    matchLabels = Map.copyOf(matchLabels);
    matchExpressions = List.copyOf(matchExpressions);
  }

  /**
   * Whether the labels satisfy every requirement.
   *
   * @param labels keys with string values
   */
  public boolean matches(Map<String, ?> labels) {
    for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
      if (!hasLabel(wanted.getKey(), wanted.getValue(), labels)) {
        return false;
      }
    }
    for (Requirement requirement : matchExpressions) {
      if (!requirement.isValid() || !requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** Whether anything satisfies it because it demands nothing. */
  public boolean isEmpty() {
    return matchLabels.isEmpty() && matchExpressions.isEmpty();
  }

  /**
   * Why Kubernetes itself would refuse the selector; null where it takes it. Kubernetes knows no
   * wildcards.
   */
  public @Nullable String refusal() {
    for (Map.Entry<String, String> wanted : new TreeMap<>(matchLabels).entrySet()) {
      if (!isKey(wanted.getKey())) {
        return badKey(wanted.getKey());
      } else if (!isValue(wanted.getValue())) {
        return badValue(wanted.getKey(), wanted.getValue());
      }
    }
    for (Requirement requirement : matchExpressions) {
      String refusal = refusal(requirement);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static @Nullable String refusal(Requirement requirement) {
    boolean wantsValues =
        requirement.operator().equals("In") || requirement.operator().equals("NotIn");
    if (!wantsValues
        && !requirement.operator().equals("Exists")
        && !requirement.operator().equals("DoesNotExist")) {
      return '"' + requirement.operator() + "\" is not a valid label selector operator";
    } else if (!isKey(requirement.key())) {
      return badKey(requirement.key());
    } else if (wantsValues && requirement.values().isEmpty()) {
      return "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty";
    } else if (!wantsValues && !requirement.values().isEmpty()) {
      return "values: Invalid value: "
          + requirement.values().stream()
              .sorted()
              .map(value -> '"' + value + '"')
              .collect(Collectors.joining(",", "[", "]"))
          + ": values set must be empty for exists and does not exist";
    }
    for (String value : requirement.values().stream().sorted().toList()) {
      if (!isValue(value)) {
        return badValue(requirement.key(), value);
      }
    }
    return null;
  }

  private static String badKey(String key) {
    return "key: Invalid value: \""
        + key
        + "\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
        + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
        + " used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  }

  private static String badValue(String key, String value) {
    return "values[0]["
        + key
        + "]: Invalid value: \""
        + value
        + "\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
        + " or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
        + " 'my_value',  or '12345', regex used for validation is"
        + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  }

  private static boolean hasLabel(String key, String value, Map<String, ?> labels) {
    if (!isWildcard(key) && !isWildcard(value)) {
      return value.equals(labels.get(key)) && isKey(key) && isValue(value);
    }
    for (Map.Entry<String, ?> label : labels.entrySet()) {
      if (Wildcard.matches(key, label.getKey())
          && label.getValue() instanceof String text
          && Wildcard.matches(value, text)
          && isKey(label.getKey())
          && isValue(text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWildcard(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** A qualified name: an optional DNS name and a slash, then a name. */
  private static boolean isKey(String key) {
    int slash = key.indexOf('/');
    return isName(key, slash + 1) && (slash < 0 || isPrefix(key, slash));
  }

  private static boolean isValue(String value) {
    return value.isEmpty() || isName(value, 0);
  }

  private static boolean isName(String text, int from) {
    int length = text.length() - from;
    if (length < 1
        || length > LONGEST_NAME
        || !isAlphanumeric(text.charAt(from))
        || !isAlphanumeric(text.charAt(text.length() - 1))) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** A DNS subdomain: lower-case labels between dots, none of which begins or ends with a dash. */
  private static boolean isPrefix(String text, int end) {
    if (end < 1 || end > LONGEST_PREFIX) {
      return false;
    }
    int labelStart = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || text.charAt(i) == '.') {
        if (!isDnsLabel(text, labelStart, i)) {
          return false;
        }
        labelStart = i + 1;
      }
    }
    return true;
  }

  private static boolean isDnsLabel(String text, int start, int end) {
    if (start == end || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c != '-' && (!isAlphanumeric(c) || Character.isUpperCase(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
