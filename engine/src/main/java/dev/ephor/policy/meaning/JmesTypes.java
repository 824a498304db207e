package dev.ephor.policy.meaning;

import dev.ephor.expression.jmespath.Node;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The structure of what a JMESPath expression comes to, as far as it only selects. */
public final class JmesTypes {

  private JmesTypes() {}

  /**
   * What an expression gives.
   *
   * @param at the structure of the value at hand, {@code @}
   */
  public static Meaning of(Node node, Meaning at) {
    if (node instanceof Node.Field field) {
      return at.under(field.name());
    } else if (node instanceof Node.Current || node instanceof Node.Identity) {
      return at;
    } else if (node instanceof Node.Index) {
      return at.item();
    } else if (node instanceof Node.Slice) {
      return at;
    } else if (node instanceof Node.Subexpression sub) {
      return of(sub.right(), of(sub.left(), at));
    } else if (node instanceof Node.Pipe pipe) {
      return of(pipe.right(), of(pipe.left(), at));
    } else if (node instanceof Node.Bracket bracket) {
      return of(bracket.right(), of(bracket.left(), at));
    } else if (node instanceof Node.Projection projection) {
      return listOf(of(projection.right(), of(projection.left(), at).item()));
    } else if (node instanceof Node.Filter filter) {
      return listOf(of(filter.right(), of(filter.left(), at).item()));
    } else if (node instanceof Node.ValueProjection projection) {
      return listOf(of(projection.right(), of(projection.left(), at).under("*")));
    } else if (node instanceof Node.Flatten flatten) {
      Meaning list = of(flatten.left(), at);
      return list.item().item().isUnknown() ? list : list.item();
    } else if (node instanceof Node.Or or) {
      Meaning left = of(or.left(), at);
      return left.isUnknown() ? of(or.right(), at) : left;
    } else if (node instanceof Node.And and) {
      return of(and.right(), at);
    } else if (node instanceof Node.MultiSelectList list) {
      return listOf(union(list.items().stream().map(item -> of(item, at)).toList()));
    } else if (node instanceof Node.MultiSelectHash hash) {
      Map<String, Meaning> fields = new LinkedHashMap<>();
      hash.entries().forEach(entry -> fields.put(entry.key(), of(entry.value(), at)));
      return Meaning.made(fields);
    } else if (node instanceof Node.Call call) {
      return SAME.contains(call.name()) && !call.arguments().isEmpty()
          ? of(call.arguments().get(0), at)
          : Meaning.UNKNOWN;
    }
    return Meaning.UNKNOWN;
  }

  /** Functions that give back their first argument or what is made of its items. */
  private static final List<String> SAME = List.of("not_null", "sort", "sort_by", "reverse");

  private static Meaning listOf(Meaning item) {
    List<Schema> lists = new ArrayList<>();
    item.types().forEach(type -> lists.add(new ListSchema(type, null)));
    return Meaning.of(lists);
  }

  private static Meaning union(List<Meaning> meanings) {
    List<Schema> types = new ArrayList<>();
    for (Meaning meaning : meanings) {
      for (Schema type : meaning.types()) {
        if (!types.contains(type)) {
          types.add(type);
        }
      }
    }
    return Meaning.of(types);
  }
}
