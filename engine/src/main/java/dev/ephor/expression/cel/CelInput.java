package dev.ephor.expression.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.function.Handle;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.Fields;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What expressions are evaluated against: the variables of one policy and one resource. Composed
 * variables ({@code variables.x}) are computed when first read and then kept, errors too. Not for
 * several threads.
 */
public final class CelInput {

  private final Map<String, ?> bindings;
  private final Facts facts;
  private final Map<String, CelExpression> definitions;
  private final Map<String, Object> computed = new HashMap<>();
  private final Fields variables = new Variables();
  private final List<Generated> generated;
  private final String namespace;
  private long spent;

  /**
   * An object that an expression has asked to be generated.
   *
   * @param namespace where
   */
  public record Generated(String namespace, Value object) {}

  private CelInput(
      Map<String, ?> bindings,
      Facts facts,
      Map<String, CelExpression> definitions,
      String namespace,
      List<Generated> generated) {
    this.bindings = bindings;
    this.facts = facts;
    this.definitions = definitions;
    this.namespace = namespace;
    this.generated = generated;
  }

  /**
   * An input without composed variables.
   *
   * @param bindings plain objects or values by the names of the variables; a Java null is CEL's
   */
  public static CelInput of(Map<String, ? extends @Nullable Object> bindings, Facts facts) {
    return new CelInput(bindings, facts, Map.of(), "", new ArrayList<>());
  }

  /** This input with composed variables, read as {@code variables.<name>}. */
  public CelInput withVariables(Map<String, CelExpression> newDefinitions) {
    return new CelInput(bindings, facts, newDefinitions, namespace, generated);
  }

  /** This input for a policy that stands in a namespace. */
  public CelInput inNamespace(String newNamespace) {
    return new CelInput(bindings, facts, definitions, newNamespace, generated);
  }

  /** The namespace of the policy; empty where it stands in none. */
  public String namespace() {
    return namespace;
  }

  /** What expressions have asked to be generated so far, in order. */
  public List<Generated> generated() {
    return Collections.unmodifiableList(generated);
  }

  /** Asks for an object to be generated. */
  public void generate(String where, Value object) {
    generated.add(new Generated(where, object));
  }

  /**
   * What all evaluations against this input have cost so far, those of composed variables too, in
   * CEL's units.
   */
  public long spent() {
    return spent;
  }

  /** Notes the cost of an evaluation. */
  void spend(long cost) {
    spent += cost;
  }

  /** The world that functions ask. */
  public Facts facts() {
    return facts;
  }

  /** The value of a variable, null where it is not bound. */
  @Nullable Object find(String name) {
    if (name.equals("variables") && !definitions.isEmpty() && !bindings.containsKey(name)) {
      return variables;
    }
    Object bound = bindings.get(name);
    return bound != null || bindings.containsKey(name) ? CelValues.of(bound) : Handle.find(name);
  }

  private final class Variables implements Fields {
    @Override
    public String typeName() {
      return "kyverno.variables";
    }

    @Override
    public @Nullable Object field(String name) {
      Object known = computed.get(name);
      if (known != null) {
        return known;
      }
      CelExpression definition = definitions.get(name);
      if (definition == null) {
        return null;
      }
      // Whoever reads itself while being computed is stopped rather than followed for ever.
      computed.put(name, new CelError("variable " + name + " depends on itself"));
      CelResult result = definition.evaluate(CelInput.this);
      Object value =
          result instanceof CelResult.Success success
              ? success.value()
              : new CelError(((CelResult.Failure) result).message());
      computed.put(name, value);
      return value;
    }
  }
}
