package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.PolicyAnswer;
import dev.ephor.evaluation.Stage;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelException;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A policy as one of its trees says it. Its identity stands for its content: cells are kept for as
 * long as the unit is, and a unit is replaced when a node of its tree changes.
 */
final class PolicyUnit {

  /** How many different outcomes without findings are shared between resources. */
  private static final int SHARED_CELLS = 64;

  private final MapValue root;
  private final Resource identity;
  private final RuleEngine.@Nullable Judge judge;
  private final List<PolicyProblem> problems;
  private final Map<Cell, Cell> shared = new ConcurrentHashMap<>();

  private PolicyUnit(MapValue root, RuleEngine.Compiled compiled) {
    this.root = root;
    this.identity = Resource.of(root);
    this.judge = compiled.judge();
    this.problems = List.copyOf(compiled.problems());
  }

  /** Reads a policy; a crash while doing so is a problem of this policy and of no other. */
  static PolicyUnit of(MapValue root, RuleEngine engine) {
    RuleEngine.Compiled compiled;
    try {
      compiled = engine.compile(root);
    } catch (RuntimeException | StackOverflowError crash) {
      compiled =
          new RuleEngine.Compiled(
              null,
              List.of(
                  new PolicyProblem(
                      root.place(Place.Part.KEY),
                      Severity.ERROR,
                      "internal-error",
                      "Ephor failed to read this policy and does not evaluate it: " + crash)));
    }
    return new PolicyUnit(root, compiled);
  }

  MapValue root() {
    return root;
  }

  /** The name by which verdicts and exceptions call it. */
  String name() {
    return identity.namespace().isEmpty()
        ? identity.name()
        : identity.namespace() + "/" + identity.name();
  }

  /** Kind and name: what a cluster holds only one of. */
  String key() {
    return identity.type().kind() + " " + name();
  }

  /** The name by which exceptions call it if it is written in CEL. */
  String celKey() {
    return CelException.key(identity.type().kind(), identity.name());
  }

  /**
   * The annotation {@code policies.kyverno.io/severity}, in lower case; empty when it is not there.
   */
  String severity() {
    return identity
        .annotations()
        .getOrDefault("policies.kyverno.io/severity", "")
        .toLowerCase(Locale.ROOT);
  }

  RuleEngine.@Nullable Judge judge() {
    return judge;
  }

  List<PolicyProblem> problems() {
    return problems;
  }

  /** Whether it is evaluated at all and may match this type. */
  boolean mayMatch(GroupVersionKind type) {
    RuleEngine.Judge by = judge;
    return by != null && by.mayMatch(type);
  }

  /** Whether it may ask for objects besides the resource. */
  boolean asksForOthers() {
    RuleEngine.Judge by = judge;
    return by != null && by.asksForOthers();
  }

  /** Whether it may ask for the time. */
  boolean asksForTime() {
    RuleEngine.Judge by = judge;
    return by != null && by.asksForTime();
  }

  /** Whether it may change what it matches in this stage. */
  boolean changes(Stage stage) {
    RuleEngine.Judge by = judge;
    return by != null && by.changes(stage);
  }

  /** Runs a stage that may change the resource. */
  PolicyAnswer change(Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
    RuleEngine.Judge by = judge;
    return by == null
        ? new PolicyAnswer(List.of(), resource)
        : by.change(stage, resource, request, facts);
  }

  /** The same cell, or an equal one that other resources hold already. */
  Cell share(Cell cell) {
    Cell known = shared.get(cell);
    if (known == null && shared.size() < SHARED_CELLS) {
      known = shared.putIfAbsent(cell, cell);
    }
    return known == null ? cell : known;
  }
}
