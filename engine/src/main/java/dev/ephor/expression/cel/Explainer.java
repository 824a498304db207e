package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells which part of a condition decided. It descends from the whole into the operand that made it
 * true or false, through {@code &&}, {@code ||}, {@code !}, {@code ?:}, and into the item of {@code
 * all} and {@code exists}; values are computed anew, as only a condition that failed is explained.
 */
final class Explainer {

  private static final Set<String> OPERANDS = Set.of("&&", "||", "?", ":", ",");
  private static final Set<String> OF_AND = Set.of("||", "?", ":", ",");
  private static final Set<String> OF_OR = Set.of("?", ":", ",");

  private final String text;
  private final CelAbstractSyntaxTree tree;
  private final Map<Long, Node> nodes;
  private final Supplier<Node> heard;
  private final CelTokens tokens;
  private final int slots;
  private final long costLimit;

  private Explainer(
      String text,
      CelAbstractSyntaxTree tree,
      Map<Long, Node> nodes,
      Supplier<Node> heard,
      int slots,
      long costLimit) {
    this.text = text;
    this.tree = tree;
    this.nodes = nodes;
    this.heard = heard;
    this.tokens = new CelTokens(text);
    this.slots = slots;
    this.costLimit = costLimit;
  }

  /**
   * Plans a checked tree once more, this time with what an explanation needs.
   *
   * @param folding as {@link Planner} has it
   */
  static Explainer of(
      String text,
      CelAbstractSyntaxTree tree,
      Functions functions,
      boolean folding,
      long costLimit) {
    Map<Long, Node> nodes = new HashMap<>();
    Planner planner =
        new Planner(
            tree,
            functions,
            folding,
            (node, part) -> {
              nodes.put(part.id(), node);
              return node;
            });
    planner.plan(tree.getExpr());
    Supplier<Node> heard =
        () -> new Planner(tree, functions, folding, HeardNodes::of).plan(tree.getExpr());
    return new Explainer(text, tree, nodes, heard, planner.slots(), costLimit);
  }

  /**
   * Why the expression is what it is for an input; null where it is neither true nor false nor an
   * error.
   */
  @Nullable CelReason explain(CelInput input) {
    Walk walk = new Walk(new Frame(input, slots, costLimit));
    Object value = walk.value(tree.getExpr());
    if (value instanceof CelError) {
      return walk.error(tree.getExpr());
    }
    return value instanceof Boolean truth ? walk.reason(tree.getExpr(), truth) : null;
  }

  /** Evaluates, and tells what every part came to. */
  CelTrace trace(CelInput input) {
    CelLog log = new CelLog();
    Frame frame = new Frame(input, slots, costLimit, log);
    Object value = heard.get().eval(frame);
    input.spend(frame.cost());
    CelResult result =
        value instanceof CelError error
            ? new CelResult.Failure(error.message())
            : new CelResult.Success(value);
    CelLog.Entry root = log.root();
    CelStep told = root == null ? null : new CelStory(text, tree, new CelParts(text)).of(root);
    return new CelTrace(result, told, log.cut());
  }

  /** One explanation: the loops that it is inside of, and where their items stand. */
  private final class Walk implements Readings.Evaluator {
    private final Frame frame;
    private final Map<Integer, Place> items = new HashMap<>();

    private Walk(Frame frame) {
      this.frame = frame;
    }

    @Override
    public Object value(CelExpr part) {
      return node(part).eval(frame);
    }

    @Override
    public Node node(CelExpr part) {
      Node node = nodes.get(part.id());
      if (node == null) {
        throw new IllegalStateException("a part of the expression was not planned");
      }
      return node;
    }

    @Override
    public @Nullable Place itemPlace(int slot) {
      return items.get(slot);
    }

    private CelReason reason(CelExpr part, boolean is) {
      CelReason deeper = null;
      if (part.exprKind().getKind() == Kind.CALL) {
        deeper = ofOperator(part.call(), is);
      } else if (part.exprKind().getKind() == Kind.COMPREHENSION) {
        deeper = ofLoop(part, is);
      }
      return deeper == null ? leaf(part, String.valueOf(is)) : deeper;
    }

    private @Nullable CelReason ofOperator(CelExpr.CelCall call, boolean is) {
      return switch (call.function()) {
        case "_&&_" -> is ? null : ofDecisive(call.args(), false);
        case "_||_" -> is ? ofDecisive(call.args(), true) : null;
        case "!_" -> ofNegated(call.args().get(0), !is);
        case "_?_:_" -> {
          boolean yes = Boolean.TRUE.equals(value(call.args().get(0)));
          yield reason(call.args().get(yes ? 1 : 2), is);
        }
        default -> null;
      };
    }

    private @Nullable CelReason ofDecisive(List<CelExpr> operands, boolean deciding) {
      for (CelExpr operand : operands) {
        if (value(operand).equals(deciding)) {
          return reason(operand, deciding);
        }
      }
      return null;
    }

    /** A negated operand is worth going into only where a part of it decided. */
    private @Nullable CelReason ofNegated(CelExpr operand, boolean is) {
      Kind kind = operand.exprKind().getKind();
      return kind == Kind.COMPREHENSION
          ? ofLoop(operand, is)
          : kind == Kind.CALL ? ofOperator(operand.call(), is) : null;
    }

    /** The item for which the body of {@code all} is false, or that of {@code exists} true. */
    private @Nullable CelReason ofLoop(CelExpr part, boolean is) {
      CelExpr step = part.comprehension().loopStep();
      if (step.exprKind().getKind() != Kind.CALL
          || !step.call().function().equals(is ? "_||_" : "_&&_")
          || step.call().args().size() != 2) {
        return null;
      }
      return ofItem(
          part, step.call().args().get(1), value -> value.equals(is), body -> reason(body, is));
    }

    /** The reason of the first item for which the body of a loop comes to something. */
    private @Nullable CelReason ofItem(
        CelExpr part, CelExpr body, Predicate<Object> wanted, Function<CelExpr, CelReason> reason) {
      if (!(node(part) instanceof LoopNode node)) {
        return null;
      }
      Object range = value(part.comprehension().iterRange());
      if (range instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          Object item = CelValues.of(list.get(i));
          Place place = list instanceof ListValue values ? Readings.place(values.at(i)) : null;
          bind(node, node.second() < 0 ? item : (Object) (long) i, item, place);
          if (wanted.test(value(body))) {
            return reason.apply(body);
          }
        }
      } else if (range instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          Object key = CelValues.of(entry.getKey());
          bind(node, key, CelValues.of(entry.getValue()), Readings.placeUnder(map, key));
          if (wanted.test(value(body))) {
            return reason.apply(body);
          }
        }
      }
      return null;
    }

    /** The innermost part that failed. */
    private CelReason error(CelExpr part) {
      for (CelExpr operand : operands(part)) {
        if (value(operand) instanceof CelError) {
          return error(operand);
        }
      }
      CelReason deeper =
          part.exprKind().getKind() == Kind.COMPREHENSION ? ofFailedItem(part) : null;
      return deeper == null ? leaf(part, "an error") : deeper;
    }

    private @Nullable CelReason ofFailedItem(CelExpr part) {
      CelExpr step = part.comprehension().loopStep();
      return step.exprKind().getKind() != Kind.CALL || step.call().args().isEmpty()
          ? null
          : ofItem(part, step.call().args().get(1), CelError.class::isInstance, this::error);
    }

    private static List<CelExpr> operands(CelExpr part) {
      return switch (part.exprKind().getKind()) {
        case SELECT -> List.of(part.select().operand());
        case CALL -> {
          List<CelExpr> operands = new ArrayList<>();
          part.call().target().ifPresent(operands::add);
          operands.addAll(part.call().args());
          yield operands;
        }
        case COMPREHENSION -> List.of(part.comprehension().iterRange());
        case LIST -> part.list().elements();
        default -> List.of();
      };
    }

    private void bind(LoopNode node, Object first, Object second, @Nullable Place place) {
      frame.slots[node.first()] = first;
      items.remove(node.first());
      if (place != null) {
        items.put(node.first(), place);
      }
      if (node.second() >= 0) {
        frame.slots[node.second()] = second;
        items.remove(node.second());
        if (place != null) {
          items.put(node.second(), place);
        }
      }
    }

    private CelReason leaf(CelExpr part, String is) {
      Readings readings = new Readings(this);
      readings.collect(part);
      // Why "not so" is what "so" is.
      boolean negated =
          part.exprKind().getKind() == Kind.CALL && part.call().function().equals("!_");
      CelExpr alone = negated ? part.call().args().get(0) : part;
      return new CelReason(
          span(part), is, readings.seen(), readings.place(), Readings.variable(alone));
    }

    private Span span(CelExpr part) {
      Set<String> dividers = OPERANDS;
      if (part.exprKind().getKind() == Kind.CALL) {
        dividers =
            switch (part.call().function()) {
              case "_&&_" -> OF_AND;
              case "_||_" -> OF_OR;
              default -> OPERANDS;
            };
      }
      return tokens.around(offset(part), dividers);
    }

    private int offset(CelExpr part) {
      if (part.exprKind().getKind() == Kind.COMPREHENSION) {
        return offset(part.comprehension().iterRange());
      }
      Integer offset = tree.getSource().getPositionsMap().get(part.id());
      return offset == null ? 0 : text.offsetByCodePoints(0, offset);
    }
  }
}
