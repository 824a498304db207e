package dev.ephor.rule.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.jspecify.annotations.Nullable;

/**
 * OpenPGP public keys in armor, and what they verify.
 *
 * <p>Kyverno 1.19 verifies with a library of its own kind, which answers for a signature of a
 * revoked or expired key with the signer and an error, and takes the signer: whether a key is still
 * valid is not asked here either.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9580">RFC 9580: OpenPGP</a>
 */
public final class PgpKeys {

  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

  /** A signature is not by any of these keys; the message is the reference's. */
  public static final class Refused extends Exception {
    Refused(String message) {
      super(message);
    }
  }

  private final List<PgpOwner> owners;

  private PgpKeys(List<PgpOwner> owners) {
    this.owners = owners;
  }

  /** Reads the first block of a text; null where no usable key is in it. */
  public static @Nullable PgpKeys read(String armored) {
    List<PgpOwner> owners = new ArrayList<>();
    try {
      PGPObjectFactory packets = packets(armored);
      for (Object next = packets.nextObject(); next != null; next = packets.nextObject()) {
        PgpOwner owner = next instanceof PGPPublicKeyRing ring ? PgpOwner.of(ring) : null;
        if (owner != null) {
          owners.add(owner);
        }
      }
    } catch (IOException broken) {
      return null;
    }
    return owners.isEmpty() ? null : new PgpKeys(owners);
  }

  /**
   * Whose signature it is.
   *
   * @param signature in armor
   * @return the owner's address; empty where none is written
   * @throws Refused where it is not by one of these keys
   */
  public String signer(byte[] message, String signature) throws Refused {
    if (!signature.contains(SIGNATURE)) {
      int other = signature.indexOf("-----BEGIN ");
      throw new Refused(other < 0 ? "EOF" : "openpgp: invalid argument: expected 'PGP SIGNATURE'");
    }
    try {
      PGPObjectFactory packets = packets(signature);
      for (Object next = packets.nextObject(); next != null; next = packets.nextObject()) {
        if (!(next instanceof PGPSignatureList signatures)) {
          throw new Refused("openpgp: invalid data: non signature packet found");
        }
        for (PGPSignature one : signatures) {
          List<Candidate> candidates = candidates(one.getKeyID());
          if (!candidates.isEmpty()) {
            return signer(candidates, one, message);
          }
        }
      }
    } catch (IOException | PGPException broken) {
      throw new Refused("openpgp: invalid data: " + broken.getMessage());
    }
    throw new Refused("openpgp: signature made by unknown entity");
  }

  /** A key that may have signed, and whose it is. */
  private record Candidate(PGPPublicKey key, PgpOwner owner) {}

  private List<Candidate> candidates(long id) {
    List<Candidate> found = new ArrayList<>();
    for (PgpOwner owner : owners) {
      for (PGPPublicKey key : owner.signing()) {
        if (key.getKeyID() == id) {
          found.add(new Candidate(key, owner));
        }
      }
    }
    return found;
  }

  private static String signer(List<Candidate> candidates, PGPSignature signature, byte[] message)
      throws Refused, PGPException {
    String refusal = "";
    for (Candidate candidate : candidates) {
      if (candidate.key().getAlgorithm() != signature.getKeyAlgorithm()) {
        refusal = "invalid argument: public key and signature use different algorithms";
        continue;
      }
      if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT
          && signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
        refusal =
            "unsupported feature: unsupported signature type: " + signature.getSignatureType();
        continue;
      }
      PgpOwner.begin(signature, candidate.key());
      signature.update(message);
      if (signature.verify()) {
        return candidate.owner().address();
      }
      refusal =
          "invalid signature: " + PgpOwner.algorithm(candidate.key()) + " verification failure";
    }
    throw new Refused("openpgp: " + refusal);
  }

  private static PGPObjectFactory packets(String armored) throws IOException {
    InputStream text = new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8));
    return new PGPObjectFactory(
        ArmoredInputStream.builder().setParseForHeaders(true).setIgnoreCRC(true).build(text),
        new BcKeyFingerprintCalculator());
  }
}
