package dev.ephor.fix;

import dev.ephor.autogen.CelAutogen;
import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelPolicyReader;
import dev.ephor.policy.CelSpec;
import dev.ephor.policy.CelValidation;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.schema.Schema;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What could be done about a violation of a policy that is written in CEL. */
final class CelPolicyPlan {

  /** The property under which an outcome tells which validation decided. */
  private static final String INDEX = "cel.validationIndex";

  private CelPolicyPlan() {}

  static Plan of(
      CelPolicy policy, RuleOutcome outcome, MapValue top, String kind, @Nullable Schema schema) {
    List<Plan> ways = new ArrayList<>();
    for (CelSpec spec : specs(policy, kind)) {
      Map<String, String> variables = new HashMap<>();
      for (CelClause variable : spec.variables()) {
        variables.put(variable.name(), variable.expression());
      }
      List<CelValidation> validations = validations(spec.body());
      String index = outcome.properties().get(INDEX);
      for (int i = 0; i < validations.size(); i++) {
        if (index == null || index.equals(Integer.toString(i))) {
          String text = validations.get(i).expression().expression();
          ways.add(new CelPlan(top, schema, variables).of(text));
        }
      }
    }
    return ways.isEmpty()
        ? new Plan.Stuck("this kind of policy has no fix in a manifest")
        : new Plan.Any(ways);
  }

  private static List<CelSpec> specs(CelPolicy policy, String kind) {
    List<CelSpec> specs = new ArrayList<>();
    List<String> path = PodSpecs.path(kind);
    if (path != null && path.size() > 1 && policy.spec().body() instanceof CelBody.Validate) {
      for (MapValue spec : CelAutogen.of(policy.spec().node())) {
        specs.add(CelPolicyReader.spec(spec, policy));
      }
    }
    specs.add(policy.spec());
    return specs;
  }

  private static List<CelValidation> validations(CelBody body) {
    if (body instanceof CelBody.Validate validate) {
      return validate.validations();
    }
    return body instanceof CelBody.Admit admit ? admit.validations() : List.of();
  }
}
