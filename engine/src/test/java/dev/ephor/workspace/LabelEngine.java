package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place.Part;
import dev.ephor.value.Value;
import java.util.List;

/**
 * A tiny engine, so that tests of the workspace read in one screen and do not change with Kyverno.
 *
 * <pre>
 * kind: ClusterPolicy
 * metadata: {name: team}
 * spec:
 *   kinds: [Pod]           # which it judges
 *   label: team            # which label they must have
 *   where: {tier: prod}    # optional: only in namespaces with this label
 *   near: Service          # optional: only where the namespace has an object of this kind
 *   crash: true            # optional: fail on every resource
 * </pre>
 */
final class LabelEngine implements RuleEngine {

  @Override
  public boolean isPolicy(Value root) {
    return root instanceof MapValue map && "ClusterPolicy".equals(map.string("kind"));
  }

  @Override
  public Compiled compile(MapValue root) {
    MapValue spec = root.map("spec");
    Value label = spec == null ? null : spec.child("label");
    if (spec == null || label == null || label.asString() == null) {
      return new Compiled(
          null,
          List.of(
              new PolicyProblem(
                  (spec == null ? root : spec).place(Part.KEY),
                  Severity.ERROR,
                  "no-label",
                  "A policy needs a label.")));
    }
    return new Compiled(new LabelJudge(spec, label), List.of());
  }

  private record LabelJudge(MapValue spec, Value label) implements Judge {

    @Override
    public boolean mayMatch(GroupVersionKind type) {
      ListValue kinds = spec.list("kinds");
      return kinds == null || kinds.contains(type.kind());
    }

    @Override
    public boolean asksForOthers() {
      return spec.child("near") != null;
    }

    @Override
    public List<RuleOutcome> evaluate(Resource resource, AdmissionRequest request, Facts facts) {
      if (spec.child("crash") != null) {
        throw new IllegalStateException("as the policy wishes");
      }
      MapValue where = spec.map("where");
      if (where != null
          && !facts
              .ask(new Question.NamespaceLabels(resource.namespace()))
              .entrySet()
              .containsAll(where.entrySet())) {
        return List.of();
      }
      String near = spec.string("near");
      if (near != null
          && facts
              .ask(
                  new Question.Objects(
                      new GroupVersionKind("*", "*", near), resource.namespace(), ""))
              .isEmpty()) {
        return List.of();
      }
      String wanted = label.asString();
      if (resource.labels().containsKey(wanted)) {
        return List.of(outcome(Status.PASS, "label " + wanted + " is there", List.of()));
      }
      Value metadata = resource.root().child("metadata");
      Finding finding =
          new Finding(
              (metadata == null ? resource.root() : metadata).place(Part.KEY),
              label.place(Part.VALUE));
      return List.of(outcome(Status.FAIL, "label " + wanted + " is missing", List.of(finding)));
    }

    private static RuleOutcome outcome(Status status, String message, List<Finding> findings) {
      return new RuleOutcome("label", status, message, RuleOutcome.Action.AUDIT, findings);
    }
  }
}
