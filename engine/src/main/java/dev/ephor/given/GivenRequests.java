package dev.ephor.given;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Addressed;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.RuleValues;
import dev.ephor.evaluation.Requests;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.policy.Policy;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request under which each policy judges each resource, as values, variables and user
 * information say.
 *
 * @param values a values file
 * @param variables variables of the command line ({@code --set}); they win over the file
 * @param user who makes the requests
 */
public record GivenRequests(ValuesFile values, Map<String, String> variables, UserInfo user)
    implements Requests {

  private static final String OPERATION = "request.operation";

  @Override
  public AdmissionRequest of(Policy policy, Resource resource) {
    return of(policy.name(), resource);
  }

  /**
   * The request. Its operation is the value of {@code request.operation}; an update has the
   * resource itself as its old object.
   */
  public AdmissionRequest of(String policy, Resource resource) {
    MapValue given = variables(policy, resource.name());
    Operation operation = operation(given);
    return new AdmissionRequest(
        operation,
        user,
        operation == Operation.UPDATE ? resource.root() : null,
        given,
        ruleValues(policy),
        addressed(resource),
        Reading.NOTHING);
  }

  private MapValue variables(String policy, String resource) {
    MapValue.Builder all = values.global().toBuilder();
    for (ValuesFile.OfPolicy ofPolicy : values.policies()) {
      for (ValuesFile.OfResource ofResource : ofPolicy.resources()) {
        if (ofPolicy.policy().equals(policy) && ofResource.resource().equals(resource)) {
          MapValue more = ofResource.values();
          for (int i = 0; i < more.size(); i++) {
            all.put(more.keyAt(i), more.valueAt(i));
          }
        }
      }
    }
    variables.forEach((name, text) -> all.put(name, Scalar.of(text)));
    return all.build();
  }

  /** The reference pretends creations, updates and deletions; anything else is a creation to it. */
  private static Operation operation(MapValue given) {
    String written = given.string(OPERATION);
    if ("UPDATE".equals(written)) {
      return Operation.UPDATE;
    }
    return "DELETE".equals(written) ? Operation.DELETE : Operation.CREATE;
  }

  /** Of several entries for one policy, or for one rule of it, the first one counts. */
  private RuleValues ruleValues(String policy) {
    for (ValuesFile.OfPolicy ofPolicy : values.policies()) {
      if (ofPolicy.policy().equals(policy)) {
        Map<String, RuleValues.OfRule> byRule = new HashMap<>();
        ofPolicy.rules().forEach(rule -> byRule.putIfAbsent(rule.rule(), rule.values()));
        return byRule.isEmpty() ? RuleValues.NONE : new RuleValues(byRule);
      }
    }
    return RuleValues.NONE;
  }

  private @Nullable Addressed addressed(Resource resource) {
    Addressed found = null;
    for (ValuesFile.Subresource subresource : values.subresources()) {
      if (subresource.type().equals(resource.type())) {
        found = new Addressed(subresource.parent(), subresource.name());
      }
    }
    return found;
  }
}
