package dev.ephor.policy;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule does with the resources that it matches. */
public sealed interface RuleBody {

  /** The clause that says so; for {@link None} the rule itself. */
  Value node();

  /**
   * The rule judges.
   *
   * @param node the {@code validate} clause
   * @param message what to tell about a failure, variables included; null when nothing was written
   * @param failureAction of this rule; null when the policy's holds
   * @param failureActionOverrides of this rule
   * @param check how it judges
   */
  record Validate(
      MapValue node,
      @Nullable String message,
      @Nullable FailureAction failureAction,
      List<FailureActionOverride> failureActionOverrides,
      ValidateCheck check)
      implements RuleBody {

    public Validate {
      failureActionOverrides = List.copyOf(failureActionOverrides);
    }
  }

  /**
   * The rule changes the resource.
   *
   * @param node the {@code mutate} clause
   */
  record Mutate(MapValue node) implements RuleBody {}

  /**
   * The rule creates other resources.
   *
   * @param node the {@code generate} clause
   */
  record Generate(MapValue node) implements RuleBody {}

  /**
   * The rule verifies container images.
   *
   * @param node the {@code verifyImages} clause
   * @param failureAction {@code Enforce} where any of its entries says so, else what the first says
   *     that says something; null when the policy's holds
   */
  record VerifyImages(ListValue node, @Nullable FailureAction failureAction) implements RuleBody {}

  /**
   * The rule does nothing.
   *
   * @param node the whole rule
   */
  record None(MapValue node) implements RuleBody {}
}
