package dev.ephor.ide.completion;

import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields ordinary documents have, the most usual first; {@code common.fields} says it. */
final class CommonFields {

  /** The rank of a field that is not usual. */
  static final int UNUSUAL = 500;

  /** The rank of a field of a type of which nobody knows what is usual. */
  private static final int UNLISTED = 300;

  /** The rank of a field that controllers write, not people. */
  static final int WRITTEN_BY_CONTROLLERS = 900;

  private static final Set<String> CONTROLLERS =
      Set.of(
          "status",
          "managedFields",
          "selfLink",
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation");

  private static final String ANY_TYPE = "*";

  /**
   * The usual fields of a type.
   *
   * @param ranks their order
   * @param belonging those that are written along with an object of the type
   * @param alternatives those of which an object has only one
   */
  private record Usual(
      Map<String, Integer> ranks, Set<String> belonging, Set<String> alternatives) {}

  private static final Map<String, Usual> TYPES = read();

  private CommonFields() {}

  /** The place of a field among those of an object that may have one of several types. */
  static int rank(List<Schema> types, String field) {
    int best = Integer.MAX_VALUE;
    boolean listed = false;
    for (Schema type : types) {
      Usual usual = type instanceof ObjectSchema object ? TYPES.get(simple(object.name())) : null;
      if (usual != null) {
        listed = true;
        best = Math.min(best, usual.ranks.getOrDefault(field, Integer.MAX_VALUE));
      }
    }
    if (best < Integer.MAX_VALUE) {
      return best;
    }
    if (CONTROLLERS.contains(field)) {
      return WRITTEN_BY_CONTROLLERS;
    }
    Usual any = TYPES.get(ANY_TYPE);
    Integer anywhere = any == null || listed ? null : any.ranks.get(field);
    return anywhere != null ? anywhere : listed ? UNUSUAL : UNLISTED;
  }

  /** Whether an object of a type is hardly ever without a field, though it need not have it. */
  static boolean belongs(ObjectSchema type, String field) {
    Usual usual = TYPES.get(simple(type.name()));
    return usual != null && usual.belonging.contains(field);
  }

  /** Whether a field makes no sense beside others that are there. */
  static boolean excludes(List<Schema> types, List<String> there, String field) {
    for (Schema type : types) {
      Usual usual = type instanceof ObjectSchema object ? TYPES.get(simple(object.name())) : null;
      if (usual != null && usual.alternatives.contains(field)) {
        return there.stream().anyMatch(usual.alternatives::contains);
      }
    }
    return false;
  }

  /**
   * Types of one name in several groups are told apart by these; they are alike in their fields.
   */
  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static Map<String, Usual> read() {
    Map<String, Usual> types = new HashMap<>();
    List<String> lines = new ArrayList<>();
    try (InputStream in = CommonFields.class.getResourceAsStream("common.fields")) {
      if (in == null) {
        throw new IllegalStateException("common.fields is missing from this build");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read common.fields", e);
    }
    for (String line : lines) {
      if (!line.isBlank() && line.charAt(0) != '#') {
        String[] words = line.split(" +");
        Map<String, Integer> ranks = new HashMap<>();
        Set<String> belonging = new HashSet<>();
        Set<String> alternatives = new HashSet<>();
        for (int i = 1; i < words.length; i++) {
          String field = words[i];
          while ("+/".indexOf(field.charAt(field.length() - 1)) >= 0) {
            Set<String> marked = field.endsWith("+") ? belonging : alternatives;
            field = field.substring(0, field.length() - 1);
            marked.add(field.replaceAll("[+/]", ""));
          }
          ranks.putIfAbsent(field, i);
        }
        types.put(words[0], new Usual(ranks, belonging, alternatives));
      }
    }
    return types;
  }
}
