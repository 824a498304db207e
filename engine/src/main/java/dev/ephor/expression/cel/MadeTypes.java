package dev.ephor.expression.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The object types that an expression may make and that have any field: {@code Object}, {@code
 * Object.spec} and so on. {@code dev.cel} wants to know the fields beforehand, so those are
 * declared that the expression names.
 */
final class MadeTypes {

  private static final String PATCH = "JSONPatch";
  private static final Map<String, CelType> PATCH_FIELDS =
      Map.of(
          "op", SimpleType.STRING,
          "path", SimpleType.STRING,
          "from", SimpleType.STRING,
          "value", SimpleType.DYN);

  private MadeTypes() {}

  /** A compiler that knows the object types of a text, beside those that it knows already. */
  static CelCompiler declaredIn(String text, CelCompiler compiler) {
    CelValidationResult parsed = compiler.parse(text);
    Map<String, Set<String>> fields = new HashMap<>();
    try {
      collect(parsed.getAst().getExpr(), fields);
    } catch (CelValidationException broken) {
      return compiler;
    }
    if (fields.isEmpty()) {
      return compiler;
    }
    CelTypeProvider known = compiler.getTypeProvider();
    return compiler.toCompilerBuilder().setTypeProvider(new Provider(known, fields)).build();
  }

  private static void collect(CelExpr root, Map<String, Set<String>> fields) {
    Set<String> selected = new HashSet<>();
    for (CelExpr expression : Subexpressions.of(root)) {
      if (expression.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
        selected.add(expression.select().field());
      } else if (expression.exprKind().getKind() == CelExpr.ExprKind.Kind.STRUCT) {
        Set<String> known =
            fields.computeIfAbsent(expression.struct().messageName(), name -> new HashSet<>());
        expression.struct().entries().forEach(entry -> known.add(entry.fieldKey()));
      }
    }
    fields.keySet().removeIf(name -> !Structs.isMade(name));
    fields.values().forEach(names -> names.addAll(selected));
  }

  private static final class Provider implements CelTypeProvider {
    private final CelTypeProvider known;
    private final ImmutableMap<String, CelType> made;

    Provider(CelTypeProvider known, Map<String, Set<String>> fields) {
      this.known = known;
      ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
      fields.forEach((name, names) -> types.put(name, type(name, names)));
      this.made = types.buildOrThrow();
    }

    private static CelType type(String name, Set<String> names) {
      return name.equals(PATCH)
          ? StructType.create(
              name,
              ImmutableSet.copyOf(PATCH_FIELDS.keySet()),
              field -> Optional.ofNullable(PATCH_FIELDS.get(field)))
          : StructType.create(
              name, ImmutableSet.copyOf(names), field -> Optional.of(SimpleType.DYN));
    }

    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.<CelType>builder().addAll(known.types()).addAll(made.values()).build();
    }

    @Override
    public Optional<CelType> findType(String name) {
      CelType found = made.get(name);
      return found == null ? known.findType(name) : Optional.of(found);
    }
  }
}
