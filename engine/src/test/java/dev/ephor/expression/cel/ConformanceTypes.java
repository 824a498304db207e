package dev.ephor.expression.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.types.TypeType;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The types of CEL as the JSON of {@code cel.expr.Type} writes them. */
final class ConformanceTypes {

  private ConformanceTypes() {}

  static CelType of(MapValue type) {
    String form = type.keyAt(0);
    Value content = type.valueAt(0);
    return switch (form) {
      case "primitive" -> primitive(String.valueOf(content.asString()));
      case "wrapper" -> NullableType.create(primitive(String.valueOf(content.asString())));
      case "null" -> SimpleType.NULL_TYPE;
      case "dyn" -> SimpleType.DYN;
      case "wellKnown" ->
          switch (String.valueOf(content.asString())) {
            case "TIMESTAMP" -> SimpleType.TIMESTAMP;
            case "DURATION" -> SimpleType.DURATION;
            default -> SimpleType.ANY;
          };
      case "listType" -> ListType.create(of(((MapValue) content).map("elemType")));
      case "mapType" ->
          MapType.create(
              of(((MapValue) content).map("keyType")), of(((MapValue) content).map("valueType")));
      case "typeParam" -> TypeParamType.create(String.valueOf(content.asString()));
      case "type" ->
          TypeType.create(
              ((MapValue) content).size() == 0 ? SimpleType.DYN : of((MapValue) content));
      case "abstractType" -> named((MapValue) content);
      default -> message(String.valueOf(content.asString()));
    };
  }

  private static CelType primitive(String name) {
    return switch (name) {
      case "BOOL" -> SimpleType.BOOL;
      case "INT64" -> SimpleType.INT;
      case "UINT64" -> SimpleType.UINT;
      case "DOUBLE" -> SimpleType.DOUBLE;
      case "STRING" -> SimpleType.STRING;
      default -> SimpleType.BYTES;
    };
  }

  private static CelType named(MapValue type) {
    String name = String.valueOf(type.string("name"));
    List<CelType> parameters = all(type.list("parameterTypes"));
    return name.equals("optional_type")
        ? OptionalType.create(parameters.get(0))
        : OpaqueType.create(name, parameters.toArray(CelType[]::new));
  }

  private static CelType message(String name) {
    return switch (name) {
      case "google.protobuf.Timestamp" -> SimpleType.TIMESTAMP;
      case "google.protobuf.Duration" -> SimpleType.DURATION;
      default -> StructTypeReference.create(name);
    };
  }

  private static List<CelType> all(ListValue types) {
    List<CelType> all = new ArrayList<>();
    if (types != null) {
      types.values().forEach(type -> all.add(of((MapValue) type)));
    }
    return all;
  }

  /** A function that a case declares for itself. */
  static CelFunctionDecl function(String name, MapValue function) {
    List<CelOverloadDecl> overloads = new ArrayList<>();
    for (Value value : function.list("overloads").values()) {
      MapValue overload = (MapValue) value;
      overloads.add(
          CelOverloadDecl.newGlobalOverload(
              overload.string("overloadId"),
              of(overload.map("resultType")),
              all(overload.list("params"))));
    }
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }
}
