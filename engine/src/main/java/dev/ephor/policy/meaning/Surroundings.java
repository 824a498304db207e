package dev.ephor.policy.meaning;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.schema.Schemas;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What encloses a place of a policy: the rule, loops, the mutation or target it is part of.
 *
 * @param root the document
 * @param schemas the structures of all kinds
 * @param rule the rule; null outside of rules
 * @param loops the loops around it, outermost first
 * @param mutation the mutation of the rule; null outside of mutations
 */
public record Surroundings(
    Value root,
    Schemas schemas,
    @Nullable MapValue rule,
    List<MapValue> loops,
    @Nullable MapValue mutation) {

  private static final Set<String> RULES = Set.of("Rule", "RuleV2");
  private static final Set<String> LOOPS =
      Set.of("ForEachValidation", "ForEachMutation", "ForEachGeneration");

  public Surroundings {
    loops = List.copyOf(loops);
  }

  Surroundings(Value root, Schemas schemas) {
    this(root, schemas, null, List.of(), null);
  }

  /** What encloses the entries of a value that has a meaning. */
  Surroundings into(Meaning meaning, Value value) {
    if (!(value instanceof MapValue map)) {
      return this;
    }
    for (Schema type : meaning.types()) {
      if (type instanceof ObjectSchema object) {
        if (RULES.contains(object.name())) {
          return new Surroundings(root, schemas, map, List.of(), null);
        } else if (object.name().equals("Mutation")) {
          return new Surroundings(root, schemas, rule, loops, map);
        } else if (LOOPS.contains(object.name())) {
          List<MapValue> deeper = new ArrayList<>(loops);
          deeper.add(map);
          return new Surroundings(root, schemas, rule, deeper, mutation);
        }
      }
    }
    return this;
  }

  /** Whether the document is a list of others, such as {@code kubectl get -o yaml} prints. */
  boolean isItems() {
    return root instanceof MapValue map
        && map.list("items") != null
        && Objects.requireNonNullElse(map.string("kind"), "").endsWith("List");
  }

  /**
   * The objects that a pattern or patch is about.
   *
   * @param owner the type of what holds the pattern
   */
  Meaning objects(String owner) {
    if (owner.equals("ForEachValidation") && !loops.isEmpty() && isElementWise()) {
      Meaning element = element();
      return element.isUnknown() ? Meaning.UNKNOWN : element;
    }
    Meaning targets = targets();
    return targets.isUnknown() ? matched() : targets;
  }

  private boolean isElementWise() {
    Value scope = loops.get(loops.size() - 1).child("elementScope");
    return !(scope instanceof Scalar scalar && Boolean.FALSE.equals(scalar.content()));
  }

  /** The objects that the policy or the rule matches; some object where their kinds are unknown. */
  public Meaning matched() {
    MapValue spec = root instanceof MapValue map ? map.map("spec") : null;
    List<ObjectSchema> types =
        rule != null
            ? Types.matchedBy(rule.map("match"), schemas)
            : spec == null
                ? List.of()
                : spec.map("matchConstraints") == null
                    ? Types.matchedBy(spec.map("match"), schemas)
                    : Types.constrainedBy(spec.map("matchConstraints"), schemas);
    return types.isEmpty() ? Types.someObject() : Meaning.of(types);
  }

  /** Whether the structure of every kind that the policy or the rule matches is known. */
  boolean knowsMatched() {
    if (rule != null) {
      return Types.knowsMatched(rule.map("match"), schemas);
    }
    MapValue spec = root instanceof MapValue map ? map.map("spec") : null;
    if (spec == null || spec.child("targetMatchConstraints") != null) {
      return false;
    }
    MapValue evaluation = spec.map("evaluation");
    String mode = evaluation == null ? null : evaluation.string("mode");
    if (mode != null && !mode.equals("Kubernetes")) {
      return false;
    }
    return spec.map("matchConstraints") == null
        ? Types.knowsMatched(spec.map("match"), schemas)
        : Types.knowsConstrained(spec.map("matchConstraints"), schemas);
  }

  /** The existing objects that a mutation changes; unknown where it changes what it matches. */
  public Meaning targets() {
    ListValue targets = mutation == null ? null : mutation.list("targets");
    List<ObjectSchema> types = new ArrayList<>();
    for (Value target : targets == null ? List.<Value>of() : targets.values()) {
      ObjectSchema type = target instanceof MapValue map ? Types.named(map, schemas) : null;
      if (type != null && !types.contains(type)) {
        types.add(type);
      }
    }
    return Meaning.of(types);
  }

  /** The element of the innermost loop: each loop may run over the elements of those around it. */
  private Meaning element() {
    Map<String, Meaning> variables = new LinkedHashMap<>();
    variables.put("request", AdmissionRequests.of(matched()));
    Meaning targets = targets();
    if (!targets.isUnknown()) {
      variables.put("target", targets);
    }
    Meaning element = Meaning.UNKNOWN;
    for (int i = 0; i < loops.size(); i++) {
      String list = loops.get(i).string("list");
      Meaning listed =
          list == null
              ? Meaning.UNKNOWN
              : JmesTypes.of(Expression.parse(list).root(), Meaning.made(variables));
      element = listed.item().isUnknown() ? listed : listed.item();
      variables.put("element", element);
      variables.put("element" + i, element);
    }
    return element;
  }
}
