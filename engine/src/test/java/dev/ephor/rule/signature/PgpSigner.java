package dev.ephor.rule.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/** Somebody with OpenPGP keys: one that certifies and signs, and another that signs. */
public final class PgpSigner {

  private final PGPKeyPair primary;
  private final PGPKeyPair sub;
  private final PGPPublicKeyRing ring;

  public PgpSigner(String name) {
    try {
      PGPKeyPairGenerator generator = new BcPGPKeyPairGeneratorProvider().get(4, new Date());
      primary = generator.generateLegacyEd25519KeyPair();
      sub = generator.generateNistP256ECDSAKeyPair();
      PGPKeyRingGenerator rings =
          new PGPKeyRingGenerator(
              PGPSignature.POSITIVE_CERTIFICATION,
              primary,
              name,
              new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
              flags(KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA),
              null,
              signing(primary),
              null);
      rings.addSubKey(sub, flags(KeyFlags.SIGN_DATA), null, signing(sub));
      ring = rings.generatePublicKeyRing();
    } catch (PGPException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** In armor. */
  public String publicKey() {
    return armored(ring);
  }

  /** The key with one more name, whose signature is of another name. */
  public String publicKeyWithForgedName(String name) {
    PGPPublicKey key = ring.getPublicKey();
    PGPSignature other = key.getSignaturesForID(key.getUserIDs().next()).next();
    return armored(
        PGPPublicKeyRing.insertPublicKey(ring, PGPPublicKey.addCertification(key, name, other)));
  }

  public String signed(byte[] message) {
    return signed(primary, message);
  }

  public String signedBySubkey(byte[] message) {
    return signed(sub, message);
  }

  private static String signed(PGPKeyPair by, byte[] message) {
    try {
      PGPSignatureGenerator generator = new PGPSignatureGenerator(signing(by), by.getPublicKey());
      generator.init(PGPSignature.BINARY_DOCUMENT, by.getPrivateKey());
      generator.update(message);
      return armored(generator.generate());
    } catch (PGPException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String armored(Object packets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArmoredOutputStream armor = ArmoredOutputStream.builder().build(bytes)) {
      if (packets instanceof PGPPublicKeyRing keys) {
        keys.encode(armor);
      } else {
        ((PGPSignature) packets).encode(armor);
      }
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static BcPGPContentSignerBuilder signing(PGPKeyPair by) {
    return new BcPGPContentSignerBuilder(
        by.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512);
  }

  private static PGPSignatureSubpacketVector flags(int flags) {
    PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
    packets.setKeyFlags(flags);
    return packets.generate();
  }
}
