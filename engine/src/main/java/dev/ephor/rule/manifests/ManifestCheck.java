package dev.ephor.rule.manifests;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Status;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
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

  private final ListValue sets;
  private final @Nullable ListValue ignored;
  private final String domain;

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
    this.sets = sets;
    this.ignored = clause.list("ignoreFields");
    String written = clause.string("annotationDomain");
    this.domain = written == null || written.isEmpty() ? DOMAIN : written;
  }

  /** What a clause asks that is not in the resource or the rule; null for nothing. */
  public static @Nullable Value beyond(MapValue clause) {
    Value repository = clause.child("repository");
    return repository != null && !repository.isNull()
        ? repository
        : Attestors.beyondKeys(clause.list("attestors"));
  }

  /** Judges a resource. */
  public Verdict judge(Resource resource) {
    Run run = new Run(resource);
    List<String> verified = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      if (sets.at(i) instanceof MapValue set) {
        Answer answer = run.set(Attestors.read(set), ".attestors[" + i + "]");
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
    }
    return new Verdict(
        Status.PASS, "verified manifest signatures; " + String.join(",", verified), "");
  }

  /** The verification of one resource. */
  private final class Run {
    private final Resource resource;
    private String field = "";

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
      return mismatch != null
          ? new Answer(false, "", mismatch)
          : key(attestor.key(), path + ".keys: ");
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

    private Answer key(String key, String start) {
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
      boolean verified =
          message.signatures().stream()
              .anyMatch(
                  signature ->
                      Boolean.TRUE.equals(PublicKeys.verifies(key, message.bytes(), signature)));
      if (!verified) {
        return new Answer(
            false,
            "",
            start + "failed to verify signature: signature verification failed: invalid signature");
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
      return new Answer(true, "singed by a valid signer: ", null);
    }
  }
}
