package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Question;
import dev.ephor.context.Registry;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.rule.verifyimages.Cosign;
import dev.ephor.rule.verifyimages.Image;
import dev.ephor.rule.verifyimages.ImageVerification;
import dev.ephor.rule.verifyimages.VerificationFailure;
import dev.ephor.rule.verifyimages.VerifiedImages;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a rule with {@code verifyImages} says of a resource while it is admitted: one thing of each
 * image and entry, and digests in place of tags.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/verify-images/">Kyverno: verify
 *     images rules</a>
 */
final class VerifyImagesJudge implements RuleBodyJudge {

  private static final String NO_REGISTRY =
      "images are not verified here: no registry or image layout is given";

  private final String policy;
  private final Rule rule;
  private final RuleImages images;
  private final ListValue clause;
  private final Template entries;
  private final VariableJudge before;
  private final Exemptions exemptions;

  private VerifyImagesJudge(
      KyvernoPolicy policy, Rule rule, ListValue clause, Exemptions exemptions) {
    this.policy = policy.name();
    this.exemptions = exemptions;
    this.rule = rule;
    this.images = RuleImages.of(rule, clause);
    this.clause = clause;
    this.entries = Template.of(withoutConditions(clause));
    this.before =
        new VariableJudge(
            policy.namespace(), rule, rule.preconditions(), VariableBody.of(RuleBodyJudge.SILENT));
  }

  static VerifyImagesJudge of(
      KyvernoPolicy policy, Rule rule, RuleBody.VerifyImages body, Exemptions exemptions) {
    return new VerifyImagesJudge(policy, rule, body.node(), exemptions);
  }

  /** Conditions on statements are about variables that are known later. */
  private static ListValue withoutConditions(ListValue clause) {
    return mapped(clause, entry -> mapped(entry, "attestations", one -> one.without("conditions")));
  }

  private static ListValue mapped(ListValue list, UnaryOperator<MapValue> change) {
    List<Value> items = new ArrayList<>();
    for (Value item : list.values()) {
      items.add(item instanceof MapValue map ? change.apply(map) : item);
    }
    return ListValue.of(items, list.source(), list.node());
  }

  private static MapValue mapped(MapValue map, String field, UnaryOperator<MapValue> change) {
    ListValue list = map.list(field);
    return list == null ? map : map.with(field, mapped(list, change));
  }

  /** The first thing that is said; a stage that verifies asks for all. */
  @Override
  public @Nullable RuleOutcome judge(Trial trial, RuleOutcomes outcomes) {
    List<RuleOutcome> all = judgeAll(trial, outcomes);
    return all.isEmpty() ? null : all.get(0);
  }

  @Override
  public List<RuleOutcome> judgeAll(Trial trial, RuleOutcomes outcomes) {
    if (trial.request().operation() == Operation.DELETE) {
      return List.of();
    }
    RuleImages.Found found = images.find(trial.resource());
    if (found.problem() != null) {
      return List.of(images.failed(found.problem(), trial, outcomes));
    } else if (found.matching().isEmpty()) {
      return List.of();
    }
    RuleVariables variables = before.variables(trial);
    RuleOutcome unmet = before.beforeBody(variables, trial, outcomes);
    RuleOutcome early =
        unmet == null ? exemptions.outcome(rule.name(), () -> variables, trial, outcomes) : unmet;
    if (early != null) {
      return List.of(early);
    }
    Resolution resolution = entries.resolve(variables);
    return resolution instanceof Resolved resolved && resolved.value() instanceof ListValue list
        ? verify(list, found.matching(), variables, trial, outcomes)
        : List.of(
            outcomes.ofWhole(
                Status.ERROR,
                "failed to substitute variables: " + ((Unresolved) resolution).reason(),
                trial.resource(),
                clause.place(Place.Part.VALUE)));
  }

  private List<RuleOutcome> verify(
      ListValue resolved,
      List<Image> matching,
      RuleVariables variables,
      Trial trial,
      RuleOutcomes outcomes) {
    Registry registry = trial.facts().ask(new Question.Images()).orElse(null);
    if (registry == null) {
      return List.of(
          outcomes.ofWhole(
              Status.SKIP, NO_REGISTRY, trial.resource(), clause.place(Place.Part.VALUE)));
    }
    List<RuleOutcome> said = new ArrayList<>();
    Map<String, Status> statuses = new LinkedHashMap<>();
    MapValue root = trial.resource().root();
    ImageVerifier verifier =
        new ImageVerifier(policy, rule.name(), images.denials(), registry, variables);
    for (int i = 0; i < resolved.size(); i++) {
      if (!(resolved.at(i) instanceof MapValue entry)) {
        continue;
      }
      ImageVerification verification = ImageVerification.of(withConditions(entry, i));
      for (Image image : matching) {
        if (isUnchanged(image, trial.request())) {
          statuses.put(image.toString(), Status.PASS);
          continue;
        }
        Trace trace = trial.trace();
        trace.begin(
            Trace.Step.IMAGE,
            verification.node(),
            trace.on() ? image.toString() : "",
            image.written());
        ImageVerifier.Verdict verdict = verifier.verify(verification, image);
        if (verdict == null) {
          trace.end(Trace.Answer.DONE, "only its digest is asked for");
        } else {
          trace.end(Trace.Answer.of(verdict.status()), verdict.message());
        }
        Image current = image;
        if (verification.mutateDigest() && image.reference().digest().isEmpty()) {
          try {
            String digest =
                verdict == null || verdict.digest().isEmpty()
                    ? Cosign.digest(image, registry)
                    : verdict.digest();
            current = image.withDigest(digest);
            root = VerifiedImages.pinned(root, image, digest);
            verdict =
                verdict == null
                    ? new ImageVerifier.Verdict(Status.PASS, "mutated image digest", digest)
                    : verdict;
          } catch (VerificationFailure failure) {
            said.add(
                outcome(
                    Status.ERROR,
                    "failed to update digest: " + failure.reason(),
                    image,
                    verification,
                    outcomes));
          }
        }
        if (verdict != null) {
          if (verification.verifies()) {
            statuses.put(current.toString(), verdict.status());
          }
          said.add(outcome(verdict.status(), verdict.message(), image, verification, outcomes));
        }
      }
    }
    if (!said.isEmpty()) {
      int last = said.size() - 1;
      said.set(last, said.get(last).with(new Effect.VerifiedImages(root, statuses)));
    }
    return said;
  }

  private MapValue withConditions(MapValue entry, int index) {
    ListValue attestations = entry.list("attestations");
    ListValue written = clause.at(index) instanceof MapValue map ? map.list("attestations") : null;
    if (attestations == null || written == null) {
      return entry;
    }
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < attestations.size(); i++) {
      Value conditions =
          written.at(i) instanceof MapValue original ? original.child("conditions") : null;
      items.add(
          attestations.at(i) instanceof MapValue map && conditions != null
              ? map.with("conditions", conditions)
              : attestations.at(i));
    }
    return entry.with(
        "attestations", ListValue.of(items, attestations.source(), attestations.node()));
  }

  private static RuleOutcome outcome(
      Status status,
      String message,
      Image image,
      ImageVerification verification,
      RuleOutcomes outcomes) {
    Finding finding =
        new Finding(
            image.written().place(Place.Part.VALUE), verification.node().place(Place.Part.VALUE));
    return outcomes.of(status, message, List.of(finding));
  }

  /** What an update leaves alone was verified before. */
  private static boolean isUnchanged(Image image, AdmissionRequest request) {
    Value old = request.oldObject();
    for (String step : image.path()) {
      if (old instanceof MapValue map) {
        old = map.child(step);
      } else if (old instanceof ListValue list && step.matches("[0-9]+")) {
        int at = Integer.parseInt(step);
        old = at < list.size() ? list.at(at) : null;
      } else {
        return false;
      }
    }
    return old != null && old.equals(image.written());
  }
}
