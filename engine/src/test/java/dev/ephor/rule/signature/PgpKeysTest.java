package dev.ephor.rule.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Keys and signatures with broken bytes: a key or none, a signer or a refusal, no crash. */
class PgpKeysTest {

  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
  private static final PgpSigner ANN = new PgpSigner("Ann <ann@example.org>");

  @Property(tries = 1000)
  void brokenKeys(@ForAll long seed) throws PgpKeys.Refused {
    PgpKeys keys = PgpKeys.read(broken(ANN.publicKey(), seed));
    if (keys != null) {
      try {
        assertThat(keys.signer(MESSAGE, ANN.signed(MESSAGE))).isNotNull();
      } catch (PgpKeys.Refused refused) {
        assertThat(refused).hasMessageStartingWith("openpgp: ");
      }
    }
  }

  @Property(tries = 1000)
  void brokenSignatures(@ForAll long seed) {
    PgpKeys keys = PgpKeys.read(ANN.publicKey());
    String signature = ANN.signed(MESSAGE);
    try {
      keys.signer("another message".getBytes(StandardCharsets.UTF_8), broken(signature, seed));
      fail("accepted " + seed);
    } catch (PgpKeys.Refused refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  /** The same armor around bytes of which some are others, or which are cut off. */
  private static String broken(String armored, long seed) {
    Random random = new Random(seed);
    int start = armored.indexOf("\n\n") + 2;
    int end = armored.indexOf("\n=", start);
    byte[] bytes = Base64.getMimeDecoder().decode(armored.substring(start, end));
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    return armored.substring(0, start)
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END"
        + armored.substring(armored.indexOf("-----END") + 8);
  }
}
