package dev.ephor.rule.verifyimages;

import dev.ephor.context.Registry;
import dev.ephor.rule.signature.PublicKeys;
import dev.ephor.rule.verifyimages.Attestor.Authority;
import dev.ephor.rule.verifyimages.Attestor.Log;
import dev.ephor.rule.verifyimages.CosignLayers.Layer;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what one attestor says of one image, by a key or a certificate.
 *
 * @see <a href="https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md">cosign:
 *     signature specification</a>
 */
public final class Cosign {

  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String NO_MATCH = "no matching signatures: ";

  private final Registry registry;

  public Cosign(Registry registry) {
    this.registry = registry;
  }

  /** The digest of an image, asked for where it is not written. */
  public static String digest(Image image, Registry registry) throws VerificationFailure {
    return CosignLayers.digest(image, registry);
  }

  /** The means to check a signature. */
  private record Verifier(PublicKey key, String hash, Log log) {}

  /**
   * Verifies that an attestor has signed an image.
   *
   * @param verification which is demanded
   * @return the image's digest
   */
  public String verifySignature(Image image, Attestor attestor, ImageVerification verification)
      throws VerificationFailure {
    Verifier verifier = verifier(image, attestor.authority(), verification);
    String digest = CosignLayers.digest(image, registry);
    String repository = repository(image, attestor, verification);
    List<Layer> layers = CosignLayers.beside(digest, repository, "sig", registry);
    if (layers.isEmpty()) {
      throw new VerificationFailure("no signatures found", false);
    }
    Set<String> problems = new LinkedHashSet<>();
    Map<String, String> annotations =
        attestor.annotations() == null ? verification.annotations() : attestor.annotations();
    String mismatch = "";
    for (Layer layer : layers) {
      String problem = problem(layer, digest, verifier);
      if (!problem.isEmpty()) {
        problems.add(problem);
        continue;
      }
      mismatch = mismatch(layer, annotations == null ? Map.of() : annotations);
      if (mismatch.isEmpty()) {
        return digest;
      }
    }
    throw new VerificationFailure(
        mismatch.isEmpty() ? NO_MATCH + String.join("\n ", problems) : mismatch, false);
  }

  /**
   * The statements about an image that an attestor has signed.
   *
   * @return in-toto statements, their {@code predicateType} under {@code type} too
   */
  public List<MapValue> attestations(Image image, Attestor attestor, ImageVerification verification)
      throws VerificationFailure {
    Verifier verifier = verifier(image, attestor.authority(), verification);
    String digest = CosignLayers.digest(image, registry);
    String repository = repository(image, attestor, verification);
    List<Layer> layers = CosignLayers.beside(digest, repository, "att", registry);
    if (layers.isEmpty()) {
      throw new VerificationFailure("no matching attestations", false);
    }
    List<MapValue> statements = new ArrayList<>();
    for (Layer layer : layers) {
      MapValue statement = statement(layer, verifier);
      if (statement != null && isAbout(statement, digest)) {
        statements.add(statement);
      }
    }
    if (statements.isEmpty()) {
      throw new VerificationFailure("no matching attestations", false);
    }
    return statements;
  }

  private static String repository(Image image, Attestor attestor, ImageVerification verification) {
    if (!attestor.repository().isEmpty()) {
      return attestor.repository();
    }
    return verification.repository().isEmpty() ? image.repository() : verification.repository();
  }

  /** What needs a network fails as a network does that is not there. */
  private Verifier verifier(Image image, Authority authority, ImageVerification verification)
      throws VerificationFailure {
    if (verification.type().equals("Notary") || verification.type().equals("SigstoreBundle")) {
      CosignLayers.digest(image, registry);
      throw new VerificationFailure(
          "signatures of type " + verification.type() + " cannot be verified offline", true);
    } else if (authority instanceof Attestor.Key key) {
      return verifier(key);
    } else if (authority instanceof Attestor.Certificate certificate) {
      return verifier(certificate);
    }
    CosignLayers.digest(image, registry);
    throw new VerificationFailure(
        "signatures without a key cannot be verified offline: they need the services of sigstore",
        true);
  }

  private static Verifier verifier(Attestor.Key key) throws VerificationFailure {
    if (!PublicKeys.isPem(key.key())) {
      throw new VerificationFailure(
          "failed to load public key from " + key.key() + ": no network", true);
    } else if (!PublicKeys.isHash(key.algorithm())) {
      throw new VerificationFailure(
          "invalid signature algorithm provided " + key.algorithm(), false);
    }
    try {
      return new Verifier(PublicKeys.key(key.key()), key.algorithm(), key.log());
    } catch (GeneralSecurityException bad) {
      throw new VerificationFailure(
          "failed to load public key from PEM: " + bad.getMessage(), false);
    }
  }

  private static Verifier verifier(Attestor.Certificate authority) throws VerificationFailure {
    try {
      List<X509Certificate> own = PublicKeys.certificates(authority.certificate());
      if (own.isEmpty()) {
        throw new VerificationFailure(
            "a chain alone cannot be verified offline: the services of sigstore are needed", true);
      }
      List<X509Certificate> chain = PublicKeys.certificates(authority.chain());
      X509Certificate current = own.get(0);
      for (X509Certificate issuer : chain) {
        current.verify(issuer.getPublicKey());
        current = issuer;
      }
      return new Verifier(own.get(0).getPublicKey(), "sha256", authority.log());
    } catch (GeneralSecurityException bad) {
      throw new VerificationFailure(
          "failed to load certificate from string: " + bad.getMessage(), false);
    }
  }

  /** What is wrong with a signature; empty for nothing. */
  private static String problem(Layer layer, String digest, Verifier verifier) {
    String signature = layer.annotation(SIGNATURE);
    byte[] raw = decoded(signature);
    if (raw.length == 0
        || !PublicKeys.verifies(verifier.key(), verifier.hash(), layer.content(), raw)) {
      return "invalid signature when validating ASN.1 encoded signature";
    }
    MapValue critical = CosignLayers.map(layer.content()).map("critical");
    MapValue image = critical == null ? null : critical.map("image");
    if (image == null || !digest.equals(image.string("docker-manifest-digest"))) {
      return "invalid or missing digest in claim: "
          + Objects.requireNonNullElse(
              image == null ? null : image.string("docker-manifest-digest"), "");
    }
    return Objects.requireNonNullElse(
        TransparencyLog.problem(layer, signature, verifier.log()), "");
  }

  /** Which annotation of a signature is not as demanded; empty for none. */
  private static String mismatch(Layer layer, Map<String, String> wanted) {
    MapValue optional = CosignLayers.map(layer.content()).map("optional");
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      String found = optional == null ? null : optional.string(entry.getKey());
      if (!entry.getValue().equals(found)) {
        return "annotations mismatch: "
            + entry.getKey()
            + " does not match expected value "
            + entry.getValue()
            + ", got "
            + Objects.requireNonNullElse(found, "");
      }
    }
    return "";
  }

  /** The statement in a signed envelope (DSSE); null when nobody has signed it. */
  private static @Nullable MapValue statement(Layer layer, Verifier verifier) {
    MapValue envelope = CosignLayers.map(layer.content());
    String type = Objects.requireNonNullElse(envelope.string("payloadType"), "");
    byte[] payload = decoded(Objects.requireNonNullElse(envelope.string("payload"), ""));
    ListValue signatures = envelope.list("signatures");
    for (Value item : signatures == null ? List.<Value>of() : signatures.values()) {
      String text = item instanceof MapValue map ? map.string("sig") : null;
      if (text != null
          && PublicKeys.verifies(
              verifier.key(), verifier.hash(), encoded(type, payload), decoded(text))
          && TransparencyLog.problem(layer, text, verifier.log()) == null) {
        MapValue statement = CosignLayers.map(payload);
        Value predicateType = statement.child("predicateType");
        return predicateType == null ? statement : statement.with("type", predicateType);
      }
    }
    return null;
  }

  /** What is signed of an envelope: its pre-authentication encoding. */
  private static byte[] encoded(String type, byte[] payload) {
    byte[] start =
        ("DSSEv1 "
                + type.getBytes(StandardCharsets.UTF_8).length
                + " "
                + type
                + " "
                + payload.length
                + " ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + payload.length);
    System.arraycopy(payload, 0, all, start.length, payload.length);
    return all;
  }

  private static boolean isAbout(MapValue statement, String digest) {
    ListValue subjects = statement.list("subject");
    for (Value item : subjects == null ? List.<Value>of() : subjects.values()) {
      MapValue digests = item instanceof MapValue subject ? subject.map("digest") : null;
      if (digests != null && digest.equals("sha256:" + digests.string("sha256"))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException bad) {
      return new byte[0];
    }
  }
}
