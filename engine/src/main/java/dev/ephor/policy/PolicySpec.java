package dev.ephor.policy;

import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code spec} of a {@link KyvernoPolicy}.
 *
 * @param rules what is demanded, in the order of the text
 * @param applyRules how many of them may decide
 * @param failureAction for rules that name none of their own ({@code validationFailureAction})
 * @param failureActionOverrides for namespaces ({@code validationFailureActionOverrides})
 * @param failurePolicy for when the policy cannot be asked
 * @param background whether resources that exist already are judged
 * @param admission whether requests are judged
 * @param emitWarning whether a failure of an audited rule warns the user who made the request
 * @param schemaValidation whether patterns are checked against the schemas of their kinds
 * @param generateExisting whether generate rules act on resources that exist already
 * @param mutateExistingOnPolicyUpdate whether mutate rules do when the policy changes
 * @param useServerSideApply whether generated resources are applied by the server
 * @param webhookConfiguration conditions and time limit of the webhook, as written
 */
public record PolicySpec(
    List<Rule> rules,
    ApplyRules applyRules,
    FailureAction failureAction,
    List<FailureActionOverride> failureActionOverrides,
    FailurePolicy failurePolicy,
    boolean background,
    boolean admission,
    boolean emitWarning,
    boolean schemaValidation,
    boolean generateExisting,
    boolean mutateExistingOnPolicyUpdate,
    boolean useServerSideApply,
    @Nullable Value webhookConfiguration) {

  public PolicySpec {
    rules = List.copyOf(rules);
    failureActionOverrides = List.copyOf(failureActionOverrides);
  }
}
