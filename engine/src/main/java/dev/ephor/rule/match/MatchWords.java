package dev.ephor.rule.match;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a filter sees of a resource and a request, in words. */
public final class MatchWords {

  private MatchWords() {}

  /** A kind as policies name it. */
  public static String type(GroupVersionKind type, String subresource) {
    return (type.group().isEmpty() ? "" : type.group() + "/")
        + type.version()
        + "/"
        + type.kind()
        + (subresource.isEmpty() ? "" : "/" + subresource);
  }

  public static String namespace(String name) {
    return name.isEmpty() ? "no namespace" : name;
  }

  /** Labels or annotations. */
  public static String entries(Map<String, String> entries) {
    List<String> texts = new ArrayList<>();
    new TreeMap<>(entries).forEach((key, value) -> texts.add(key + "=" + value));
    return list(texts);
  }

  static String entries(MapValue entries) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Value value = entries.valueAt(i);
      texts.add(entries.keyAt(i) + "=" + value.toJava());
    }
    return list(texts);
  }

  static String list(List<String> texts) {
    return texts.isEmpty() ? "none" : String.join(", ", texts);
  }

  static String user(UserInfo user) {
    String name = user.username().isEmpty() ? "nobody" : user.username();
    return user.groups().isEmpty() ? name : name + " of " + String.join(", ", user.groups());
  }
}
