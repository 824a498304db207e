package dev.ephor.convert;

import dev.ephor.expression.cel.CelVocabulary;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in an object as CEL names it.
 *
 * @param solid the way to it when everything on the way is there
 * @param text the way to it; an optional value where something may be absent
 * @param optional whether it may be absent
 * @param asked how to ask whether it is there; the constant true where it always is
 * @param key the last key of the way; empty for a variable
 * @param schema what stands there; null where that is not known
 */
record Ref(
    String solid, String text, boolean optional, Cel asked, String key, @Nullable Schema schema) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final String UNMOVED = "object ";

  /** Fields that an API server sees to, so that a policy may rely on them. */
  private static final Set<String> CERTAIN =
      Set.of(
          "object.metadata",
          "variables.pod.metadata",
          "variables.pod.spec",
          "variables.pod.spec.containers",
          "object.spec",
          "object.spec.containers",
          "object.spec.template",
          "object.spec.template.spec",
          "object.spec.template.spec.containers");

  /**
   * Fields without which an API server takes no item of the lists after whose items it is named.
   */
  private static final Pattern NEEDED =
      Pattern.compile(
          "(container\\d*\\.(name|image))|((envItem|volume|volumeMount)\\d*\\.name)"
              + "|(volumeMount\\d*\\.mountPath)|(port\\d*\\.(port|containerPort))"
              + "|(rule\\d*\\.verbs)");

  /** Whatever was found in a cluster has metadata; of what was not, this is an error. */
  private static final Pattern FOUND = Pattern.compile("variables\\.\\w+\\.metadata");

  /** A variable that always has a value. */
  static Ref of(String variable, @Nullable Schema schema) {
    return new Ref(variable, variable, false, Cel.Text.TRUE, "", schema);
  }

  /** The object, written so that Kyverno's auto-generation does not see its fields. */
  static Ref unmoved(@Nullable Schema schema) {
    return new Ref(UNMOVED, UNMOVED, false, Cel.Text.TRUE, "", schema);
  }

  /** The value under a key. */
  Ref child(String name) {
    if (solid.equals(UNMOVED)) {
      String maybe = "object[?" + Cel.quoted(name) + "]";
      return new Ref(
          "object[" + Cel.quoted(name) + "]",
          maybe,
          true,
          Cel.atom(maybe + ".hasValue()"),
          name,
          under(name));
    }
    Schema child = under(name);
    boolean map = schema instanceof MapSchema || !NAME.matcher(name).matches();
    boolean word = CelVocabulary.isReserved(name) && !name.equals("namespace");
    String way = map || word ? solid + "[" + Cel.quoted(name) + "]" : solid + "." + name;
    boolean known = schema instanceof ObjectSchema object && object.field(name) != null;
    boolean top = schema == null && (name.equals("metadata") || name.equals("spec"));
    boolean certain = CERTAIN.contains(way) && (known || top);
    if (!optional && (certain || FOUND.matcher(way).matches())) {
      return new Ref(way, way, false, Cel.Text.TRUE, name, child);
    }
    String maybe = map || word ? text + "[?" + Cel.quoted(name) + "]" : text + ".?" + name;
    Cel asked;
    if (optional) {
      asked = Cel.atom(maybe + ".hasValue()");
    } else if (map || word) {
      asked = Cel.compare(Cel.quoted(name), "in", solid);
    } else {
      asked = Cel.atom("has(" + way + ")");
    }
    return new Ref(way, maybe, true, asked, name, child);
  }

  /** Whether an API server takes no object where this is absent. */
  boolean isNeeded() {
    return isNeeded(solid);
  }

  /** Whether an API server takes no object where what is named so is absent. */
  static boolean isNeeded(String way) {
    return NEEDED.matcher(way).matches();
  }

  /** The same place when it is known to be there. */
  Ref present() {
    return new Ref(solid, solid, false, Cel.Text.TRUE, key, schema);
  }

  /** Its value, or a literal where it is absent. */
  String or(String literal) {
    return optional ? text + ".orValue(" + literal + ")" : text;
  }

  /** What an item of it is called in a loop. */
  Ref item(List<String> used) {
    String name =
        key.endsWith("ies")
            ? key.substring(0, key.length() - 3) + "y"
            : key.endsWith("sses")
                ? key.substring(0, key.length() - 2)
                : key.endsWith("s") && !key.endsWith("ss")
                    ? key.substring(0, key.length() - 1)
                    : key.isEmpty() ? "item" : key + "Item";
    if (name.endsWith("Container")) {
      name = "container";
    }
    if (!NAME.matcher(name).matches() || CelVocabulary.isReserved(name)) {
      name = "item";
    }
    String free = name;
    for (int i = 2; used.contains(free); i++) {
      free = name + i;
    }
    Schema items = schema == null ? null : schema.item();
    return new Ref(free, free, false, Cel.Text.TRUE, "", items);
  }

  /** The kind of scalar that stands here; null where it is not known. */
  ScalarSchema.@Nullable Kind scalar() {
    return schema instanceof ScalarSchema known ? known.kind() : null;
  }

  private @Nullable Schema under(String name) {
    Schema known = schema == null ? null : schema.under(name);
    boolean metadata = solid.strip().equals("object") && name.equals("metadata");
    return known == null && metadata ? METADATA : known;
  }

  /** Metadata is the same for every kind, known or not. */
  private static final @Nullable Schema METADATA = metadata();

  private static @Nullable Schema metadata() {
    ObjectSchema pod = KubernetesIndex.type(GroupVersionKind.of("v1", "Pod"));
    return pod == null ? null : pod.under("metadata");
  }
}
