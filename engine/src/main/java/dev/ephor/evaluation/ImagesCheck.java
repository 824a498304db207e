package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Question;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.rule.verifyimages.Image;
import dev.ephor.rule.verifyimages.ImageExtraction;
import dev.ephor.rule.verifyimages.ImageVerification;
import dev.ephor.rule.verifyimages.VerifiedImages;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the images of a resource have digests and were verified, as far as a rule with {@code
 * verifyImages} demands it. This is asked after everything was verified.
 */
final class ImagesCheck implements RuleBodyJudge {

  private final String rule;
  private final RuleImages images;
  private final Exemptions exemptions;
  private final VariableJudge before;

  private ImagesCheck(String policyNamespace, Rule rule, RuleImages images, Exemptions exemptions) {
    this.rule = rule.name();
    this.exemptions = exemptions;
    this.images = images;
    this.before =
        new VariableJudge(
            policyNamespace, rule, rule.preconditions(), VariableBody.of(RuleBodyJudge.SILENT));
  }

  /** The check of a rule; null where it demands nothing of the kind. */
  static @Nullable ImagesCheck of(String policyNamespace, Rule rule, Exemptions exemptions) {
    if (!(rule.body() instanceof RuleBody.VerifyImages body)) {
      return null;
    }
    RuleImages images = RuleImages.of(rule, body.node());
    boolean checks =
        images.verifications().stream()
            .anyMatch(verification -> verification.required() || verification.verifyDigest());
    return checks ? new ImagesCheck(policyNamespace, rule, images, exemptions) : null;
  }

  @Override
  public @Nullable RuleOutcome judge(Trial trial, RuleOutcomes outcomes) {
    RuleImages.Found found = images.find(trial.resource());
    if (trial.request().operation() == Operation.DELETE) {
      return null;
    } else if (found.problem() != null) {
      return images.failed(found.problem(), trial, outcomes);
    } else if (found.matching().isEmpty()) {
      return null;
    }
    RuleVariables variables = before.variables(trial);
    RuleOutcome unmet = before.beforeBody(variables, trial, outcomes);
    RuleOutcome early =
        unmet == null ? exemptions.outcome(rule, () -> variables, trial, outcomes) : unmet;
    if (early != null) {
      return early;
    }
    return trial.facts().ask(new Question.Images()).isEmpty() ? null : check(trial, outcomes);
  }

  /** The reference looks at the images of pods here, whatever a rule's extractors say. */
  private RuleOutcome check(Trial trial, RuleOutcomes outcomes) {
    Set<String> failures = new LinkedHashSet<>();
    List<Finding> findings = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    boolean passed = false;
    VerifiedImages verified = VerifiedImages.of(trial.resource());
    for (ImageVerification verification : images.verifications()) {
      for (Image image : standardImages(trial)) {
        if (!verification.concerns(image)) {
          continue;
        }
        String problem = problem(verification, image, verified);
        if (problem != null) {
          failures.add(problem);
          findings.add(
              new Finding(
                  image.written().place(Place.Part.VALUE),
                  verification.node().place(Place.Part.VALUE)));
        } else if (verification.required()) {
          boolean skip = verified.status(image) == Status.SKIP;
          passed |= !skip;
          if (skip) {
            skipped.add(image.toString());
          }
        }
      }
    }
    if (!failures.isEmpty()) {
      return outcomes.of(Status.FAIL, String.join("; ", failures), findings);
    } else if (skipped.isEmpty()) {
      return outcomes.passed("image verified");
    }
    String listed = ", skipped images: " + String.join(" ", skipped);
    return passed
        ? outcomes.passed("image verified" + listed)
        : outcomes.of(Status.SKIP, "image skipped" + listed, List.of());
  }

  private static List<Image> standardImages(Trial trial) {
    List<Image> images = new ArrayList<>();
    try {
      for (Map<String, Image> group : ImageExtraction.of(trial.resource(), null).values()) {
        images.addAll(group.values());
      }
    } catch (ImageExtraction.Failure none) {
      return List.of();
    }
    return images;
  }

  private static @Nullable String problem(
      ImageVerification verification, Image image, VerifiedImages verified) {
    if (verification.verifyDigest() && image.reference().digest().isEmpty()) {
      return "missing digest for " + image;
    }
    if (!verification.required()) {
      return null;
    }
    String unreadable = verified.problem();
    if (unreadable != null) {
      return unreadable;
    }
    return verified.status(image) == Status.FAIL ? "unverified image " + image : null;
  }
}
