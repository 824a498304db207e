package dev.ephor.evaluation;

import dev.ephor.context.Registry;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.rule.verifyimages.Attestor;
import dev.ephor.rule.verifyimages.Attestor.AttestorSet;
import dev.ephor.rule.verifyimages.Attestor.Nested;
import dev.ephor.rule.verifyimages.Cosign;
import dev.ephor.rule.verifyimages.Image;
import dev.ephor.rule.verifyimages.ImageVerification;
import dev.ephor.rule.verifyimages.ImageVerification.Attestation;
import dev.ephor.rule.verifyimages.VerificationFailure;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one image as one entry of {@code verifyImages} demands: first who signed it, then what
 * they state of it. Messages are Kyverno's.
 */
final class ImageVerifier {

  private final String policy;
  private final String rule;
  private final List<MapValue> denials;
  private final Cosign cosign;
  private RuleVariables variables;

  /**
   * @param denials the {@code validate} clauses of the rule's entries
   */
  ImageVerifier(
      String policy,
      String rule,
      List<MapValue> denials,
      Registry registry,
      RuleVariables variables) {
    this.policy = policy;
    this.rule = rule;
    this.denials = denials;
    this.cosign = new Cosign(registry);
    this.variables = variables;
  }

  /**
   * What came of an image.
   *
   * @param digest the image's; empty where it is not known
   */
  record Verdict(Status status, String message, String digest) {
    static Verdict failed(String message) {
      return new Verdict(Status.FAIL, message, "");
    }
  }

  /** Verifies an image; null where nothing but digests is demanded. */
  @Nullable Verdict verify(ImageVerification verification, Image image) {
    if (!verification.verifies()) {
      return null;
    }
    if (!verification.concerns(image) || verification.skips(image)) {
      return new Verdict(
          Status.SKIP,
          "skipping image reference image " + image + ", policy " + policy + " ruleName " + rule,
          "");
    }
    Image pinned = image;
    if (!verification.attestors().isEmpty()) {
      String digest = "";
      for (int i = 0; i < verification.attestors().size(); i++) {
        try {
          digest =
              verify(verification.attestors().get(i), verification, image, ".attestors[" + i + "]");
        } catch (VerificationFailure failure) {
          Status status = failure.unknown() ? Status.ERROR : Status.FAIL;
          return new Verdict(
              status, "failed to verify image " + image + ": " + failure.reason(), "");
        }
      }
      if (verification.attestations().isEmpty()) {
        return new Verdict(Status.PASS, "verified image signatures for " + image, digest);
      }
      pinned = image.reference().digest().isEmpty() ? image.withDigest(digest) : image;
    }
    return attested(verification, pinned);
  }

  private String verify(AttestorSet set, ImageVerification verification, Image image, String path)
      throws VerificationFailure {
    List<String> reasons = new ArrayList<>();
    boolean unknown = false;
    int verified = 0;
    for (int i = 0; i < set.entries().size(); i++) {
      Attestor attestor = set.entries().get(i);
      String at = path + ".entries[" + i + "]";
      try {
        String digest =
            attestor.authority() instanceof Nested nested
                ? verify(nested.set(), verification, image, at + ".attestor")
                : signed(attestor, verification, image, at);
        verified++;
        if (verified >= set.required()) {
          return digest;
        }
      } catch (VerificationFailure failure) {
        reasons.add(failure.reason());
        unknown |= failure.unknown();
      }
    }
    throw new VerificationFailure(String.join("; ", reasons), unknown);
  }

  private String signed(Attestor attestor, ImageVerification verification, Image image, String path)
      throws VerificationFailure {
    try {
      return cosign.verifySignature(image, attestor, verification);
    } catch (VerificationFailure failure) {
      throw failure.at(path + attestor.authority().label());
    }
  }

  private Verdict attested(ImageVerification verification, Image image) {
    Image current = image;
    for (int i = 0; i < verification.attestations().size(); i++) {
      Attestation attestation = verification.attestations().get(i);
      if (attestation.type().isEmpty()) {
        return Verdict.failed(".attestations[" + i + "]: missing type");
      }
      List<AttestorSet> sets =
          attestation.attestors().isEmpty()
              ? List.of(new AttestorSet(0, List.of(Attestor.nobody(attestation.node()))))
              : attestation.attestors();
      for (int j = 0; j < sets.size(); j++) {
        String path = ".attestations[" + i + "].attestors[" + j + "].entries[" + i + "]";
        String problem = attested(sets.get(j), attestation, verification, current, path);
        if (problem != null) {
          return Verdict.failed(problem);
        }
      }
    }
    return denials.isEmpty()
        ? new Verdict(
            Status.PASS, "verified image attestations for " + current, current.reference().digest())
        : denied(current);
  }

  /** What is missing of the statements of a set of attestors; null for nothing. */
  private @Nullable String attested(
      AttestorSet set,
      Attestation attestation,
      ImageVerification verification,
      Image image,
      String path) {
    List<String> reasons = new ArrayList<>();
    int verified = 0;
    for (Attestor attestor : set.entries()) {
      try {
        List<MapValue> statements = cosign.attestations(image, attestor, verification);
        remember(attestation.name(), statements);
        String problem = problem(attestation, statements, image);
        if (problem != null) {
          reasons.add(path + attestor.authority().label() + ": " + problem);
        } else if (++verified >= set.required()) {
          return null;
        }
      } catch (VerificationFailure failure) {
        reasons.add(failure.reason());
      }
    }
    return "image attestations verification failed, verifiedCount: "
        + verified
        + ", requiredCount: "
        + set.required()
        + ", error: "
        + (reasons.isEmpty() ? "attestations verification failed" : String.join("; ", reasons));
  }

  /** Conditions elsewhere may ask for what is stated. */
  private void remember(String name, List<MapValue> statements) throws VerificationFailure {
    for (MapValue statement : statements) {
      MapValue predicate = statement.map("predicate");
      if (predicate != null) {
        variables = name.isEmpty() ? variables : variables.with(name, predicate);
        return;
      }
    }
    throw new VerificationFailure("predicate not found in any statement", false);
  }

  private @Nullable String problem(
      Attestation attestation, List<MapValue> statements, Image image) {
    List<MapValue> ofType =
        statements.stream()
            .filter(statement -> attestation.type().equals(statement.string("type")))
            .toList();
    if (ofType.isEmpty()) {
      return "attestions not found for predicate type " + attestation.type();
    }
    ListValue conditions = attestation.node().list("conditions");
    for (MapValue statement : ofType) {
      for (Value block : conditions == null ? List.<Value>of() : conditions.values()) {
        MapValue predicate = statement.map("predicate");
        if (predicate == null) {
          return "failed to check attestations: failed to extract predicate from statement";
        }
        Conditions.Result result =
            VariableConditions.of(block).tryWith(with(predicate), Trace.Step.CONDITIONS).result();
        if (result instanceof Conditions.Failed failed) {
          return "failed to check attestations: failed to substitute variables in attestation"
              + " conditions: "
              + failed.reason();
        }
        Conditions.Decided decided = (Conditions.Decided) result;
        if (!decided.holds()) {
          return "attestation checks failed for "
              + image
              + " and predicate "
              + attestation.type()
              + ": "
              + decided.message();
        }
      }
    }
    return null;
  }

  private RuleVariables with(MapValue predicate) {
    RuleVariables all = variables;
    for (int i = 0; i < predicate.size(); i++) {
      all = all.with(predicate.keyAt(i), predicate.valueAt(i));
    }
    return all;
  }

  /** What the entries' own conditions say of the statements. */
  private Verdict denied(Image image) {
    for (MapValue validate : denials) {
      MapValue deny = validate.map("deny");
      Value conditions = deny == null ? null : deny.child("conditions");
      if (conditions == null) {
        continue;
      }
      String start = "validation in verifyImages failed: ";
      Conditions.Result result =
          VariableConditions.of(conditions).tryWith(variables, Trace.Step.CONDITIONS).result();
      if (result instanceof Conditions.Failed failed) {
        return Verdict.failed(start + "failed to check deny conditions: " + failed.reason());
      }
      Conditions.Decided decided = (Conditions.Decided) result;
      if (decided.holds()) {
        RuleMessage message =
            new RuleMessage(Objects.requireNonNullElse(validate.string("message"), ""));
        boolean silent = message.written().isEmpty() && decided.message().isEmpty();
        return Verdict.failed(
            start
                + (silent
                    ? "validation error: imageVerify  failed"
                    : message.denied(variables, rule, decided.message())));
      }
    }
    return new Verdict(
        Status.PASS,
        "verifyImages validation is passed in " + rule + " rule",
        image.reference().digest());
  }
}
