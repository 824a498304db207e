package dev.ephor.fix;

import dev.ephor.autogen.AutogenRules;
import dev.ephor.evaluation.RuleExplanation;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.RuleReader;
import dev.ephor.rule.Trace;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What could be done about a violation of a rule of a ClusterPolicy or Policy. */
final class RulePlan {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{(.*?)}}(?!})", Pattern.DOTALL);
  private static final List<Pattern> NESTED =
      List.of(
          Pattern.compile("'\\{\\{((?:(?!\\{\\{|}}).)*)}}'", Pattern.DOTALL),
          Pattern.compile("\\{\\{((?:(?!\\{\\{|}}).)*)}}", Pattern.DOTALL));
  private static final int DEEPEST = 20;

  private final MapValue top;
  private final GroupVersionKind type;
  private final @Nullable Schema schema;
  private final Supplier<List<RuleExplanation>> explanations;
  private final String rule;
  private @Nullable List<Trace.Event> events;

  private RulePlan(
      MapValue top,
      GroupVersionKind type,
      @Nullable Schema schema,
      String rule,
      Supplier<List<RuleExplanation>> explanations) {
    this.top = top;
    this.type = type;
    this.schema = schema;
    this.rule = rule;
    this.explanations = explanations;
  }

  /**
   * The plan.
   *
   * @param policy the whole policy
   * @param rule the rule's name, auto-generated rules with their prefix
   * @param top the object that is judged
   * @param schema its type; null where it is not known
   * @param explanations why the policy's rules say what they say of it; asked for where values of
   *     variables are needed
   */
  static Plan of(
      MapValue policy,
      String rule,
      MapValue top,
      GroupVersionKind type,
      @Nullable Schema schema,
      Supplier<List<RuleExplanation>> explanations) {
    for (AutogenRules.ForKinds one : AutogenRules.of(policy)) {
      boolean concerned = one.kinds().isEmpty() || one.kinds().contains(type.kind());
      MapValue validate = one.rule().map("validate");
      if (concerned && RuleReader.read(one.rule()).name().equals(rule)) {
        return validate == null
            ? new Plan.Stuck("the rule does not validate: what it says has no fix in a manifest")
            : new RulePlan(top, type, schema, rule, explanations).of(one.rule(), validate);
      }
    }
    return new Plan.Stuck("the rule was not found in its policy");
  }

  private Plan of(MapValue node, MapValue validate) {
    Map<String, Ref> names = new HashMap<>();
    context(node.list("context"), names);
    return check(validate, top, ValuePath.TOP, names, 0);
  }

  /** What the entries of a context stand for, where they are parts of the object. */
  private void context(@Nullable ListValue context, Map<String, Ref> names) {
    for (Value entry : context == null ? List.<Value>of() : context.values()) {
      MapValue variable = entry instanceof MapValue map ? map.map("variable") : null;
      if (variable != null) {
        String path = variable.string("jmesPath");
        String value = variable.string("value");
        Ref ref = Ref.NONE;
        if (path != null && value == null) {
          ref = ref(path, names);
        } else if (value != null) {
          ref = texts(value, names);
        }
        names.put(String.valueOf(((MapValue) entry).string("name")), ref);
      }
    }
  }

  private Ref ref(String expression, Map<String, Ref> names) {
    return new JmesPlan(top, schema, names).ref(Expression.parse(unwrapped(expression)).root());
  }

  /** The places that the variables of a text name. */
  private Ref texts(String text, Map<String, Ref> names) {
    Ref found = Ref.NONE;
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      found = found.and(ref(matcher.group(1), names));
    }
    return found;
  }

  private static String unwrapped(String expression) {
    String text = expression.strip();
    String inner =
        text.startsWith("{{") && text.endsWith("}}") ? text.substring(2, text.length() - 2) : text;
    // What stands inside of an expression is put into it as text before it is read.
    for (Pattern nested : NESTED) {
      inner = nested.matcher(inner).replaceAll("($1)");
    }
    return inner.strip();
  }

  /** Whether a text is one variable, be there others in it. */
  private static boolean isOne(String text) {
    String stripped = text.strip();
    int depth = 0;
    for (int i = 0; i + 1 < stripped.length(); i++) {
      if (stripped.startsWith("{{", i)) {
        depth++;
        i++;
      } else if (stripped.startsWith("}}", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i == stripped.length() - 1 && stripped.startsWith("{{");
        }
      }
    }
    return false;
  }

  /** The check of a clause that is about what stands at a path. */
  private Plan check(
      MapValue clause, @Nullable Value subject, ValuePath path, Map<String, Ref> names, int depth) {
    MapValue deny = clause.map("deny");
    Value pattern = clause.child("pattern");
    ListValue any = clause.list("anyPattern");
    ListValue loops = clause.list("foreach");
    MapValue cel = clause.map("cel");
    if (clause.map("podSecurity") != null) {
      return PodSecurityPlan.of(top, type.kind());
    } else if (cel != null) {
      return cel(cel);
    } else if (deny != null) {
      Value conditions = deny.child("conditions");
      return conditions(conditions == null ? deny : conditions, names);
    } else if (pattern != null) {
      return pattern(pattern, subject, path);
    } else if (any != null) {
      List<Plan> branches = new ArrayList<>();
      any.values().forEach(branch -> branches.add(pattern(branch, subject, path)));
      return new Plan.Any(branches);
    } else if (loops != null && depth < DEEPEST) {
      List<Plan> all = new ArrayList<>();
      for (Value loop : loops.values()) {
        if (loop instanceof MapValue map) {
          all.add(loop(map, subject, path, names, depth));
        }
      }
      return new Plan.All(all);
    }
    return new Plan.Stuck("this kind of check has no fix in a manifest");
  }

  private Plan pattern(Value written, @Nullable Value subject, ValuePath path) {
    return PatternPlan.of(substituted(written), subject, path, schema);
  }

  private Plan cel(MapValue cel) {
    Map<String, String> variables = named(cel.list("variables"));
    List<Plan> ways = new ArrayList<>();
    ListValue expressions = cel.list("expressions");
    for (Value one : expressions == null ? List.<Value>of() : expressions.values()) {
      String text = one instanceof MapValue map ? map.string("expression") : null;
      if (text != null) {
        ways.add(new CelPlan(top, schema, variables).of(text));
      }
    }
    return new Plan.Any(ways);
  }

  /** The expressions of a list by their names. */
  static Map<String, String> named(@Nullable ListValue list) {
    Map<String, String> named = new HashMap<>();
    for (Value one : list == null ? List.<Value>of() : list.values()) {
      if (one instanceof MapValue map && map.string("name") != null) {
        named.put(
            String.valueOf(map.string("name")),
            map.string("expression") == null ? "" : String.valueOf(map.string("expression")));
      }
    }
    return named;
  }

  private Plan loop(
      MapValue loop, @Nullable Value subject, ValuePath path, Map<String, Ref> names, int depth) {
    Ref list = ref(String.valueOf(loop.string("list")), names);
    Ref elements = list.elements(top);
    if (elements.isNone()) {
      return Plan.done();
    }
    List<Plan> all = new ArrayList<>();
    boolean scoped = !isFalse(loop.child("elementScope"));
    for (ValuePath each : elements.paths()) {
      Map<String, Ref> inner = new HashMap<>(names);
      inner.put("element", Ref.at(each));
      inner.put("element" + depth, Ref.at(each));
      context(loop.list("context"), inner);
      Value element = each.in(top);
      boolean own = scoped && element instanceof MapValue;
      Plan plan = check(loop, own ? element : subject, own ? each : path, inner, depth + 1);
      all.add(plan);
    }
    return new Plan.All(all);
  }

  private static boolean isFalse(@Nullable Value value) {
    return value instanceof Scalar scalar && Boolean.FALSE.equals(scalar.content());
  }

  /** How conditions could cease to hold: one of those that must all hold, each of the others. */
  private Plan conditions(Value written, Map<String, Ref> names) {
    List<Plan> ways = new ArrayList<>();
    if (written instanceof MapValue map && map.isEmpty()) {
      return new Plan.Stuck("the rule denies whatever it matches");
    }
    if (written instanceof ListValue list) {
      list.values().forEach(item -> ways.add(conditions(item, names)));
    } else if (written instanceof MapValue map && map.containsKey("operator")) {
      return condition(map, names);
    } else if (written instanceof MapValue block) {
      ListValue any = block.list("any");
      if (any != null) {
        List<Plan> each = new ArrayList<>();
        any.values().forEach(item -> each.add(optional(conditions(item, names))));
        ways.add(new Plan.All(each));
      }
      ListValue all = block.list("all");
      for (Value item : all == null ? List.<Value>of() : all.values()) {
        ways.add(conditions(item, names));
      }
    }
    return new Plan.Any(ways);
  }

  /** A condition that does not hold needs nothing, and only the judgement knows. */
  private static Plan optional(Plan plan) {
    return new Plan.Any(List.of(plan, Plan.done()));
  }

  private Plan condition(MapValue condition, Map<String, Ref> names) {
    String operator = Goal.operator(String.valueOf(condition.string("operator")));
    Value key = condition.child("key");
    Value value = condition.child("value");
    Trace.Compared seen = compared(condition.place(Place.Part.VALUE));
    boolean negated = operator.equals("not in");
    String positive = negated ? "in" : operator;
    List<Plan> ways = new ArrayList<>();
    if (value != null && isVariable(value) && key != null && positive.equals("in")) {
      Value wanted = isVariable(key) ? seen == null ? null : seen.key() : key;
      ways.add(containing(value, wanted, negated, names));
      if (!isVariable(key)) {
        return new Plan.Any(ways);
      }
    }
    if (key != null && isVariable(key)) {
      Value other = seen == null ? constant(value) : seen.value();
      ways.add(side(key, Goal.compared(positive, other, negated), names));
    }
    if (value != null && isVariable(value)) {
      Value other = seen == null ? constant(key) : seen.key();
      ways.add(side(value, Goal.compared(JmesPlan.mirrored(positive), other, negated), names));
    }
    return ways.isEmpty()
        ? new Plan.Stuck("the condition does not look at the manifest")
        : new Plan.Any(ways);
  }

  private Plan containing(
      Value list, @Nullable Value wanted, boolean truth, Map<String, Ref> names) {
    String text = list.asString();
    if (text == null || wanted == null || !isOne(text)) {
      return new Plan.Any(List.of());
    }
    List<Value> each = wanted instanceof ListValue items ? items.values() : List.of(wanted);
    return new JmesPlan(top, schema, names)
        .containing(Expression.parse(unwrapped(text)).root(), each, truth);
  }

  private static @Nullable Value constant(@Nullable Value value) {
    return value == null || isVariable(value) ? null : value;
  }

  private Plan side(Value written, Goal goal, Map<String, Ref> names) {
    String text = written.asString();
    JmesPlan plan = new JmesPlan(top, schema, names);
    if (text != null && isOne(text)) {
      return plan.plan(Expression.parse(unwrapped(text)).root(), goal);
    }
    Ref ref = text == null ? Ref.NONE : texts(text, names);
    return goal.at(ref, java.util.Set.of(), top, schema);
  }

  private static boolean isVariable(Value value) {
    String text = value.asString();
    return text != null && text.contains("{{");
  }

  /** The comparison that was made last for a condition; null where it was not looked at. */
  private Trace.@Nullable Compared compared(Place clause) {
    Trace.Compared found = null;
    for (Trace.Event event : events()) {
      if (event instanceof Trace.Compared one && one.clause().equals(clause)) {
        found = one;
      }
    }
    return found;
  }

  /** A pattern with the values of its variables, as far as they are known. */
  private Value substituted(Value written) {
    if (written instanceof MapValue map) {
      MapValue.Builder builder = MapValue.builder(map.source(), map.node());
      for (int i = 0; i < map.size(); i++) {
        builder.put(text(map.keyAt(i)), substituted(map.valueAt(i)));
      }
      return builder.build();
    } else if (written instanceof ListValue list) {
      List<Value> items = list.values().stream().map(this::substituted).toList();
      return ListValue.of(items, list.source(), list.node());
    }
    String text = written.asString();
    if (text == null || !text.contains("{{")) {
      return written;
    }
    Matcher whole = VARIABLE.matcher(text.strip());
    Value value = whole.matches() ? asked(whole.group(1)) : null;
    return value == null ? Scalar.of(text(text)) : value;
  }

  private String text(String written) {
    if (!written.contains("{{")) {
      return written;
    }
    Matcher variables = VARIABLE.matcher(written);
    return variables.replaceAll(
        found -> {
          Value value = asked(found.group(1));
          Object content = value instanceof Scalar scalar ? scalar.content() : null;
          return Matcher.quoteReplacement(content == null ? found.group() : content.toString());
        });
  }

  private @Nullable Value asked(String query) {
    Value found = null;
    for (Trace.Event event : events()) {
      if (event instanceof Trace.Asked one && one.query().equals(query.strip())) {
        found = one.value();
      }
    }
    return found;
  }

  private List<Trace.Event> events() {
    List<Trace.Event> known = events;
    if (known == null) {
      known =
          explanations.get().stream()
              .filter(explanation -> explanation.rule().equals(rule))
              .flatMap(explanation -> explanation.events().stream())
              .toList();
      events = known;
    }
    return known;
  }
}
