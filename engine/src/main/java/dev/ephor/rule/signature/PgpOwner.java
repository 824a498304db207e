package dev.ephor.rule.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's OpenPGP keys, whose claims of name and of further keys are signed by the first of
 * them.
 *
 * @param identity the first name that the owner has signed
 * @param signing the keys that may sign
 */
record PgpOwner(String identity, List<PGPPublicKey> signing) {

  /** Deprecated by the standard, and still met. */
  private static final int RSA_FOR_SIGNATURES = 3;

  private static final Comparator<PGPSignature> AGE =
      Comparator.comparing(PGPSignature::getCreationTime);

  PgpOwner {
    signing = List.copyOf(signing);
  }

  /** Reads a block's keys; null where a claim is not signed, or nobody is named. */
  static @Nullable PgpOwner of(PGPPublicKeyRing ring) {
    PGPPublicKey primary = ring.getPublicKey();
    if (algorithm(primary) == null) {
      return null;
    }
    try {
      String identity = null;
      PGPSignature newest = null;
      for (Iterator<String> names = primary.getUserIDs(); names.hasNext(); ) {
        String name = names.next();
        PGPSignature own = certification(primary, name);
        if (own != null) {
          identity = identity == null ? name : identity;
          newest = newer(newest, own);
        }
      }
      if (identity == null || newest == null) {
        return null;
      }
      List<PGPPublicKey> signing = new ArrayList<>();
      if (maySign(newest)) {
        signing.add(primary);
      }
      for (PGPPublicKey key : ring) {
        if (!key.isMasterKey()) {
          PGPSignature binding = binding(primary, key);
          if (algorithm(key) != null && maySign(binding)) {
            signing.add(key);
          }
        }
      }
      return new PgpOwner(identity, signing);
    } catch (PGPException unsigned) {
      return null;
    }
  }

  /** What stands between angle brackets in the name; empty where nothing does. */
  String address() {
    int start = identity.indexOf('<');
    int end = identity.indexOf('>', start + 1);
    return start < 0
        ? ""
        : identity.substring(start + 1, end < 0 ? identity.length() : end).strip();
  }

  /** The name of the algorithm with which a key signs; null where it cannot. */
  static @Nullable String algorithm(PGPPublicKey key) {
    return switch (key.getAlgorithm()) {
      case PublicKeyAlgorithmTags.RSA_GENERAL, RSA_FOR_SIGNATURES -> "RSA";
      case PublicKeyAlgorithmTags.DSA -> "DSA";
      case PublicKeyAlgorithmTags.ECDSA -> "ECDSA";
      case PublicKeyAlgorithmTags.EDDSA_LEGACY -> "EdDSA";
      case PublicKeyAlgorithmTags.Ed25519 -> "Ed25519";
      case PublicKeyAlgorithmTags.Ed448 -> "ed448";
      default -> null;
    };
  }

  /** Whether a signature of the owner's lets a key sign: without flags everything is allowed. */
  private static boolean maySign(PGPSignature own) {
    return own.getHashedSubPackets() == null
        || !own.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
        || signs(own);
  }

  /** Whether a signature says that a key signs. */
  private static boolean signs(PGPSignature own) {
    return own.getHashedSubPackets() != null
        && (own.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
  }

  /** Whether a key that signs has itself signed that it is the owner's. */
  private static boolean isBoundBack(PGPPublicKey primary, PGPPublicKey key, PGPSignature binding)
      throws PGPException {
    for (PGPSignatureSubpacketVector packets :
        new PGPSignatureSubpacketVector[] {
          binding.getHashedSubPackets(), binding.getUnhashedSubPackets()
        }) {
      for (PGPSignature back : packets.getEmbeddedSignatures()) {
        begin(back, key);
        return back.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
            && back.verifyCertification(primary, key);
      }
    }
    return false;
  }

  /** The owner's newest signature of a name; null for none. */
  private static @Nullable PGPSignature certification(PGPPublicKey primary, String name)
      throws PGPException {
    PGPSignature newest = null;
    for (Iterator<PGPSignature> all = primary.getSignaturesForID(name); all.hasNext(); ) {
      PGPSignature signature = all.next();
      if (signature.getKeyID() == primary.getKeyID()) {
        begin(signature, primary);
        demand(signature.verifyCertification(name, primary), "user ID self-signature invalid");
        newest = signature.isCertification() ? newer(newest, signature) : newest;
      }
    }
    return newest;
  }

  private static PGPSignature binding(PGPPublicKey primary, PGPPublicKey key) throws PGPException {
    PGPSignature newest = null;
    for (Iterator<PGPSignature> all = key.getSignatures(); all.hasNext(); ) {
      PGPSignature signature = all.next();
      begin(signature, primary);
      demand(signature.verifyCertification(primary, key), "subkey signature invalid");
      demand(!signs(signature) || isBoundBack(primary, key, signature), "no cross-signature");
      newest =
          signature.getSignatureType() == PGPSignature.SUBKEY_BINDING
              ? newer(newest, signature)
              : newest;
    }
    if (newest == null) {
      throw new PGPException("subkey packet not followed by signature");
    }
    return newest;
  }

  private static PGPSignature newer(@Nullable PGPSignature one, PGPSignature other) {
    return one == null || AGE.compare(other, one) > 0 ? other : one;
  }

  /** Makes ready to see whether a signature is by a key. */
  static void begin(PGPSignature signature, PGPPublicKey key) throws PGPException {
    // the library casts the key to what the signature says it is
    demand(
        signature.getKeyAlgorithm() == key.getAlgorithm(),
        "public key and signature use different algorithms");
    signature.init(new BcPGPContentVerifierBuilderProvider(), key);
  }

  private static void demand(boolean holds, String otherwise) throws PGPException {
    if (!holds) {
      throw new PGPException(otherwise);
    }
  }
}
