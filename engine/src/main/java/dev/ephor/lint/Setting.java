package dev.ephor.lint;

import dev.ephor.rule.validate.Anchor;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that a mutation sets or removes in any case.
 *
 * @param path the field: {@code spec.containers[*].imagePullPolicy}
 * @param value what it becomes; null where it is removed
 * @param written where that stands
 */
record Setting(String path, @Nullable Scalar value, Value written) {

  private static final int DEEPEST = 64;

  /** The settings of a {@code mutate} clause; none where it loops or changes existing objects. */
  static List<Setting> of(MapValue mutate) {
    List<Setting> settings = new ArrayList<>();
    if (mutate.child("targets") == null && mutate.child("foreach") == null) {
      Value merge = mutate.child("patchStrategicMerge");
      if (merge != null && !collect(merge, "", settings, 0)) {
        settings.clear();
      }
      Value patch = mutate.child("patchesJson6902");
      if (patch != null && patch.asString() != null) {
        operations(patch, settings);
      }
    }
    // Of several settings of one field in one rule the last is what the rule does.
    Map<String, Setting> last = new LinkedHashMap<>();
    settings.forEach(setting -> last.put(setting.path(), setting));
    return List.copyOf(last.values());
  }

  private static boolean collect(Value node, String path, List<Setting> settings, int depth) {
    if (depth > DEEPEST) {
      return false;
    } else if (node instanceof MapValue map) {
      for (String key : map.keys()) {
        Value child = Objects.requireNonNull(map.child(key));
        Anchor anchor = Anchor.parse(key);
        if (anchor == null) {
          if (key.startsWith("$") || key.contains("{{")) {
            return false;
          }
          if (!collect(child, join(path, key), settings, depth + 1)) {
            return false;
          }
        } else if (anchor.kind() != Anchor.Kind.ADD_IF_ABSENT && !Demand.isAnything(child)) {
          return false;
        }
      }
      return true;
    } else if (node instanceof ListValue list) {
      boolean each = list.size() == 1 && list.at(0) instanceof MapValue item && isEach(item);
      return !each || collect(list.at(0), path + "[*]", settings, depth + 1);
    } else if (node instanceof Scalar scalar && !Demand.isVariable(scalar)) {
      settings.add(new Setting(path, scalar.isNull() ? null : scalar, node));
    }
    return true;
  }

  /** Whether a patch of an item is one of all items, and not of the one with a name. */
  private static boolean isEach(MapValue item) {
    return item.keys().stream()
        .map(Anchor::parse)
        .anyMatch(anchor -> anchor != null && anchor.kind() == Anchor.Kind.CONDITION);
  }

  private static void operations(Value patch, List<Setting> settings) {
    String text = Objects.requireNonNull(patch.asString());
    if (text.contains("{{")) {
      return;
    }
    Value root = YamlParser.parse(new Source("patch"), text).root();
    for (MapValue operation : Subject.maps(root instanceof ListValue list ? list : null)) {
      String op = Objects.requireNonNullElse(operation.string("op"), "");
      String path = Objects.requireNonNullElse(operation.string("path"), "");
      if (path.startsWith("/") && !path.endsWith("/-")) {
        String dotted = path.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
        if (op.equals("remove")) {
          settings.add(new Setting(dotted, null, patch));
        } else if ((op.equals("add") || op.equals("replace"))
            && operation.child("value") instanceof Scalar scalar
            && !scalar.isNull()) {
          settings.add(new Setting(dotted, scalar, patch));
        }
      }
    }
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
