package dev.ephor.rule.cel;

import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.rule.verifyimages.Attestor;
import dev.ephor.rule.verifyimages.Attestor.Authority;
import dev.ephor.rule.verifyimages.Attestor.Log;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An attestor of an ImageValidatingPolicy, as expressions hand it on.
 *
 * @param name by which expressions name it
 * @param notary whether it signs as Notary does, not as cosign
 * @param attestor who it is
 */
record ImageAttestor(String name, boolean notary, Attestor attestor) implements Opaque {

  @Override
  public String typeName() {
    return "v1beta1.Attestor";
  }

  /**
   * Reads an entry of {@code attestors}.
   *
   * @param computed what an {@code expression} that stands in place of a text comes to
   */
  static ImageAttestor of(MapValue node, Function<MapValue, String> computed) {
    String name = text(node, "name");
    MapValue cosign = node.map("cosign");
    if (cosign == null) {
      return new ImageAttestor(name, true, Attestor.nobody(node));
    }
    MapValue log = cosign.map("ctlog");
    MapValue source = cosign.map("source");
    Authority authority = authority(cosign, log(log), computed);
    return new ImageAttestor(
        name,
        false,
        new Attestor(
            node,
            authority,
            source == null ? "" : text(source, "repository"),
            annotations(cosign)));
  }

  private static Authority authority(
      MapValue cosign, Log log, Function<MapValue, String> computed) {
    MapValue key = cosign.map("key");
    MapValue certificate = cosign.map("certificate");
    if (key != null) {
      return new Attestor.Key(material(key, computed), algorithm(key), log);
    } else if (certificate != null) {
      return new Attestor.Certificate(
          value(certificate.map("cert"), computed),
          value(certificate.map("certChain"), computed),
          log);
    }
    return new Attestor.Keyless();
  }

  private static String material(MapValue key, Function<MapValue, String> computed) {
    if (!text(key, "expression").isEmpty()) {
      return computed.apply(key);
    }
    return text(key, text(key, "data").isEmpty() ? "kms" : "data");
  }

  private static String algorithm(MapValue key) {
    String written = text(key, "hashAlgorithm");
    return written.isEmpty() ? "sha256" : written;
  }

  private static String value(@Nullable MapValue holder, Function<MapValue, String> computed) {
    if (holder == null) {
      return "";
    }
    return text(holder, "expression").isEmpty() ? text(holder, "value") : computed.apply(holder);
  }

  private static Log log(@Nullable MapValue written) {
    return written == null
        ? new Log(false, "")
        : new Log(
            written.child("insecureIgnoreTlog") instanceof Scalar scalar
                && Boolean.TRUE.equals(scalar.content()),
            text(written, "rekorPubKey"));
  }

  private static Map<String, String> annotations(MapValue cosign) {
    MapValue written = cosign.map("annotations");
    Map<String, String> annotations = new LinkedHashMap<>();
    if (written != null) {
      written.keys().forEach(key -> annotations.put(key, text(written, key)));
    }
    return annotations;
  }

  private static String text(MapValue map, String field) {
    return Objects.requireNonNullElse(map.string(field), "");
  }
}
