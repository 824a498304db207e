package dev.ephor.rule.mutate;

import dev.ephor.rule.mutate.Draft.Entry;
import dev.ephor.rule.mutate.Draft.Fields;
import dev.ephor.rule.mutate.Draft.Items;
import dev.ephor.rule.mutate.Draft.Leaf;
import dev.ephor.rule.validate.Anchor;
import dev.ephor.rule.validate.CompiledPattern;
import dev.ephor.rule.validate.PatternResult;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Works off the anchors of a strategic merge patch: {@code (key)} and {@code <(key)} say where the
 * patch applies, {@code +(key)} what is added only where it is absent. In lists a patch item with
 * conditions becomes one item for each matching item of the object, tied to it by its name. Other
 * anchors mean nothing here and stay what they are, odd keys.
 *
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/mutate/#conditional-logic-using-anchors">Kyverno:
 *     conditional logic using anchors</a>
 */
public final class PatchAnchors {

  private PatchAnchors() {}

  /** Why a part of a patch does not apply; null means it does. */
  private enum Unmet {
    /** A condition of this map: a list goes on with the next item. */
    CONDITION,
    /** A condition of the whole patch. */
    GLOBAL
  }

  /**
   * The patch for an object, without anchors.
   *
   * @return an empty map where a condition does not hold
   * @throws PatchFailure where patch and object do not fit together
   */
  public static MapValue workedOff(Value patch, MapValue object) {
    if (!(patch instanceof MapValue written)) {
      try {
        NodeText.demand("MappingNode", patch);
      } catch (PatchFailure failure) {
        throw new PatchFailure("failed to preProcess rule: " + failure.getMessage());
      }
      return MapValue.empty(patch.source(), patch.node());
    }
    Fields draft = (Fields) Draft.of(written);
    try {
      if (walk(draft, object) != null) {
        return MapValue.empty(patch.source(), patch.node());
      }
    } catch (PatchFailure failure) {
      throw new PatchFailure("failed to preProcess rule: " + failure.getMessage());
    }
    AnchorRemoval.fromRoot(draft);
    return (MapValue) draft.value();
  }

  static boolean isCondition(@Nullable Anchor anchor) {
    return anchor != null
        && (anchor.kind() == Anchor.Kind.CONDITION || anchor.kind() == Anchor.Kind.GLOBAL);
  }

  static boolean isAnchor(@Nullable Anchor anchor) {
    return isCondition(anchor) || isAddition(anchor);
  }

  private static boolean isAddition(@Nullable Anchor anchor) {
    return anchor != null && anchor.kind() == Anchor.Kind.ADD_IF_ABSENT;
  }

  private static boolean isGlobal(@Nullable Anchor anchor) {
    return anchor != null && anchor.kind() == Anchor.Kind.GLOBAL;
  }

  /** Whether there is an anchor of a kind in a patch; a text may be a condition too. */
  static boolean has(Draft draft, Predicate<@Nullable Anchor> kind) {
    if (draft instanceof Fields fields) {
      return fields.entries().stream()
          .anyMatch(entry -> kind.test(Anchor.parse(entry.key())) || hasBelow(entry, kind));
    }
    if (draft instanceof Items items) {
      return items.items().stream().anyMatch(item -> has(item, kind));
    }
    return isCondition(Anchor.parse(NodeText.of(((Leaf) draft).scalar())));
  }

  private static boolean hasBelow(Entry entry, Predicate<@Nullable Anchor> kind) {
    Draft value = entry.value();
    boolean nothing =
        (value instanceof Leaf leaf && leaf.scalar().isNull())
            || (value instanceof Fields fields && fields.entries().isEmpty())
            || (value instanceof Items items && items.items().isEmpty());
    return !nothing && has(value, kind);
  }

  private static @Nullable Unmet walk(Draft patch, @Nullable Value object) {
    if (patch instanceof Fields fields) {
      return walkMap(fields, object);
    }
    return patch instanceof Items items
            && !items.items().isEmpty()
            && items.items().get(0) instanceof Fields
        ? walkList(items, object)
        : null;
  }

  private static @Nullable Unmet walkMap(Fields patch, @Nullable Value object) {
    add(patch, object);
    Unmet unmet = null;
    if (!holds(patch, object, PatchAnchors::isGlobal)) {
      unmet = Unmet.GLOBAL;
    } else if (!holds(patch, object, a -> isCondition(a) && !isGlobal(a))) {
      unmet = Unmet.CONDITION;
    }
    for (String key : unmet == null ? patch.keys() : List.<String>of()) {
      Draft value = isAnchor(Anchor.parse(key)) ? null : patch.get(key);
      unmet = value == null ? null : walk(value, child(object, key));
      if (unmet != null) {
        return unmet;
      }
    }
    return unmet;
  }

  /** Additions lose their anchor where the object lacks their key, and go where it has it. */
  private static boolean add(Draft patch, @Nullable Value object) {
    boolean any = false;
    for (String written : patch instanceof Fields fields ? fields.keys() : List.<String>of()) {
      Anchor anchor = Anchor.parse(written);
      if (anchor != null && isAddition(anchor)) {
        any = true;
        if (child(object, anchor.key()) != null) {
          ((Fields) patch).remove(written);
        } else {
          ((Fields) patch).rename(written, anchor.key());
        }
      }
    }
    return any;
  }

  private static boolean holds(
      Fields patch, @Nullable Value object, Predicate<@Nullable Anchor> kind) {
    for (String written : patch.keys()) {
      Anchor anchor = Anchor.parse(written);
      if (anchor == null || !kind.test(anchor)) {
        continue;
      }
      Draft condition = patch.get(written);
      Value value = child(object, anchor.key());
      if (condition == null || value == null) {
        return false;
      }
      if (!add(condition, value) && !matches(condition.value(), value)) {
        return false;
      }
    }
    return true;
  }

  /** Scalars are compared as texts, whatever their types. */
  private static boolean matches(Value condition, Value value) {
    return CompiledPattern.of(asText(condition)).match(asText(value)) instanceof PatternResult.Pass;
  }

  private static Value asText(Value value) {
    return value instanceof Scalar scalar
        ? new Scalar(NodeText.of(scalar), scalar.source(), scalar.node())
        : value;
  }

  private static @Nullable Value child(@Nullable Value object, String key) {
    return object instanceof MapValue map ? map.child(key) : null;
  }

  private static @Nullable Unmet walkList(Items patch, @Nullable Value object) {
    NodeText.demand("SequenceNode", object);
    for (Draft item : List.copyOf(patch.items())) {
      if (has(item, PatchAnchors::isAnchor)) {
        Unmet unmet = spread(patch, item, object);
        if (unmet != null) {
          return unmet;
        }
      }
    }
    return null;
  }

  /**
   * Adds an item for each item of the object that a patch item matches. As in the reference all of
   * them grow from one copy, so that what an earlier item of the object made of an addition holds
   * for the later ones.
   */
  private static @Nullable Unmet spread(Items patch, Draft item, @Nullable Value object) {
    boolean global = has(item, PatchAnchors::isGlobal);
    Draft copy = item.copy();
    boolean passed = false;
    boolean failed = false;
    for (Value element : object instanceof ListValue list ? list.values() : List.<Value>of()) {
      Unmet unmet = walk(copy, element);
      failed |= unmet == Unmet.GLOBAL;
      if (unmet == null) {
        passed |= global;
        if (!global) {
          addNamed(patch, copy, element);
        }
      }
    }
    if (object == null) {
      Unmet unmet = walk(copy, null);
      if (unmet == Unmet.GLOBAL) {
        return unmet;
      }
      passed |= unmet == null && global;
    }
    return failed && !passed ? Unmet.GLOBAL : null;
  }

  private static void addNamed(Items patch, Draft item, Value element) {
    Value name = child(element, "name");
    boolean unnamed =
        name == null
            || name.isNull()
            || (name instanceof MapValue map && map.isEmpty())
            || (name instanceof ListValue list && list.isEmpty());
    if (unnamed || name == null) {
      return;
    }
    Draft copy = item.copy();
    if (!AnchorRemoval.from(copy, true) && copy instanceof Fields fields) {
      fields.set("name", Draft.of(name));
      patch.items().add(fields);
    }
  }
}
