package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.ImageDefaults;
import dev.ephor.context.Question;
import dev.ephor.context.Registry;
import dev.ephor.context.Reply;
import dev.ephor.expression.cel.function.ImageChecks;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.PlainValues;
import dev.ephor.kubernetes.ImageReference;
import dev.ephor.kubernetes.ImageReference.InvalidImage;
import dev.ephor.rule.verifyimages.Cosign;
import dev.ephor.rule.verifyimages.Image;
import dev.ephor.rule.verifyimages.ImageVerification;
import dev.ephor.rule.verifyimages.VerificationFailure;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Verifies images for one policy and one resource, and remembers which were verified. Not for
 * several threads.
 */
final class PolicyImages implements ImageChecks {

  private final MapValue spec;
  private final Predicate<String> concerned;
  private final Map<String, MapValue> attestations;
  private final Registry registry;
  private final Facts facts;
  private final Map<String, MapValue> stated = new HashMap<>();
  private final Set<String> verified = new HashSet<>();
  private final Set<String> attempted = new HashSet<>();

  /**
   * @param spec of the policy
   * @param concerned whether the policy is about an image
   * @param attestations the policy's, by name
   */
  PolicyImages(
      MapValue spec,
      Predicate<String> concerned,
      Map<String, MapValue> attestations,
      Registry registry,
      Facts facts) {
    this.spec = spec;
    this.concerned = concerned;
    this.attestations = attestations;
    this.registry = registry;
    this.facts = facts;
  }

  /** Why an image cannot be had; null where it can. */
  @Nullable String missing(String image) {
    try {
      Cosign.digest(parsed(image), registry);
      return null;
    } catch (VerificationFailure failure) {
      return failure.reason();
    }
  }

  /** Why an image that must be verified is not; null where it is. */
  @Nullable String unverified(String image) {
    if (verified.contains(image)) {
      return null;
    }
    return attempted.contains(image)
        ? "image " + image + " failed signature or attestation verification"
        : "image "
            + image
            + " is not verified: no policy performed a signature or attestation check on it";
  }

  @Override
  public Object signatures(String image, List<?> attestors) {
    if (!concerned.test(image)) {
      return 0L;
    }
    return counted(
        image,
        attestors,
        attestor -> {
          Cosign cosign = new Cosign(registry);
          cosign.verifySignature(parsed(image), attestor.attestor(), demanded(attestor));
          return true;
        });
  }

  @Override
  public Object statements(String image, String attestation, List<?> attestors) {
    if (!concerned.test(image)) {
      return 0L;
    }
    MapValue wanted = attestations.get(attestation);
    if (wanted == null) {
      return new CelError("attestation not found in policy: " + attestation);
    }
    MapValue intoto = wanted.map("intoto");
    if (intoto == null
        && attestors.stream().anyMatch(one -> one instanceof ImageAttestor a && !a.notary())) {
      return new CelError("attestations of type referrer cannot be verified offline");
    } else if (intoto != null
        && attestors.stream().anyMatch(one -> one instanceof ImageAttestor a && a.notary())) {
      return new CelError("notary verifier only supports oci 1.1 referrers as attestations");
    }
    String type = intoto == null ? "" : Objects.requireNonNullElse(intoto.string("type"), "");
    return counted(
        image,
        attestors,
        attestor -> {
          Cosign cosign = new Cosign(registry);
          for (MapValue statement :
              cosign.attestations(parsed(image), attestor.attestor(), demanded(attestor))) {
            if (type.equals(statement.string("predicateType"))) {
              stated.put(image + " " + attestation, statement);
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public Object payload(String image, String attestation) {
    MapValue wanted = attestations.get(attestation);
    if (wanted == null) {
      return new CelError("attestation not found in policy: " + attestation);
    }
    String missing = missing(image);
    MapValue statement = stated.get(image + " " + attestation);
    if (missing != null) {
      return new CelError("failed to get imagedata: " + missing);
    } else if (statement == null) {
      return new CelError(
          "failed to get payload: "
              + (wanted.map("intoto") == null
                  ? "attestations of type referrer cannot be read offline"
                  : "intoto attestation payload cannot be fetch before verifying intoto"
                      + " attestation"));
    }
    return PlainValues.withDoubles(statement);
  }

  @Override
  public Object data(String image) {
    Reply reply = facts.ask(new Question.ImageData(image));
    if (reply instanceof Reply.Found found) {
      return CelValues.of(found.value().toJava());
    }
    String missing = missing(image);
    return new CelError(
        "failed to get imagedata: "
            + (missing != null
                ? missing
                : reply instanceof Reply.Failed failed
                    ? failed.reason()
                    : "its configuration is not read from an image layout"));
  }

  /** Whether an attestor vouches. */
  @FunctionalInterface
  private interface Vouching {
    boolean vouches(ImageAttestor attestor) throws VerificationFailure;
  }

  private Object counted(String image, List<?> attestors, Vouching vouching) {
    String missing = missing(image);
    if (missing != null) {
      return new CelError("failed to get imagedata: " + missing);
    }
    long count = 0;
    for (Object one : attestors) {
      if (one instanceof CelError error) {
        return error;
      } else if (!(one instanceof ImageAttestor attestor)) {
        return CelError.NO_SUCH_OVERLOAD;
      } else if (attestor.notary()) {
        return new CelError("signatures of Notary cannot be verified offline");
      } else {
        try {
          count += vouching.vouches(attestor) ? 1 : 0;
        } catch (VerificationFailure failure) {
          if (failure.unknown()) {
            return new CelError(failure.reason());
          }
        }
      }
    }
    if (!attestors.isEmpty()) {
      attempted.add(image);
      if (count > 0) {
        verified.add(image);
      }
    }
    return count;
  }

  private ImageVerification demanded(ImageAttestor attestor) {
    return new ImageVerification(
        spec,
        "Cosign",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        attestor.attestor().repository(),
        attestor.attestor().annotations(),
        false,
        false,
        false);
  }

  private Image parsed(String image) throws VerificationFailure {
    ImageDefaults defaults = ImageDefaults.STANDARD;
    try {
      return new Image(
          ImageReference.parse(image, defaults.registry(), defaults.mutate()),
          List.of(),
          Scalar.of(image));
    } catch (InvalidImage invalid) {
      throw new VerificationFailure("failed to parse image reference: " + image, false);
    }
  }
}
