package dev.ephor.rule.verifyimages;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.rule.verifyimages.Attestor.AttestorSet;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code verifyImages}.
 *
 * @param node the entry
 * @param type {@code Cosign}, {@code SigstoreBundle} or {@code Notary}
 * @param imageReferences patterns, one of which an image must match to be concerned
 * @param skipImageReferences patterns of images that are left out
 * @param attestors who must sign; each set must be satisfied
 * @param attestations statements that must be there
 * @param repository where signatures are; empty for beside the image
 * @param annotations what signatures must say; null for nothing
 * @param mutateDigest whether tags are replaced by digests
 * @param verifyDigest whether images must have digests
 * @param required whether images must have been verified
 */
public record ImageVerification(
    MapValue node,
    String type,
    List<String> imageReferences,
    List<String> skipImageReferences,
    List<AttestorSet> attestors,
    List<Attestation> attestations,
    String repository,
    @Nullable Map<String, String> annotations,
    boolean mutateDigest,
    boolean verifyDigest,
    boolean required) {

  /**
   * A statement about an image.
   *
   * @param node the entry
   * @param name under which conditions elsewhere ask for it; empty for none
   * @param type the type of its predicate
   * @param attestors who must have signed it
   */
  public record Attestation(MapValue node, String name, String type, List<AttestorSet> attestors) {}

  /** Reads an entry without variables. */
  public static ImageVerification of(MapValue node) {
    List<String> references = strings(node.list("imageReferences"));
    String image = text(node, "image");
    List<AttestorSet> attestors = new ArrayList<>(AttestorSet.list(node.list("attestors")));
    if (!image.isEmpty()) {
      references = List.of(image);
    }
    if (attestors.isEmpty() && node.child("key") != null) {
      attestors.add(AttestorSet.of(keyed(node, text(node, "key"))));
    }
    List<Attestation> attestations = new ArrayList<>();
    ListValue written = node.list("attestations");
    for (Value item : written == null ? List.<Value>of() : written.values()) {
      if (item instanceof MapValue map) {
        String type = text(map, "type");
        attestations.add(
            new Attestation(
                map,
                text(map, "name"),
                type.isEmpty() ? text(map, "predicateType") : type,
                AttestorSet.list(map.list("attestors"))));
      }
    }
    return new ImageVerification(
        node,
        text(node, "type"),
        references,
        strings(node.list("skipImageReferences")),
        List.copyOf(attestors),
        List.copyOf(attestations),
        text(node, "repository"),
        Attestor.annotations(node),
        flag(node, "mutateDigest"),
        flag(node, "verifyDigest"),
        flag(node, "required"));
  }

  /** Whether the verification is about an image. */
  public boolean concerns(Image image) {
    return matches(imageReferences, image);
  }

  /** Whether an image is left out. */
  public boolean skips(Image image) {
    return matches(skipImageReferences, image);
  }

  /** Whether there is something to verify besides digests. */
  public boolean verifies() {
    return !attestors.isEmpty() || !attestations.isEmpty();
  }

  private static boolean matches(List<String> patterns, Image image) {
    String text = image.toString();
    return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, text));
  }

  /** The older spelling of one key as the newer one. */
  private static MapValue keyed(MapValue node, String key) {
    Scalar pem = new Scalar(key, node.source(), node.node());
    MapValue keys = map(node).put("publicKeys", pem).build();
    ListValue entries =
        ListValue.of(List.of(map(node).put("keys", keys).build()), node.source(), node.node());
    return map(node).put("entries", entries).build();
  }

  private static MapValue.Builder map(MapValue node) {
    return MapValue.builder(node.source(), node.node());
  }

  private static List<String> strings(@Nullable ListValue list) {
    return list == null
        ? List.of()
        : list.values().stream().map(Value::asString).filter(Objects::nonNull).toList();
  }

  /** These flags hold where nothing is written. */
  private static boolean flag(MapValue map, String field) {
    return !(map.child(field) instanceof Scalar scalar && Boolean.FALSE.equals(scalar.content()));
  }

  private static String text(MapValue map, String field) {
    return Objects.requireNonNullElse(map.string(field), "");
  }
}
