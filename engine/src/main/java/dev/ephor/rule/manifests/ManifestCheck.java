package dev.ephor.rule.manifests;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Status;
import dev.ephor.rule.signature.PublicKeys;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code validate.manifests} clause made ready.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#manifest-validation">
 *     Kyverno: manifest validation</a>
 */
public final class ManifestCheck {

  private static final String DOMAIN = "cosign.sigstore.dev";
  static final String COMMAND = "cosign.VerifyBlobCmd.Exec() returned an error: ";

  private final List<Attestors> sets;
  private final @Nullable ListValue ignored;
  private final String domain;
  private final @Nullable String repository;

  /**
   * What came of it.
   *
   * @param status PASS, FAIL or ERROR
   * @param field the first field that is not as signed, with dots; empty for none
   */
  public record Verdict(Status status, String message, String field) {}

  /** What came of one attestor or set. */
  private record Answer(boolean verified, String reason, @Nullable String error) {}

  /**
   * @param clause the {@code manifests} clause
   * @param sets its attestors
   */
  public ManifestCheck(MapValue clause, ListValue sets) {
    List<Attestors> read = new ArrayList<>();
    for (Value set : sets.values()) {
      if (set instanceof MapValue map) {
        read.add(Attestors.read(map));
      }
    }
    this.sets = List.copyOf(read);
    this.ignored = clause.list("ignoreFields");
    this.repository = clause.string("repository");
    String written = clause.string("annotationDomain");
    this.domain = written == null || written.isEmpty() ? DOMAIN : written;
  }

  /** Judges a resource. */
  public Verdict judge(Resource resource) {
    Run run = new Run(resource);
    List<String> verified = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      Answer answer = run.set(sets.get(i), ".attestors[" + i + "]");
      if (answer.error() != null) {
        return new Verdict(
            Status.ERROR,
            "error occurred during manifest verification: " + answer.error(),
            run.field);
      } else if (!answer.verified()) {
        return new Verdict(Status.FAIL, answer.reason(), run.field);
      }
      verified.add(answer.reason());
    }
    return new Verdict(
        Status.PASS, "verified manifest signatures; " + String.join(",", verified), "");
  }

  /** The verification of one resource. */
  private final class Run {
    private final Resource resource;
    private String field = "";
    private VerifyOptions options = VerifyOptions.of(repository);

    Run(Resource resource) {
      this.resource = resource;
    }

    Answer set(Attestors attestors, String path) {
      List<String> errors = new ArrayList<>();
      List<String> verified = new ArrayList<>();
      List<String> failed = new ArrayList<>();
      for (int i = 0; i < attestors.entries().size(); i++) {
        Attestors.Attestor attestor = attestors.entries().get(i);
        Answer answer = attestor(attestor, path + ".entries[" + i + "]");
        if (answer.error() != null) {
          errors.add(answer.error());
        } else {
          (answer.verified() ? verified : failed).add(answer.reason());
        }
        if (verified.size() >= attestors.required()) {
          return new Answer(true, counted("succeeded", attestors, verified.size(), verified), null);
        }
      }
      return errors.isEmpty()
          ? new Answer(false, counted("failed", attestors, verified.size(), failed), null)
          : new Answer(false, "", String.join("; ", errors));
    }

    private String counted(String what, Attestors attestors, int count, List<String> reasons) {
      return "manifest verification "
          + what
          + "; verifiedCount "
          + count
          + "; requiredCount "
          + attestors.required()
          + "; message "
          + String.join(",", reasons);
    }

    private Answer attestor(Attestors.Attestor attestor, String path) {
      Attestors nested = attestor.nested();
      if (nested != null) {
        String inner = path + ".attestor";
        Answer answer = set(nested, inner);
        return answer.error() == null
            ? answer
            : new Answer(false, "", "failed to verify signature; " + inner + ": " + answer.error());
      }
      String mismatch = annotations(attestor.node());
      if (mismatch != null) {
        return new Answer(false, "", mismatch);
      }
      options = options.with(attestor);
      String start = path + options.clause() + ": ";
      MapValue keyless = attestor.node().map("keyless");
      String roots = keyless == null ? null : keyless.string("roots");
      return options.clause().equals(".keyless")
              && roots != null
              && !roots.isEmpty()
              && !hasCertificate(roots)
          ? new Answer(
              false, "", start + "failed to load Root certificates: error creating root cert pool")
          : resource(start);
    }

    private static boolean hasCertificate(String pem) {
      try {
        return !PublicKeys.certificates(pem).isEmpty();
      } catch (GeneralSecurityException none) {
        return false;
      }
    }

    private @Nullable String annotations(MapValue entry) {
      MapValue wanted = entry.map("annotations");
      Map<String, String> found = resource.annotations();
      for (String key : wanted == null ? List.<String>of() : wanted.keys()) {
        String value = Objects.requireNonNull(wanted).string(key);
        String there = found.getOrDefault(key, "");
        if (!there.equals(value)) {
          return "annotations mismatch: "
              + there
              + " does not match expected value "
              + value
              + " for key "
              + key;
        }
      }
      return null;
    }

    private Answer resource(String start) {
      String image =
          options.bundle().isEmpty()
              ? resource.annotations().getOrDefault(domain + "/resourceBundleRef", "")
              : options.bundle();
      if (!image.isEmpty()) {
        return new Answer(
            false,
            "",
            start
                + "YAML manifest not found for this resource: failed to get YAMLs in the image: "
                + image
                + " cannot be asked for offline");
      }
      SignedMessage message;
      try {
        message = SignedMessage.of(resource, domain);
      } catch (SignedMessage.Unreadable unreadable) {
        return new Answer(
            false,
            "",
            start + "YAML manifest not found for this resource: " + unreadable.getMessage());
      }
      if (message == null) {
        return new Answer(
            false, start + "YAML manifest not found for this resource: message not found", null);
      }
      MapValue signed = message.manifestOf(resource);
      if (signed == null) {
        return new Answer(
            false,
            "",
            start
                + "YAML manifest not found for this resource:"
                + " failed to find a YAML manifest in the gzipped message");
      }
      if (message.signatures().isEmpty()) {
        return new Answer(false, start + "failed to verify signature: signature not found", null);
      }
      List<ManifestDifference> differences =
          ManifestDifference.between(
              signed,
              resource.root(),
              new IgnoredFields(resource, ignored, SignedMessage.keys(domain)));
      String signer;
      try {
        signer = signer(message);
      } catch (TrustedKey.Refused refused) {
        return new Answer(false, "", start + "failed to verify signature: " + refused.getMessage());
      }
      if (!differences.isEmpty()) {
        field = differences.get(0).key();
        return new Answer(
            false,
            start
                + "failed to verify signature. diff found; "
                + ManifestDifference.describe(differences),
            null);
      }
      if (options.accepts(signer)) {
        return new Answer(true, "singed by a valid signer: " + signer, null);
      }
      return new Answer(
          false,
          start
              + (signer.isEmpty()
                  ? "failed to verify signature."
                  : "no signer matches with this resource. signed by " + signer),
          null);
    }

    /** The first whose signature is accepted; without a name where it is by a key in PEM. */
    private String signer(SignedMessage message) throws TrustedKey.Refused {
      String unusable = options.unusable();
      if (unusable != null) {
        throw new TrustedKey.Refused(unusable);
      }
      int count = message.signatures().size();
      List<String> trials = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        try {
          return signer(message, i);
        } catch (TrustedKey.Refused refused) {
          trials.add(
              GoJson.write(
                  Scalar.of(
                      "[%s] [signature %d/%d] error: %s"
                          .formatted(options.identity(), i + 1, count, refused.getMessage())),
                  Integer.MAX_VALUE));
        }
      }
      throw new TrustedKey.Refused(
          "verification failed for %d signature. all trials: [%s]"
              .formatted(count, String.join(",", trials)));
    }

    private String signer(SignedMessage message, int index) throws TrustedKey.Refused {
      String contradiction = options.contradiction();
      TrustedKey trusted = options.trusted();
      if (contradiction == null && trusted != null) {
        return trusted.signer(message.bytes(), message.signatures().get(index));
      }
      String bundle =
          resource
              .annotations()
              .getOrDefault(domain + "/bundle" + (index == 0 ? "" : "_" + index), "");
      throw new TrustedKey.Refused(
          bundle.isEmpty()
              ? COMMAND + contradiction
              : "failed to create cosign check options: failed to get rekor pubkeys: they cannot be"
                  + " asked for offline");
    }
  }
}
