package dev.ephor.rule.verifyimages;

import dev.ephor.rule.signature.PublicKeys;
import dev.ephor.rule.verifyimages.Attestor.Log;
import dev.ephor.rule.verifyimages.CosignLayers.Layer;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a signature is in the transparency log, as the log's signed promise beside the signature
 * says. The log itself is not asked.
 *
 * @see <a
 *     href="https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md#properties">cosign:
 *     bundle</a>
 */
final class TransparencyLog {

  private static final String BUNDLE = "dev.sigstore.cosign/bundle";
  private static final int LONGEST = 1_000_000;

  private TransparencyLog() {}

  /** What is missing in the log; null for nothing. */
  static @Nullable String problem(Layer layer, String signature, Log log) {
    if (log.ignored()) {
      return null;
    }
    if (log.key().isEmpty()) {
      return "the transparency log cannot be asked offline: set rekor.ignoreTlog or rekor.pubkey";
    }
    MapValue bundle = CosignLayers.map(layer.annotation(BUNDLE));
    MapValue payload = bundle.map("Payload");
    String promise = bundle.string("SignedEntryTimestamp");
    if (payload == null || promise == null) {
      return "the signature is not in the transparency log: it has no bundle";
    }
    try {
      if (!PublicKeys.verifies(
          PublicKeys.key(log.key()),
          "sha256",
          canonical(payload).getBytes(StandardCharsets.UTF_8),
          Base64.getDecoder().decode(promise))) {
        return "unable to verify SET";
      }
      return isAbout(payload, layer, signature)
          ? null
          : "the entry in the transparency log is about another signature";
    } catch (GeneralSecurityException | IllegalArgumentException bad) {
      return "the bundle of the transparency log cannot be read: " + bad.getMessage();
    }
  }

  /** What the log signs: these fields, sorted and without spaces. */
  private static String canonical(MapValue payload) {
    MapValue.Builder entry = MapValue.builder(Source.NONE, 0);
    for (String field : List.of("body", "integratedTime", "logID", "logIndex")) {
      Value value = payload.child(field);
      entry.put(field, value == null ? Scalar.of(null) : value);
    }
    return GoJson.write(entry.build(), LONGEST);
  }

  private static boolean isAbout(MapValue payload, Layer layer, String signature) {
    String body = Objects.requireNonNullElse(payload.string("body"), "");
    MapValue entry = CosignLayers.map(Base64.getDecoder().decode(body));
    String digest = CosignLayers.sha256(layer.content());
    return signature.equals(text(entry, "spec", "signature", "content"))
        && digest.endsWith(":" + text(entry, "spec", "data", "hash", "value"));
  }

  private static String text(MapValue map, String... path) {
    MapValue current = map;
    for (int i = 0; i < path.length - 1; i++) {
      MapValue next = current.map(path[i]);
      if (next == null) {
        return "";
      }
      current = next;
    }
    return Objects.requireNonNullElse(current.string(path[path.length - 1]), "");
  }
}
