package dev.ephor.expression.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.TypeType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.ephor.expression.cel.function.Overload;
import dev.ephor.expression.cel.function.TypeExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A compiler of {@code dev.cel} for one dialect and one set of composed variables, beside the
 * functions that it declares.
 */
record Checker(CelCompiler compiler, Functions functions) {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableOptionalSyntax(true)
          .enableHeterogeneousNumericComparisons(true)
          .populateMacroCalls(true)
          .retainRepeatedUnaryOperators(true)
          .enableHiddenAccumulatorVar(true)
          .enableReservedIds(true)
          .maxParseRecursionDepth(250)
          .build();

  private record Key(CelDialect dialect, boolean namespaced) {}

  private static final Map<Key, Checker> BASES = new ConcurrentHashMap<>();

  static Checker of(CelDialect dialect, boolean namespaced, Map<String, CelType> variables) {
    Checker base =
        BASES.computeIfAbsent(
            new Key(dialect, namespaced), key -> base(key.dialect(), key.namespaced()));
    if (variables.isEmpty()) {
      return base;
    }
    CelCompiler compiler =
        base.compiler.toCompilerBuilder().setTypeProvider(new StructTypes(variables)).build();
    return new Checker(compiler, base.functions);
  }

  private static Checker base(CelDialect dialect, boolean namespaced) {
    Dialects.Vocabulary vocabulary = Dialects.of(dialect, namespaced);
    Functions functions = new Functions(vocabulary.overloads());
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardEnvironmentEnabled(false)
            .setOptions(OPTIONS)
            .addMacros(Macros.of(vocabulary))
            .setTypeProvider(new StructTypes(Map.of()));
    basicTypes().forEach((name, type) -> builder.addVar(name, TypeType.create(type)));
    vocabulary
        .variables()
        .forEach((name, type) -> builder.addVar(name, TypeNames.type(TypeExpression.parse(type))));
    functions
        .byName()
        .forEach(
            (name, overloads) -> builder.addFunctionDeclarations(declaration(name, overloads)));
    return new Checker(builder.build(), functions);
  }

  private static Map<String, CelType> basicTypes() {
    Map<String, CelType> types = new HashMap<>();
    types.put("bool", SimpleType.BOOL);
    types.put("int", SimpleType.INT);
    types.put("uint", SimpleType.UINT);
    types.put("double", SimpleType.DOUBLE);
    types.put("string", SimpleType.STRING);
    types.put("bytes", SimpleType.BYTES);
    types.put("null_type", SimpleType.NULL_TYPE);
    types.put("list", dev.cel.common.types.ListType.create(SimpleType.DYN));
    types.put("map", dev.cel.common.types.MapType.create(SimpleType.DYN, SimpleType.DYN));
    types.put("type", TypeType.create(SimpleType.DYN));
    types.put("optional_type", OptionalType.create(SimpleType.DYN));
    types.put("google.protobuf.Timestamp", SimpleType.TIMESTAMP);
    types.put("google.protobuf.Duration", SimpleType.DURATION);
    for (String name : Dialects.TYPE_NAMES) {
      types.put(name, OpaqueType.create(name));
    }
    return types;
  }

  private static CelFunctionDecl declaration(String name, List<Overload> overloads) {
    List<CelOverloadDecl> declared = new ArrayList<>();
    for (Overload overload : overloads) {
      List<CelType> parameters = new ArrayList<>();
      for (TypeExpression parameter : overload.parameters()) {
        parameters.add(TypeNames.type(parameter));
      }
      CelType result = TypeNames.type(overload.result());
      declared.add(
          overload.member()
              ? CelOverloadDecl.newMemberOverload(overload.id(), result, parameters)
              : CelOverloadDecl.newGlobalOverload(overload.id(), result, parameters));
    }
    return CelFunctionDecl.newFunctionDeclaration(name, declared);
  }

  /** Finds object types by name, the composed variables' among them. */
  private static final class StructTypes implements CelTypeProvider {

    private final ImmutableMap<String, CelType> types;

    StructTypes(Map<String, CelType> variables) {
      ImmutableMap.Builder<String, CelType> all = ImmutableMap.builder();
      Structs.all()
          .forEach(
              (name, fields) -> {
                Map<String, CelType> typed = new HashMap<>();
                fields.forEach(
                    (field, type) -> typed.put(field, TypeNames.type(TypeExpression.parse(type))));
                all.put(name, struct(name, ImmutableMap.copyOf(typed)));
              });
      all.put("kyverno.variables", struct("kyverno.variables", ImmutableMap.copyOf(variables)));
      types = all.buildOrThrow();
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
      return StructType.create(
          name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.copyOf(types.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(types.get(name));
    }
  }
}
