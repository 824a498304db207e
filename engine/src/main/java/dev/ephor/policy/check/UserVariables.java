package dev.ephor.policy.check;

import com.google.re2j.Pattern;
import dev.ephor.schema.PolicySchemas;
import dev.ephor.schema.Schema;
import dev.ephor.value.GoJson;
import dev.ephor.value.Place;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A background scan has no user, so variables about the user cannot be used then. */
final class UserVariables implements PolicyCheck {

  static final String PREFIX =
      "only select variables are allowed in background mode. Set spec.background=false to disable"
          + " background mode for this policy rule: ";

  private static final List<Pattern> ABOUT_USERS =
      List.of(
          Pattern.compile("[^\\.](serviceAccountName)\\b"),
          Pattern.compile("[^\\.](serviceAccountNamespace)\\b"),
          Pattern.compile("[^\\.](request.userInfo)\\b"),
          Pattern.compile("[^\\.](request.roles)\\b"),
          Pattern.compile("[^\\.](request.clusterRoles)\\b"));

  @Override
  public void check(PolicyView policy, Consumer<Finding> found) {
    if (policy.background()) {
      scan(policy, PREFIX, "a background scan knows no user: set spec.background to false", found);
    }
  }

  /** Reports every variable about a user; rules that mutate existing resources free the policy. */
  static void scan(PolicyView policy, String prefix, String advice, Consumer<Finding> found) {
    if (policy.rules().stream().anyMatch(RuleView::mutatesTargets)) {
      return;
    }
    Schema schema =
        Objects.requireNonNull(PolicySchemas.of("kyverno.io/v1", "ClusterPolicy"), "own schema");
    GoOrder.texts(
        policy.document(),
        schema,
        "",
        text -> {
          String quoted = GoJson.quote(text.text());
          for (String variable : Template.variables(quoted.substring(1, quoted.length() - 1))) {
            if (ABOUT_USERS.stream().anyMatch(banned -> banned.matcher(variable).find())) {
              found.accept(
                  Finding.refusal(
                      text.at().place(text.key() ? Place.Part.KEY : Place.Part.VALUE),
                      "background-variable",
                      "the variable " + variable + " is not available: " + advice,
                      prefix + "variable " + variable + " is not allowed"));
            }
          }
        });
  }
}
