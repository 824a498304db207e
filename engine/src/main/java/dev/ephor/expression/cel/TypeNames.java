package dev.ephor.expression.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.types.TypeType;
import dev.ephor.expression.cel.function.TypeExpression;

/** Types of signatures as {@code dev.cel} knows them, and back as text. */
final class TypeNames {

  private TypeNames() {}

  /** A type's text in messages. */
  static String of(CelType type) {
    return CelTypes.format(type);
  }

  static CelType type(TypeExpression expression) {
    if (expression.isParameter()) {
      return TypeParamType.create(expression.name());
    }
    return switch (expression.name()) {
      case "bool" -> SimpleType.BOOL;
      case "int" -> SimpleType.INT;
      case "uint" -> SimpleType.UINT;
      case "double" -> SimpleType.DOUBLE;
      case "string" -> SimpleType.STRING;
      case "bytes" -> SimpleType.BYTES;
      case "dyn" -> SimpleType.DYN;
      case "null" -> SimpleType.NULL_TYPE;
      case "timestamp" -> SimpleType.TIMESTAMP;
      case "duration" -> SimpleType.DURATION;
      case "list" -> ListType.create(parameter(expression, 0));
      case "map" -> MapType.create(parameter(expression, 0), parameter(expression, 1));
      case "optional" -> OptionalType.create(parameter(expression, 0));
      case "type" -> TypeType.create(parameter(expression, 0));
      default ->
          Structs.has(expression.name())
              ? StructTypeReference.create(expression.name())
              : OpaqueType.create(expression.name());
    };
  }

  private static CelType parameter(TypeExpression expression, int index) {
    return index < expression.parameters().size()
        ? type(expression.parameters().get(index))
        : SimpleType.DYN;
  }
}
