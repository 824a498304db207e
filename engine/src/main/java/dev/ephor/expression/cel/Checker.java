package dev.ephor.expression.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What {@code dev.cel} is told of one dialect. Every check reads all functions that are declared,
 * which for all of them takes longer than the check itself; so only those are declared that a text
 * names.
 *
 * @param parser parses, and knows everything but functions
 * @param functions all functions, ready to be called
 * @param declarations their declarations by name
 * @param compilers those made so far
 */
record Checker(
    CelCompiler parser,
    Functions functions,
    Map<String, CelFunctionDecl> declarations,
    Map<Chosen, CelCompiler> compilers) {

  /** How many compilers one dialect keeps. */
  private static final int MOST_KEPT = 1_000;

  /**
   * What a compiler knows.
   *
   * @param functions names of functions
   * @param variables the types of composed variables by their names
   */
  private record Chosen(Set<String> functions, Map<String, CelType> variables) {}

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

  static Checker of(CelDialect dialect, boolean namespaced) {
    return BASES.computeIfAbsent(
        new Key(dialect, namespaced), key -> base(key.dialect(), key.namespaced()));
  }

  /** A compiler that knows the functions that a parsed text names. */
  CelCompiler compilerFor(CelExpr parsed, Map<String, CelType> variables) {
    Set<String> names = FunctionNames.in(parsed);
    names.retainAll(declarations.keySet());
    Chosen chosen = new Chosen(names, variables);
    CelCompiler known = compilers.get(chosen);
    if (known != null) {
      return known;
    }
    CelCompilerBuilder builder =
        parser.toCompilerBuilder().setTypeProvider(new StructTypes(variables));
    for (String name : names) {
      builder.addFunctionDeclarations(declarations.get(name));
    }
    CelCompiler made = builder.build();
    if (compilers.size() < MOST_KEPT) {
      compilers.put(chosen, made);
    }
    return made;
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
    Map<String, CelFunctionDecl> declarations = new HashMap<>();
    functions
        .byName()
        .forEach((name, overloads) -> declarations.put(name, declaration(name, overloads)));
    return new Checker(builder.build(), functions, declarations, new ConcurrentHashMap<>());
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
