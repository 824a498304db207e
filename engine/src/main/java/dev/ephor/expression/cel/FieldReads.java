package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields an expression reads, and where it names them. Loop variables are followed to the
 * list whose items they are, and composed variables to what they stand for; what is computed is not
 * followed. Needs no types: it is for whoever knows them.
 */
public final class FieldReads {

  /**
   * A chain of fields.
   *
   * @param root the variable that it begins with, such as {@code object}
   * @param steps names of fields and keys; the item of a list is an empty text
   */
  public record Path(String root, List<String> steps) {
    public Path {
      steps = List.copyOf(steps);
    }

    private Path to(String step) {
      List<String> longer = new ArrayList<>(steps);
      longer.add(step);
      return new Path(root, longer);
    }
  }

  /**
   * A field that is read.
   *
   * @param name where its name stands in the text
   * @param path how it is reached, its own name last
   */
  public record Read(Span name, Path path) {}

  /**
   * What an expression reads.
   *
   * @param reads in the order of the tree
   * @param result what the expression as a whole stands for; null where that is computed
   */
  public record Reads(List<Read> reads, @Nullable Path result) {
    public Reads {
      reads = List.copyOf(reads);
    }
  }

  /** Functions whose result is made of their first operand and has its fields. */
  private static final Set<String> SAME = Set.of("orValue", "or", "_+_");

  private static final Set<String> INDICES = Set.of("_[_]", "_[?_]", "_?._");

  private final String text;
  private final CelAbstractSyntaxTree tree;
  private final Map<String, Path> variables;
  private final Map<String, @Nullable Path> scope = new HashMap<>();
  private final List<Read> reads = new ArrayList<>();

  private FieldReads(String text, CelAbstractSyntaxTree tree, Map<String, Path> variables) {
    this.text = text;
    this.tree = tree;
    this.variables = variables;
  }

  /**
   * The fields that a text reads; none where it cannot be parsed.
   *
   * @param variables what composed variables stand for
   */
  public static Reads in(CelDialect dialect, String text, Map<String, Path> variables) {
    CelValidationResult parsed = Checker.of(dialect, false).parser().parse(text);
    if (parsed.hasError()) {
      return new Reads(List.of(), null);
    }
    try {
      FieldReads walk = new FieldReads(text, parsed.getAst(), variables);
      Path result = walk.path(walk.tree.getExpr());
      return new Reads(walk.reads, result);
    } catch (CelValidationException impossible) {
      throw new IllegalStateException("a text without errors has a tree", impossible);
    }
  }

  /** What a part stands for; everything below it is noted on the way. */
  private @Nullable Path path(CelExpr part) {
    return switch (part.exprKind().getKind()) {
      case IDENT -> {
        String name = part.ident().name();
        yield scope.containsKey(name) ? scope.get(name) : new Path(name, List.of());
      }
      case SELECT -> field(part, part.select().operand(), part.select().field());
      case CALL -> call(part);
      case LIST -> each(part.list().elements());
      case MAP -> {
        part.map().entries().forEach(entry -> each(List.of(entry.key(), entry.value())));
        yield null;
      }
      case STRUCT -> {
        part.struct().entries().forEach(entry -> path(entry.value()));
        yield null;
      }
      case COMPREHENSION -> loop(part);
      default -> null;
    };
  }

  private @Nullable Path each(List<CelExpr> parts) {
    parts.forEach(this::path);
    return null;
  }

  private @Nullable Path field(CelExpr part, CelExpr operand, String name) {
    Path target = path(operand);
    if (target == null) {
      return null;
    } else if (target.root().equals("variables") && target.steps().isEmpty()) {
      return variables.get(name);
    }
    Path path = target.to(name);
    int from = tree.getSource().getPositionsMap().getOrDefault(part.id(), 0);
    int start = text.indexOf(name, text.offsetByCodePoints(0, from));
    if (start >= 0) {
      reads.add(new Read(new Span(start, start + name.length()), path));
    }
    return path;
  }

  private @Nullable Path call(CelExpr part) {
    CelExpr.CelCall call = part.call();
    List<CelExpr> operands = new ArrayList<>();
    call.target().ifPresent(operands::add);
    operands.addAll(call.args());
    if (INDICES.contains(call.function())) {
      return index(part, operands.get(0), operands.get(1));
    }
    Path first = operands.isEmpty() ? null : path(operands.get(0));
    for (int i = 1; i < operands.size(); i++) {
      path(operands.get(i));
    }
    return SAME.contains(call.function()) ? first : null;
  }

  private @Nullable Path index(CelExpr part, CelExpr operand, CelExpr key) {
    boolean constant = key.exprKind().getKind() == Kind.CONSTANT;
    if (constant && key.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      return field(part, operand, key.constant().stringValue());
    }
    Path target = path(operand);
    path(key);
    boolean item = constant && key.constant().getKind() == CelConstant.Kind.INT64_VALUE;
    return target == null || !item ? null : target.to("");
  }

  /** {@code filter} gives items of its list; what other loops come to is computed. */
  private @Nullable Path loop(CelExpr part) {
    CelExpr.CelComprehension loop = part.comprehension();
    Path range = path(loop.iterRange());
    Map<String, @Nullable Path> outer = new HashMap<>(scope);
    boolean two = !loop.iterVar2().isEmpty();
    scope.put(loop.iterVar(), range == null || two ? null : range.to(""));
    if (two) {
      scope.put(loop.iterVar2(), range == null ? null : range.to(""));
    }
    scope.put(loop.accuVar(), null);
    path(loop.loopStep());
    scope.clear();
    scope.putAll(outer);
    CelExpr macro = tree.getSource().getMacroCalls().get(part.id());
    boolean filters =
        macro != null
            && macro.exprKind().getKind() == Kind.CALL
            && macro.call().function().equals("filter");
    return filters ? range : null;
  }
}
