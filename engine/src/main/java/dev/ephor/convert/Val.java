package dev.ephor.convert;

import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.value.Value;
import java.util.List;

/** What a JMESPath expression becomes in CEL. */
sealed interface Val {

  /** What is known of the type of a value. */
  enum Type {
    TEXT,
    NUMBER,
    TRUTH,
    /** A text or number that is compared as a quantity. */
    QUANTITY,
    LIST,
    MAP,
    UNKNOWN
  }

  /** A field, perhaps absent. */
  record Path(Ref ref) implements Val {}

  /** An expression that has a value. */
  record Expr(String text, Type type) implements Val {}

  /** A literal. */
  record Const(Value value) implements Val {}

  /** Something of a request that has no value of its own, such as {@code request.userInfo}. */
  record Part(String path) implements Val {}

  /**
   * A value for each item of lists in lists.
   *
   * @param there whether the outermost list is there
   * @param levels the lists, the outermost first
   * @param guards what must hold for an item to count
   * @param item its value
   */
  record Each(Cel there, List<Level> levels, List<Cel> guards, Val item) implements Val {
    public Each {
      levels = List.copyOf(levels);
      guards = List.copyOf(guards);
    }

    /** Whether a test holds for one of the items. */
    Cel exists(Cel test) {
      Cel inner = Cel.and(Cel.and(guards), test);
      for (int i = levels.size() - 1; i >= 0; i--) {
        inner = Cel.exists(levels.get(i).list(), levels.get(i).variable(), inner);
      }
      return inner;
    }

    /** Whether a test holds for all of the items. */
    Cel all(Cel test) {
      Cel inner = Cel.or(Cel.not(Cel.and(guards)), test);
      for (int i = levels.size() - 1; i >= 0; i--) {
        inner = Cel.all(levels.get(i).list(), levels.get(i).variable(), inner);
      }
      return inner;
    }
  }

  /**
   * A list and the name of its items.
   *
   * @param list empty where it is absent
   * @param solid an error where it is absent
   */
  record Level(String list, String solid, String variable) {}

  /** The type of a value, as far as the schemas tell. */
  default Type type() {
    if (this instanceof Expr expr) {
      return expr.type();
    } else if (this instanceof Each) {
      return Type.LIST;
    } else if (this instanceof Path path) {
      if (path.ref().schema() instanceof ListSchema) {
        return Type.LIST;
      } else if (path.ref().schema() instanceof MapSchema
          || path.ref().schema() instanceof ObjectSchema) {
        return Type.MAP;
      }
      ScalarSchema.Kind kind = path.ref().scalar();
      return kind == null
          ? Type.UNKNOWN
          : switch (kind) {
            case STRING, CEL, JMESPATH -> Type.TEXT;
            case INT, NUMBER -> Type.NUMBER;
            case BOOLEAN -> Type.TRUTH;
            case QUANTITY, INT_OR_STRING -> Type.QUANTITY;
          };
    }
    return Type.UNKNOWN;
  }
}
