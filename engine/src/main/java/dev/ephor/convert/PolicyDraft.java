package dev.ephor.convert;

import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code spec} of a policy in CEL, while it is put together. */
final class PolicyDraft {

  /** A condition with its name. */
  record Named(String name, String expression) {}

  /**
   * A demand.
   *
   * @param message null for none
   * @param messageExpression null for none
   */
  record Validation(
      String expression, @Nullable String message, @Nullable String messageExpression) {}

  /**
   * A change.
   *
   * @param json whether it is a JSON patch, and not a partial object
   */
  record Mutation(String expression, boolean json) {}

  final String kind;
  final List<String> actions = new ArrayList<>();
  final List<Named> matchConditions = new ArrayList<>();
  final Map<String, String> variables = new LinkedHashMap<>();
  final List<Validation> validations = new ArrayList<>();
  final List<Mutation> mutations = new ArrayList<>();
  final List<String> generations = new ArrayList<>();

  /** What is switched on or off where that is not how it is anyway. */
  final Map<String, Boolean> evaluation = new LinkedHashMap<>();

  final List<Named> auditAnnotations = new ArrayList<>();
  Constraints constraints = new Constraints(List.of(), List.of(), List.of());
  @Nullable MapValue objectSelector;
  @Nullable MapValue namespaceSelector;
  @Nullable List<String> controllers;
  boolean ignoresFailures;
  @Nullable Long timeoutSeconds;

  /** Whether preconditions look at the object. */
  boolean asksForPod;

  /** Where something is demanded, of what the policy is asked about; it may fail. */
  Cel where = Cel.Text.TRUE;

  PolicyDraft(String kind) {
    this.kind = kind;
  }
}
