package dev.ephor.expression.cel;

import dev.cel.common.ast.CelExpr;

/** Nodes that evaluate as others do, and tell a {@link CelLog} what they came to. */
final class HeardNodes {

  private HeardNodes() {}

  /** What {@link Planner} is to put in the place of a node. Constants need not be heard. */
  static Node of(Node node, CelExpr part) {
    if (node instanceof AccessNodes.Constant) {
      return node;
    }
    return new Heard(node instanceof LoopNode loop ? turning(loop, part) : node, part);
  }

  private static LoopNode turning(LoopNode loop, CelExpr part) {
    return new LoopNode(
        loop.range(),
        loop.first(),
        loop.second(),
        loop.accumulator(),
        loop.start(),
        loop.condition(),
        new Turn(loop.step(), part.comprehension().loopStep(), loop.first(), loop.second()),
        loop.result());
  }

  private record Heard(Node node, CelExpr part) implements Node {
    @Override
    public Object eval(Frame frame) {
      CelLog log = frame.log();
      if (log == null) {
        return node.eval(frame);
      }
      CelLog.Entry entry = log.open(part);
      Object value = node.eval(frame);
      log.close(entry, value);
      return value;
    }
  }

  private record Turn(Node step, CelExpr part, int first, int second) implements Node {
    @Override
    public Object eval(Frame frame) {
      CelLog log = frame.log();
      if (log == null) {
        return step.eval(frame);
      }
      CelLog.Entry entry = log.turn(part, frame.slots[second < 0 ? first : second]);
      Object value = step.eval(frame);
      log.close(entry, value);
      return value;
    }
  }
}
