package dev.ephor.rule.verifyimages;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Someone who vouches for images.
 *
 * @param node the entry
 * @param authority how it is known that they do
 * @param repository where their signatures are; empty for beside the image
 * @param annotations what their signatures must say; null for what the verification demands
 */
public record Attestor(
    MapValue node,
    Authority authority,
    String repository,
    @Nullable Map<String, String> annotations) {

  private static final Pattern PUBLIC_KEY =
      Pattern.compile(
          "-----BEGIN PUBLIC KEY-----[^-]*-----END PUBLIC KEY-----", Pattern.CASE_INSENSITIVE);

  /** How a signature is known to be someone's. */
  public sealed interface Authority {

    /** What messages call it after the path of the entry: {@code .keys}. */
    default String label() {
      return "";
    }
  }

  /**
   * A key.
   *
   * @param key in PEM, or the name of a key that a service or a cluster holds
   * @param algorithm the hash: {@code sha256}, {@code sha384} or {@code sha512}
   * @param log what is demanded of the transparency log
   */
  public record Key(String key, String algorithm, Log log) implements Authority {
    @Override
    public String label() {
      return ".keys";
    }
  }

  /**
   * A certificate.
   *
   * @param certificate in PEM; empty for none
   * @param chain the certificates of those who issued it, in PEM; empty for none
   * @param log what is demanded of the transparency log
   */
  public record Certificate(String certificate, String chain, Log log) implements Authority {
    @Override
    public String label() {
      return ".certificates";
    }
  }

  /** An identity that the services of sigstore vouch for. */
  public record Keyless() implements Authority {
    @Override
    public String label() {
      return ".keyless";
    }
  }

  /** Others, who vouch together. */
  public record Nested(AttestorSet set) implements Authority {}

  /** Nobody in particular. */
  public record Nobody() implements Authority {}

  /**
   * What is demanded of the transparency log.
   *
   * @param ignored whether a signature need not be in it
   * @param key the log's own key in PEM; empty for the public one, which is not known offline
   */
  public record Log(boolean ignored, String key) {
    static Log of(@Nullable MapValue rekor) {
      return rekor == null
          ? new Log(false, "")
          : new Log(flag(rekor, "ignoreTlog"), text(rekor, "pubkey"));
    }
  }

  /**
   * Several attestors.
   *
   * @param count how many of them must vouch; 0 for all
   * @param entries who they are; an entry with several keys counts as several entries
   */
  public record AttestorSet(int count, List<Attestor> entries) {

    public AttestorSet {
      entries = List.copyOf(entries);
    }

    /** How many must vouch. */
    public int required() {
      return count == 0 ? entries.size() : count;
    }

    static AttestorSet of(MapValue node) {
      List<Attestor> entries = new ArrayList<>();
      ListValue written = node.list("entries");
      for (Value item : written == null ? List.<Value>of() : written.values()) {
        if (item instanceof MapValue entry) {
          entries.addAll(Attestor.of(entry));
        }
      }
      return new AttestorSet(
          node.child("count") instanceof Scalar scalar && scalar.content() instanceof Long count
              ? count.intValue()
              : 0,
          entries);
    }

    /** The sets that stand in a list; none where there is no list. */
    static List<AttestorSet> list(@Nullable ListValue written) {
      List<AttestorSet> sets = new ArrayList<>();
      for (Value item : written == null ? List.<Value>of() : written.values()) {
        if (item instanceof MapValue set) {
          sets.add(of(set));
        }
      }
      return List.copyOf(sets);
    }
  }

  /** Nobody in particular, for statements that anyone may have signed. */
  public static Attestor nobody(MapValue node) {
    return new Attestor(node, new Nobody(), "", null);
  }

  /** Reads an entry: one attestor, or one for each of its keys. */
  static List<Attestor> of(MapValue entry) {
    MapValue keys = entry.map("keys");
    List<String> several = keys == null ? List.of() : publicKeys(text(keys, "publicKeys"));
    if (keys == null || several.size() < 2) {
      Authority authority = keys == null ? authority(entry) : key(keys);
      return List.of(new Attestor(entry, authority, text(entry, "repository"), annotations(entry)));
    }
    return several.stream()
        .map(key -> new Attestor(entry, new Key(key, "sha256", Log.of(null)), "", null))
        .toList();
  }

  private static Authority authority(MapValue entry) {
    MapValue certificates = entry.map("certificates");
    if (certificates != null) {
      return new Certificate(
          text(certificates, "cert"),
          text(certificates, "certChain"),
          Log.of(certificates.map("rekor")));
    }
    MapValue nested = entry.map("attestor");
    if (entry.map("keyless") != null) {
      return new Keyless();
    }
    return nested == null ? new Nobody() : new Nested(AttestorSet.of(nested));
  }

  private static Key key(MapValue keys) {
    MapValue secret = keys.map("secret");
    String key = text(keys, "publicKeys");
    if (key.isEmpty() && secret != null) {
      key = "k8s://" + text(secret, "namespace") + "/" + text(secret, "name");
    } else if (key.isEmpty()) {
      key = text(keys, "kms");
    }
    String algorithm = text(keys, "signatureAlgorithm");
    return new Key(key, algorithm.isEmpty() ? "sha256" : algorithm, Log.of(keys.map("rekor")));
  }

  private static List<String> publicKeys(String text) {
    List<String> keys = new ArrayList<>();
    Matcher matcher = PUBLIC_KEY.matcher(text);
    while (matcher.find()) {
      keys.add(matcher.group());
    }
    return keys;
  }

  static @Nullable Map<String, String> annotations(MapValue holder) {
    MapValue written = holder.map("annotations");
    if (written == null) {
      return null;
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    for (String key : written.keys()) {
      annotations.put(key, text(written, key));
    }
    return annotations;
  }

  private static boolean flag(MapValue map, String field) {
    return map.child(field) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content());
  }

  private static String text(MapValue map, String field) {
    return Objects.requireNonNullElse(map.string(field), "");
  }
}
