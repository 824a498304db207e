package dev.ephor.expression.jmespath;

import dev.ephor.value.ListValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Functions that take an expression and apply it to each item. */
final class ExpressionFunctions {

  private ExpressionFunctions() {}

  static Value map(Invocation call) {
    List<Value> mapped = new ArrayList<>();
    ListValue items = call.list(1);
    for (int i = 0; i < items.size(); i++) {
      mapped.add(call.apply(0, items.at(i)));
    }
    return call.made(mapped);
  }

  static Value maxBy(Invocation call) {
    return best(call, 1);
  }

  static Value minBy(Invocation call) {
    return best(call, -1);
  }

  private static Value best(Invocation call, int sign) {
    ListValue items = call.list(0);
    if (items.size() < 2) {
      return items.isEmpty() ? Types.NULL : items.at(0);
    }
    Value best = items.at(0);
    Value bestKey = sortable(call.apply(1, best));
    boolean numbers = Types.isNumber(bestKey);
    for (int i = 1; i < items.size(); i++) {
      Value key = call.apply(1, items.at(i));
      if (numbers ? !Types.isNumber(key) : key.asString() == null) {
        throw new Failure("invalid type, must be " + (numbers ? "number" : "string"));
      }
      if (sign * NumberFunctions.order(key, bestKey) > 0) {
        best = items.at(i);
        bestKey = key;
      }
    }
    return best;
  }

  static Value sortBy(Invocation call) {
    ListValue items = call.list(0);
    if (items.size() < 2) {
      return call.value(0);
    }
    record Keyed(Value key, Value item) {}
    boolean numbers = Types.isNumber(sortable(call.apply(1, items.at(0))));
    List<Keyed> keyed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      keyed.add(new Keyed(key(call, items.at(i), numbers), items.at(i)));
    }
    keyed.sort(Comparator.comparing(Keyed::key, NumberFunctions::order));
    List<Value> sorted = new ArrayList<>();
    for (Keyed entry : keyed) {
      sorted.add(entry.item());
    }
    return call.made(sorted);
  }

  /** Whatever goes wrong with a key while sorting is one and the same failure. */
  private static Value key(Invocation call, Value item, boolean numbers) {
    Failure failure = new Failure("error in sort_by comparison");
    Value key;
    try {
      key = call.applyExactly(1, item);
    } catch (Failure e) {
      call.budget().check();
      throw failure;
    }
    if (call.isMissing(key) || (numbers ? !Types.isNumber(key) : key.asString() == null)) {
      throw failure;
    }
    return key;
  }

  private static Value sortable(Value key) {
    if (!Types.isNumber(key) && key.asString() == null) {
      throw new Failure("invalid type, must be number of string");
    }
    return key;
  }
}
