package dev.ephor.policy.meaning;

import dev.ephor.expression.cel.CelVocabulary;
import dev.ephor.expression.cel.function.TypeExpression;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is known of a value in CEL before it is computed. */
public sealed interface CelShape {

  /** Nothing is known. */
  record Any() implements CelShape {
    /** The only one that is needed. */
    public static final CelShape ANY = new Any();
  }

  /**
   * A value without fields.
   *
   * @param name such as {@code string} or {@code net.IP}
   */
  record Simple(String name) implements CelShape {
    /** A truth value. */
    public static final CelShape BOOL = new Simple("bool");

    /** A text. */
    public static final CelShape STRING = new Simple("string");

    /** An integer. */
    public static final CelShape INT = new Simple("int");
  }

  /** A part of a document, with its structure in the schemas. */
  record Data(Meaning meaning) implements CelShape {}

  /** An object of a library, or one with known fields. */
  record Struct(String name, Map<String, CelShape> fields) implements CelShape {}

  /** A list. */
  record ListOf(CelShape each) implements CelShape {}

  /** A map. */
  record MapOf(CelShape key, CelShape value) implements CelShape {}

  /** A value that may be absent. */
  record OptionalOf(CelShape of) implements CelShape {}

  /** A part of a document; nothing is known where its structure is not. */
  static CelShape of(Meaning meaning) {
    return meaning.isUnknown() ? Any.ANY : new Data(meaning);
  }

  /**
   * A type of a signature.
   *
   * @param bound what its type parameters stand for
   */
  static CelShape of(TypeExpression type, Map<String, CelShape> bound) {
    if (type.isParameter()) {
      return bound.getOrDefault(type.name(), Any.ANY);
    }
    return switch (type.name()) {
      case "dyn" -> Any.ANY;
      case "list" -> new ListOf(parameter(type, 0, bound));
      case "map" -> new MapOf(parameter(type, 0, bound), parameter(type, 1, bound));
      case "optional" -> new OptionalOf(parameter(type, 0, bound));
      default -> named(type.name());
    };
  }

  private static CelShape parameter(TypeExpression type, int index, Map<String, CelShape> bound) {
    return index < type.parameters().size() ? of(type.parameters().get(index), bound) : Any.ANY;
  }

  private static CelShape named(String name) {
    Map<String, TypeExpression> declared = CelVocabulary.fields(name);
    if (declared.isEmpty()) {
      return new Simple(name);
    }
    Map<String, CelShape> fields = new LinkedHashMap<>();
    declared.forEach((field, type) -> fields.put(field, of(type, Map.of())));
    return new Struct(name, fields);
  }

  /** Whether nothing is known. */
  default boolean isUnknown() {
    return this instanceof Any;
  }

  /** What is under a field or a key. */
  default CelShape field(String name) {
    if (this instanceof Data data) {
      return of(data.meaning().under(name));
    } else if (this instanceof Struct struct) {
      return struct.fields().getOrDefault(name, Any.ANY);
    } else if (this instanceof MapOf map) {
      return map.value();
    } else if (this instanceof OptionalOf optional) {
      CelShape field = optional.of().field(name);
      return field instanceof OptionalOf ? field : new OptionalOf(field);
    }
    return Any.ANY;
  }

  /** The fields that are known, by name. */
  default Map<String, CelShape> fields() {
    Map<String, CelShape> fields = new LinkedHashMap<>();
    if (this instanceof Data data) {
      data.meaning().fields().forEach((name, meaning) -> fields.put(name, of(meaning)));
    } else if (this instanceof Struct struct) {
      fields.putAll(struct.fields());
    } else if (this instanceof OptionalOf optional) {
      return optional.of().fields();
    }
    return fields;
  }

  /** What an item of the list is; of a map what its values are. */
  default CelShape each() {
    if (this instanceof ListOf list) {
      return list.each();
    } else if (this instanceof MapOf map) {
      return map.value();
    } else if (this instanceof OptionalOf optional) {
      return new OptionalOf(optional.of().each());
    } else if (this instanceof Data data) {
      Meaning item = data.meaning().item();
      return item.isUnknown() && nature() == Nature.MAP ? of(data.meaning().under("*")) : of(item);
    }
    return Any.ANY;
  }

  /** What a loop's single variable stands for: an item of a list, a key of a map. */
  default CelShape looped() {
    return nature() == Nature.MAP ? Simple.STRING : each();
  }

  /** What a loop's first of two variables stands for: an index or a key. */
  default CelShape index() {
    return switch (nature()) {
      case LIST -> Simple.INT;
      case MAP -> this instanceof MapOf map ? map.key() : Simple.STRING;
      default -> Any.ANY;
    };
  }

  /** How the values of a document and those of the language may be told apart. */
  enum Nature {
    STRING,
    /** Integers and doubles, which compare with each other. */
    NUMBER,
    BOOL,
    LIST,
    MAP,
    OTHER,
    UNKNOWN
  }

  /** The nature of the value; unknown as soon as it may have two. */
  default Nature nature() {
    if (this instanceof Simple simple) {
      return switch (simple.name()) {
        case "string" -> Nature.STRING;
        case "int", "uint", "double" -> Nature.NUMBER;
        case "bool" -> Nature.BOOL;
        case "null" -> Nature.UNKNOWN;
        default -> Nature.OTHER;
      };
    } else if (this instanceof Data data) {
      return nature(data.meaning());
    } else if (this instanceof ListOf) {
      return Nature.LIST;
    } else if (this instanceof MapOf) {
      return Nature.MAP;
    }
    return this instanceof Any ? Nature.UNKNOWN : Nature.OTHER;
  }

  private static Nature nature(Meaning meaning) {
    Nature nature = null;
    for (Schema type : meaning.types()) {
      Nature one = nature(type);
      if (nature != null && nature != one) {
        return Nature.UNKNOWN;
      }
      nature = one;
    }
    return nature == null
        ? meaning.made().isEmpty() ? Nature.UNKNOWN : Nature.MAP
        : meaning.made().isEmpty() || nature == Nature.MAP ? nature : Nature.UNKNOWN;
  }

  private static Nature nature(Schema type) {
    if (type instanceof ScalarSchema scalar) {
      return switch (scalar.kind()) {
        case STRING, CEL, JMESPATH -> Nature.STRING;
        case INT, NUMBER -> Nature.NUMBER;
        case BOOLEAN -> Nature.BOOL;
        case QUANTITY, INT_OR_STRING -> Nature.UNKNOWN;
      };
    }
    return type instanceof AnySchema
        ? Nature.UNKNOWN
        : type instanceof ListSchema ? Nature.LIST : Nature.MAP;
  }

  /** The type as it is shown: {@code string}, {@code list(Container)}, {@code PodSpec}. */
  default String label() {
    if (this instanceof Simple simple) {
      return simple.name();
    } else if (this instanceof Struct struct) {
      return struct.name();
    } else if (this instanceof ListOf list) {
      return "list(" + list.each().label() + ")";
    } else if (this instanceof MapOf map) {
      return "map(" + map.key().label() + ", " + map.value().label() + ")";
    } else if (this instanceof OptionalOf optional) {
      return "optional(" + optional.of().label() + ")";
    } else if (this instanceof Data data) {
      return TypeLabels.of(data.meaning());
    }
    return "dyn";
  }

  /** Whether a value of this shape may be passed where a type is wanted. */
  default boolean fits(TypeExpression wanted, Map<String, CelShape> bound) {
    if (this instanceof Any) {
      return true;
    }
    if (wanted.isParameter()) {
      bound.putIfAbsent(wanted.name(), this);
      return true;
    }
    boolean unknown = nature() == Nature.UNKNOWN;
    return switch (wanted.name()) {
      case "dyn" -> true;
      case "list" ->
          unknown || (nature() == Nature.LIST && each().fits(wanted.parameters().get(0), bound));
      case "map" ->
          unknown
              || (nature() == Nature.MAP
                  && index().fits(wanted.parameters().get(0), bound)
                  && each().fits(wanted.parameters().get(1), bound));
      case "optional" ->
          this instanceof OptionalOf optional
              && optional.of().fits(wanted.parameters().get(0), bound);
      case "string" -> unknown || nature() == Nature.STRING;
      case "bool" -> unknown || nature() == Nature.BOOL;
      case "int", "uint", "double" ->
          unknown
              || (this instanceof Simple simple
                  ? simple.name().equals(wanted.name())
                  : nature() == Nature.NUMBER);
      default ->
          this instanceof Simple simple
              ? Objects.equals(simple.name(), wanted.name())
              : this instanceof Struct struct && struct.name().equals(wanted.name());
    };
  }

  /** The texts that a value may only be; none where it may be any. */
  default List<String> allowed() {
    return this instanceof Data data ? TypeLabels.allowed(data.meaning()) : List.of();
  }
}
