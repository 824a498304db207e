package dev.ephor.rule.manifests;

import dev.ephor.rule.signature.PgpKeys;
import dev.ephor.rule.signature.PublicKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A key that a rule trusts. */
sealed interface TrustedKey {

  /** A key as cosign has it. Who signed with it is not known by name. */
  record Pem(PublicKey key) implements TrustedKey {}

  /** Keys of OpenPGP, whose owners have addresses. */
  record Pgp(PgpKeys keys) implements TrustedKey {}

  /** A signature is not by the key; the message is the reference's. */
  final class Refused extends Exception {
    Refused(String message) {
      super(message);
    }
  }

  /** Reads a key that stands in the rule; null where none does, or none that is of use. */
  static @Nullable TrustedKey read(String text) {
    if (text.startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----")) {
      PgpKeys keys = PgpKeys.read(text);
      return keys == null ? null : new Pgp(keys);
    }
    if (!PublicKeys.isPem(text)) {
      return null;
    }
    try {
      return new Pem(PublicKeys.key(text));
    } catch (GeneralSecurityException noKey) {
      return null;
    }
  }

  /**
   * Whose signature it is.
   *
   * @param signature in base 64
   * @return the signer's address; empty where nobody is named
   */
  default String signer(byte[] message, String signature) throws Refused {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(signature.strip());
    } catch (IllegalArgumentException invalid) {
      decoded = new byte[0];
    }
    if (this instanceof Pgp pgp) {
      try {
        return pgp.keys().signer(message, new String(decoded, StandardCharsets.UTF_8));
      } catch (PgpKeys.Refused refused) {
        throw new Refused("failed to verify signature: " + refused.getMessage());
      }
    }
    if (PublicKeys.verifies(((Pem) this).key(), "", message, decoded)) {
      return "";
    }
    throw new Refused(ManifestCheck.COMMAND + "invalid signature");
  }
}
