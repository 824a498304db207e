package dev.ephor.rule.verifyimages;

import dev.ephor.context.Registry;
import dev.ephor.context.Registry.Manifest;
import dev.ephor.context.Registry.RegistryFailure;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What cosign stores beside an image: the layers of an image that is named after its digest.
 *
 * @see <a href="https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md">cosign:
 *     signature specification</a>
 */
final class CosignLayers {

  private static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

  private CosignLayers() {}

  /**
   * One layer.
   *
   * @param mediaType what it is
   * @param annotations what is said of it: signature, certificate and others
   * @param content its bytes, which have the digest that the manifest says
   */
  record Layer(String mediaType, MapValue annotations, byte[] content) {
    String annotation(String name) {
      return Objects.requireNonNullElse(annotations.string(name), "");
    }
  }

  /** The digest of an image's manifest. */
  static String digest(Image image, Registry registry) throws VerificationFailure {
    if (!image.reference().digest().isEmpty()) {
      return image.reference().digest();
    }
    try {
      return checked(registry.manifest(image.repository(), image.reference().tag())).digest();
    } catch (RegistryFailure failure) {
      throw VerificationFailure.of(failure);
    }
  }

  /**
   * The layers that are stored beside an image; none when nothing is.
   *
   * @param repository where they are stored
   * @param suffix {@code sig} or {@code att}
   */
  static List<Layer> beside(String digest, String repository, String suffix, Registry registry)
      throws VerificationFailure {
    Manifest manifest;
    try {
      manifest = checked(registry.manifest(repository, digest.replace(':', '-') + "." + suffix));
    } catch (RegistryFailure failure) {
      if (failure.unreachable()) {
        throw VerificationFailure.of(failure);
      }
      return List.of();
    }
    List<Layer> layers = new ArrayList<>();
    ListValue written = map(manifest.content()).list("layers");
    for (Value item : written == null ? List.<Value>of() : written.values()) {
      if (item instanceof MapValue layer) {
        layers.add(layer(layer, repository, registry));
      }
    }
    return layers;
  }

  private static Layer layer(MapValue descriptor, String repository, Registry registry)
      throws VerificationFailure {
    String digest = Objects.requireNonNullElse(descriptor.string("digest"), "");
    MapValue annotations = descriptor.map("annotations");
    byte[] content;
    try {
      content = registry.blob(repository, digest);
    } catch (RegistryFailure failure) {
      throw VerificationFailure.of(failure);
    }
    if (!sha256(content).equals(digest)) {
      throw new VerificationFailure("a layer does not have its digest " + digest, false);
    }
    return new Layer(
        Objects.requireNonNullElse(descriptor.string("mediaType"), ""),
        annotations == null ? NOTHING : annotations,
        content);
  }

  private static Manifest checked(Manifest manifest) throws VerificationFailure {
    if (!sha256(manifest.content()).equals(manifest.digest())) {
      throw new VerificationFailure(
          "a manifest does not have its digest " + manifest.digest(), false);
    }
    return manifest;
  }

  /** The digest of some bytes as registries write it. */
  static String sha256(byte[] content) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256:" + HexFormat.of().formatHex(sha.digest(content));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /** Reads a JSON object; what is none is empty. */
  static MapValue map(byte[] json) {
    return map(new String(json, StandardCharsets.UTF_8));
  }

  static MapValue map(@Nullable String json) {
    try {
      return json != null && GoJsonReader.read(json) instanceof MapValue map ? map : NOTHING;
    } catch (JsonException bad) {
      return NOTHING;
    }
  }
}
