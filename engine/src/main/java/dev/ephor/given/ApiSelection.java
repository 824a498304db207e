package dev.ephor.given;

import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.LabelSelector.Requirement;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of a collection a call asks for: {@code labelSelector} and {@code fieldSelector}
 * behind the question mark of its path. Other parameters, {@code limit} among them, change nothing.
 *
 * @param labels what the labels must be
 * @param fields what fields must be, each of the form {@code a.b=c} or {@code a.b!=c}
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api">
 *     Kubernetes: label selectors of the API</a>
 */
record ApiSelection(LabelSelector labels, List<FieldDemand> fields) {

  /** Everything. */
  static final ApiSelection ALL =
      new ApiSelection(new LabelSelector(Map.of(), List.of()), List.of());

  private static final Pattern SET =
      Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*");
  private static final Pattern COMPARED =
      Pattern.compile("\\s*([^\\s=!]+)\\s*(==|=|!=)\\s*(\\S*)\\s*");
  private static final Pattern PRESENT = Pattern.compile("\\s*(!?)\\s*([^\\s=!()]+)\\s*");

  /**
   * A field's value, or what it must not be.
   *
   * @param path its names from the top
   */
  record FieldDemand(List<String> path, String value, boolean equal) {

    boolean holds(MapValue object) {
      Value at = object;
      for (String name : path) {
        at = at instanceof MapValue map ? map.child(name) : null;
      }
      Object content = at instanceof Scalar scalar ? scalar.content() : null;
      return (content == null ? "" : content.toString()).equals(value) == equal;
    }
  }

  /** A query, or why it is none. */
  sealed interface Reading {}

  record Read(ApiSelection selection) implements Reading {}

  record Malformed(String reason) implements Reading {}

  /** Reads {@code labelSelector=app%3Dweb&limit=5}. */
  static Reading read(String query) {
    List<Requirement> labels = new ArrayList<>();
    List<FieldDemand> fields = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      if (name == null || value == null) {
        return new Malformed("invalid URL escape in " + pair);
      }
      if (name.equals("labelSelector") && !value.isBlank()) {
        for (String term : terms(value)) {
          Requirement requirement = label(term);
          if (requirement == null || !valid(requirement)) {
            return new Malformed("unable to parse requirement: " + term.strip());
          }
          labels.add(requirement);
        }
      } else if (name.equals("fieldSelector") && !value.isBlank()) {
        for (String term : value.split(",", -1)) {
          Matcher compared = COMPARED.matcher(term);
          if (!compared.matches()) {
            return new Malformed("invalid selector: '" + term.strip() + "'");
          }
          fields.add(
              new FieldDemand(
                  List.of(compared.group(1).split("\\.", -1)),
                  compared.group(3),
                  !compared.group(2).equals("!=")));
        }
      }
    }
    return new Read(new ApiSelection(new LabelSelector(Map.of(), labels), fields));
  }

  boolean holds(MapValue object) {
    MapValue metadata = object.map("metadata");
    MapValue written = metadata == null ? null : metadata.map("labels");
    Map<String, String> given = new HashMap<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      String value = written.valueAt(i).asString();
      if (value != null) {
        given.put(written.keyAt(i), value);
      }
    }
    return labels.matches(given) && fields.stream().allMatch(field -> field.holds(object));
  }

  /** Null where it is badly escaped. */
  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return null;
    }
  }

  private static boolean valid(Requirement requirement) {
    return new LabelSelector(Map.of(), List.of(requirement)).refusal() == null;
  }

  /** At commas, but not inside the brackets of {@code in (a, b)}. */
  private static List<String> terms(String selector) {
    return List.of(selector.split(",(?![^()]*\\))", -1));
  }

  private static @Nullable Requirement label(String term) {
    Matcher set = SET.matcher(term);
    if (set.matches()) {
      List<String> values = List.of(set.group(3).strip().split("\\s*,\\s*", -1));
      return new Requirement(set.group(1), set.group(2).equals("in") ? "In" : "NotIn", values);
    }
    Matcher compared = COMPARED.matcher(term);
    if (compared.matches()) {
      String operator = compared.group(2).equals("!=") ? "NotIn" : "In";
      return new Requirement(compared.group(1), operator, List.of(compared.group(3)));
    }
    Matcher present = PRESENT.matcher(term);
    return present.matches()
        ? new Requirement(
            present.group(2), present.group(1).isEmpty() ? "Exists" : "DoesNotExist", List.of())
        : null;
  }
}
