package dev.ephor.convert;

import dev.ephor.expression.template.Template;
import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions of {@code deny} and {@code preconditions} in CEL. */
final class ConditionsCel {

  /** What Go reads as a duration, but for a bare zero. */
  private static final String DURATION =
      "r'^[-+]?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h))+$'";

  private final Map<String, Val> names;
  private final @Nullable Schema schema;
  private final Set<String> failing = new LinkedHashSet<>();

  /**
   * @param names what is known by a name besides the request, such as {@code element}
   * @param schema of the object; null where it is not known
   */
  ConditionsCel(Map<String, Val> names, @Nullable Schema schema) {
    this.names = names;
    this.schema = schema;
  }

  /** The fields whose absence makes the conditions fail that were converted. */
  Set<String> failing() {
    return failing;
  }

  /** When the conditions hold. */
  Cel of(Value conditions) throws NotConvertible {
    if (conditions instanceof MapValue block) {
      return block(block);
    }
    List<Cel> all = new ArrayList<>();
    if (conditions instanceof ListValue list) {
      for (Value item : list.values()) {
        boolean block =
            item instanceof MapValue map && (map.containsKey("any") || map.containsKey("all"));
        all.add(block ? block((MapValue) item) : condition(item));
      }
    }
    return Cel.and(all);
  }

  private Cel block(MapValue block) throws NotConvertible {
    ListValue any = block.list("any");
    ListValue all = block.list("all");
    Cel one = any == null ? Cel.Text.TRUE : Cel.or(each(any));
    return Cel.and(one, all == null ? Cel.Text.TRUE : Cel.and(each(all)));
  }

  private List<Cel> each(ListValue list) throws NotConvertible {
    List<Cel> conditions = new ArrayList<>();
    for (Value item : list.values()) {
      conditions.add(condition(item));
    }
    return conditions;
  }

  private Cel condition(Value item) throws NotConvertible {
    if (!(item instanceof MapValue map)) {
      throw new NotConvertible(item, "a condition that is no map");
    }
    String operator = map.string("operator");
    Value key = map.child("key");
    Value value = map.child("value");
    if (operator == null || key == null) {
      throw new NotConvertible(item, "a condition without a key or an operator");
    }
    Value wanted = value == null ? new Scalar(null, map.source(), map.node()) : value;
    if (!Template.concerns(key) && !Template.concerns(wanted)) {
      ListValue alone = ListValue.of(List.of(map), map.source(), map.node());
      return Conditions.evaluate(alone, Conditions.Substitution.NONE)
                  instanceof Conditions.Decided decided
              && decided.holds()
          ? Cel.Text.TRUE
          : Cel.Text.FALSE;
    }
    Comparison comparison = new Comparison(map, operand(key), operand(wanted));
    Cel cel = comparison.of(operator.toLowerCase(Locale.ROOT));
    failing.addAll(comparison.jmes.failing());
    return cel;
  }

  private Val operand(Value written) throws NotConvertible {
    if (!Template.concerns(written)) {
      return new Val.Const(written);
    }
    JmesCel jmes = new JmesCel(names, schema, written);
    String text = written.asString();
    if (text != null) {
      Val value = TextCel.of(text, jmes, written);
      failing.addAll(jmes.failing());
      return value;
    } else if (written instanceof ListValue list) {
      List<String> items = new ArrayList<>();
      for (Value item : list.values()) {
        items.add(jmes.text(operand(item)));
      }
      return new Val.Expr("[" + String.join(", ", items) + "]", Val.Type.LIST);
    }
    throw new NotConvertible(written, "variables in a map as a condition's operand");
  }

  /** One condition. */
  private final class Comparison {

    private final Value clause;
    private final Val key;
    private final Val value;
    private final JmesCel jmes;

    Comparison(Value clause, Val key, Val value) {
      this.clause = clause;
      this.key = key;
      this.value = value;
      this.jmes = new JmesCel(names, schema, clause);
    }

    private NotConvertible no(String reason) {
      return new NotConvertible(clause, reason);
    }

    Cel of(String operator) throws NotConvertible {
      return switch (operator) {
        case "equals", "equal" -> equal();
        case "notequals", "notequal" -> Cel.not(equal());
        case "anyin" -> members(true, false);
        case "allin", "in" -> members(false, false);
        case "anynotin" -> members(true, true);
        case "allnotin" -> members(false, true);
        case "notin" -> Cel.not(members(false, false));
        case "greaterthan" -> order(">");
        case "greaterthanorequals" -> order(">=");
        case "lessthan" -> order("<");
        case "lessthanorequals" -> order("<=");
        case "durationgreaterthan" -> durations(">");
        case "durationgreaterthanorequals" -> durations(">=");
        case "durationlessthan" -> durations("<");
        case "durationlessthanorequals" -> durations("<=");
        default -> throw no("the condition operator " + operator);
      };
    }

    private Cel equal() throws NotConvertible {
      if (key instanceof Val.Const constant && !(value instanceof Val.Const)) {
        if (constant.value() instanceof Scalar) {
          return Cel.compare(jmes.text(value), "==", jmes.literal(constant.value()));
        }
        throw no("a condition whose key is a list or map");
      }
      String left = jmes.text(key);
      if (!(value instanceof Val.Const constant)) {
        return Cel.compare(left, "==", jmes.text(value));
      }
      if (constant.value() instanceof ListValue list && key.type() == Val.Type.LIST) {
        return list.isEmpty()
            ? Cel.compare("size(" + left + ")", "==", "0")
            : Cel.compare(left, "==", jmes.literal(list));
      } else if (!(constant.value() instanceof Scalar scalar) || scalar.content() == null) {
        throw no("Equals with a list, a map or null");
      }
      Object wanted = ((Scalar) constant.value()).content();
      if (wanted instanceof String text) {
        return equalText(left, text);
      }
      boolean comparable =
          switch (key.type()) {
            case TEXT, LIST, MAP -> false;
            case NUMBER -> wanted instanceof Number;
            case TRUTH -> wanted instanceof Boolean;
            default -> true;
          };
      if (comparable && key instanceof Val.Expr && key.type() == Val.Type.TRUTH) {
        return Boolean.TRUE.equals(wanted) ? Cel.atom(left) : Cel.not(Cel.atom(left));
      }
      return comparable ? Cel.compare(left, "==", String.valueOf(wanted)) : Cel.Text.FALSE;
    }

    private Cel equalText(String left, String text) {
      if (text.isEmpty() && key.type() == Val.Type.LIST && left.endsWith(".orValue([])")) {
        // Of a default the rule only sees that it stands for nothing.
        return Cel.compare("size(" + left + ")", "==", "0");
      }
      return switch (key.type()) {
        case NUMBER -> text.matches("-?\\d{1,18}") ? Cel.compare(left, "==", text) : Cel.Text.FALSE;
        case TRUTH, LIST, MAP -> Cel.Text.FALSE;
        case QUANTITY ->
            ScalarCel.isQuantity(text)
                ? ScalarCel.amounts("string(" + left + ")", "==", text)
                : TextTest.matches("string(" + left + ")", text);
        default -> TextTest.matches(left, text);
      };
    }

    /**
     * @param any whether one member of the key is enough
     * @param outside whether it must not be among the value's
     */
    private Cel members(boolean any, boolean outside) throws NotConvertible {
      // A projection of a list that is absent is null, of which no condition holds.
      Cel there = value instanceof Val.Each each ? each.there() : Cel.Text.TRUE;
      return Cel.and(there, membersOf(any, outside));
    }

    private Cel membersOf(boolean any, boolean outside) throws NotConvertible {
      Val members = key;
      if (key.type() == Val.Type.LIST && !(key instanceof Val.Each)) {
        members = listed();
      }
      if (members instanceof Val.Each each) {
        Cel among = among(jmes.text(each.item()), each.item().type());
        Cel test = outside ? Cel.not(among) : among;
        return any ? each.exists(test) : Cel.and(each.there(), each.all(test));
      }
      if (key instanceof Val.Const constant && constant.value() instanceof ListValue list) {
        List<Cel> tests = new ArrayList<>();
        for (Value member : list.values()) {
          Cel among = among(jmes.literal(member), JmesLiterals.type(member));
          tests.add(outside ? Cel.not(among) : among);
        }
        return any ? Cel.or(tests) : Cel.and(tests);
      }
      if (key.type() == Val.Type.MAP) {
        return Cel.Text.FALSE;
      }
      Cel among = among(jmes.text(key), key.type());
      return outside ? Cel.not(among) : among;
    }

    private Val.Each listed() throws NotConvertible {
      if (key instanceof Val.Path path) {
        Ref item = path.ref().present().item(List.copyOf(names.keySet()));
        return new Val.Each(
            Cel.Text.TRUE,
            List.of(new Val.Level(path.ref().solid(), path.ref().solid(), item.text())),
            List.of(),
            new Val.Path(item));
      }
      return new Val.Each(
          Cel.Text.TRUE,
          List.of(new Val.Level(jmes.text(key), jmes.text(key), "item")),
          List.of(),
          new Val.Expr("item", Val.Type.TEXT));
    }

    private Cel among(String member, Val.Type type) throws NotConvertible {
      if (value instanceof Val.Each each) {
        String item = jmes.text(each.item());
        String text = key instanceof Val.Const constant ? constant.value().asString() : null;
        boolean ofRole = each.levels().stream().anyMatch(level -> RoleRules.isMember(level.list()));
        return each.exists(
            text != null && ofRole
                ? Cel.compare(item, "in", TextTest.list(RoleRules.granting(List.of(text))))
                : Cel.compare(item, "==", member));
      }
      if (!(value instanceof Val.Const constant)) {
        return value.type() == Val.Type.LIST || value.type() == Val.Type.MAP
            ? Cel.compare(member, "in", jmes.text(value))
            : Cel.compare(member, "==", jmes.text(value));
      }
      List<String> texts = new ArrayList<>();
      Value wanted = constant.value();
      List<Value> items = wanted instanceof ListValue list ? list.values() : List.of(wanted);
      for (Value item : items) {
        if (!(item instanceof Scalar scalar) || scalar.content() == null) {
          throw no("a list of lists, maps or nulls in a condition");
        }
        texts.add(String.valueOf(scalar.content()));
      }
      if (!(wanted instanceof ListValue) && isRangeOrJson(texts.get(0))) {
        throw no("a range or JSON in a text as a condition's value");
      }
      if (RoleRules.isMember(source(member)) && !texts.contains("*")) {
        return Cel.compare(member, "in", TextTest.list(RoleRules.granting(texts)));
      }
      boolean wild = texts.stream().anyMatch(Wildcard::containsWildcard);
      if (type == Val.Type.NUMBER && !wild) {
        if (!texts.stream().allMatch(text -> text.matches("-?\\d{1,18}"))) {
          return Cel.Text.FALSE;
        }
        return texts.size() == 1
            ? Cel.compare(member, "==", texts.get(0))
            : Cel.compare(member, "in", "[" + String.join(", ", texts) + "]");
      } else if (type == Val.Type.TRUTH && texts.equals(List.of("true"))) {
        return Cel.atom(member);
      } else if (type == Val.Type.TRUTH && texts.equals(List.of("false"))) {
        return Cel.not(Cel.atom(member));
      } else if (type == Val.Type.TRUTH && !wild) {
        return Cel.compare("string(" + member + ")", "in", TextTest.list(texts));
      }
      boolean amount = type == Val.Type.NUMBER || type == Val.Type.QUANTITY;
      boolean words = texts.stream().noneMatch(t -> t.matches("[-+.\\d].*|true|false"));
      boolean text = type == Val.Type.TEXT || (!amount && words);
      return TextTest.anyOf(text ? member : "string(" + member + ")", texts);
    }

    /** The list that a member is taken from. */
    private String source(String member) {
      if (key instanceof Val.Each each) {
        for (Val.Level level : each.levels()) {
          if (level.variable().equals(member)) {
            return level.solid() + " " + level.list();
          }
        }
      }
      return key instanceof Val.Path path
          ? path.ref().solid()
          : key instanceof Val.Expr expr ? expr.text() : "";
    }

    private boolean isRangeOrJson(String text) {
      return text.startsWith("[") || text.matches("[-+]?[0-9].*!?-[-+]?[0-9].*");
    }

    private Cel order(String sign) throws NotConvertible {
      if (key.type() == Val.Type.LIST || key.type() == Val.Type.MAP) {
        throw no("an order of lists or maps");
      }
      if (value instanceof Val.Const constant && constant.value() instanceof Scalar scalar) {
        String amount = String.valueOf(scalar.content());
        boolean number = amount.matches("-?\\d{1,15}(\\.\\d+)?");
        if (number && (key.type() == Val.Type.NUMBER || key.type() == Val.Type.UNKNOWN)) {
          return Cel.compare(jmes.text(key), sign, amount);
        } else if (ScalarCel.isQuantity(amount)) {
          Cel amounts = ScalarCel.amounts("string(" + jmes.text(key) + ")", sign, amount);
          return readable(Cel.atom("isQuantity(string(" + jmes.text(key) + "))"), amounts);
        } else if (GoDuration.parse(amount) != null) {
          return ofDuration(ScalarCel.durations(jmes.text(key), sign, amount));
        }
        throw no("an order of texts that are neither numbers nor quantities");
      }
      if (key instanceof Val.Const constant
          && JmesLiterals.type(constant.value()) == Val.Type.NUMBER) {
        if (value.type() == Val.Type.NUMBER) {
          return Cel.compare(jmes.text(key), sign, jmes.text(value));
        }
      }
      if (key.type() == Val.Type.NUMBER && value.type() == Val.Type.NUMBER) {
        return Cel.compare(jmes.text(key), sign, jmes.text(value));
      } else if (key.type() == Val.Type.QUANTITY && value.type() == Val.Type.QUANTITY) {
        String left = "quantity(string(" + jmes.text(key) + "))";
        String right = "quantity(string(" + jmes.text(value) + "))";
        return Cel.compare(left + ".compareTo(" + right + ")", sign, "0");
      }
      throw no("an order of values whose types are unknown");
    }

    private Cel durations(String sign) throws NotConvertible {
      if (!(value instanceof Val.Const constant) || !(constant.value() instanceof Scalar scalar)) {
        throw no("a duration that is computed");
      }
      Object content = scalar.content();
      String wanted = content instanceof Number ? content + "s" : String.valueOf(content);
      if (GoDuration.parse(wanted) == null) {
        throw no("a duration that cannot be read");
      }
      if (key.type() == Val.Type.NUMBER) {
        return Cel.compare(
            "duration(string(" + jmes.text(key) + ") + 's')", sign, "duration('" + wanted + "')");
      }
      return ofDuration(ScalarCel.durations(jmes.text(key), sign, wanted));
    }

    private Cel ofDuration(Cel compared) throws NotConvertible {
      return readable(Cel.atom(jmes.text(key) + ".matches(" + DURATION + ")"), compared);
    }

    /** A text that is no amount is more and less than none; what has a type always is one. */
    private Cel readable(Cel isAmount, Cel compared) {
      return switch (key.type()) {
        case TEXT, UNKNOWN -> Cel.and(isAmount, compared);
        default -> compared;
      };
    }
  }
}
