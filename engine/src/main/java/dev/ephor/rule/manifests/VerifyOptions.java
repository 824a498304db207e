package dev.ephor.rule.manifests;

import dev.ephor.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With what a signature is to be verified.
 *
 * <p>Kyverno 1.19: all attestors of a rule write into one set of options and none is cleared, so an
 * attestor also sees what those before it have asked.
 *
 * @param clause the clause of the last attestor: {@code .keys}, {@code .certificates}, {@code
 *     .keyless}, or nothing
 * @param key a public key or a reference to one; empty for none
 * @param trusted the key, read; null where it cannot be, or is an earlier attestor's, for such a
 *     one is gone
 * @param certificate whether a certificate was named
 * @param signer the subject that must have signed; empty for anybody
 * @param bundle the image that holds the signed manifests; empty for the resource's annotations
 */
record VerifyOptions(
    String clause,
    String key,
    @Nullable TrustedKey trusted,
    boolean certificate,
    String signer,
    String bundle) {

  private static final String UNREADABLE =
      "failed to judge signature type from public key configuration";
  private static final String TWO =
      "exactly one of: key reference (--key), certificate (--cert) or hardware token (--sk) must be"
          + " provided";
  private static final String NOTHING =
      "provide a key with --key or --sk, a certificate to verify against with --certificate, or a"
          + " bundle with --bundle";
  private static final String NOBODY =
      "--certificate-identity or --certificate-identity-regexp is required for verification in"
          + " keyless mode";

  /** The options before the first attestor. */
  static VerifyOptions of(@Nullable String repository) {
    return new VerifyOptions("", "", null, false, "", repository == null ? "" : repository);
  }

  /** The options when an attestor has written its own. */
  VerifyOptions with(Attestors.Attestor attestor) {
    MapValue node = attestor.node();
    String own = node.string("repository");
    String image = own == null || own.isEmpty() ? bundle : own;
    if (node.map("keys") != null) {
      return new VerifyOptions(
          ".keys", attestor.key(), attestor.trusted(), certificate, signer, image);
    }
    MapValue certificates = node.map("certificates");
    if (certificates != null) {
      boolean named = certificate || !text(certificates, "cert").isEmpty();
      return new VerifyOptions(".certificates", key, null, named, signer, image);
    }
    MapValue keyless = node.map("keyless");
    return keyless == null
        ? new VerifyOptions("", key, null, certificate, signer, image)
        : new VerifyOptions(".keyless", key, null, certificate, text(keyless, "subject"), image);
  }

  /** What makes the key unusable for any signature; null for nothing, or where there is no key. */
  @Nullable String unusable() {
    return !key.isEmpty() && trusted == null ? UNREADABLE : null;
  }

  /**
   * What is against a signature whoever made it, for these options cannot verify one; null for
   * nothing.
   */
  @Nullable String contradiction() {
    if (trusted instanceof TrustedKey.Pgp) {
      return null;
    }
    if (certificate) {
      return key.isEmpty() ? NOBODY : TWO;
    }
    return key.isEmpty() ? NOTHING : null;
  }

  /** The identity that a trial is about, as the reference writes it. */
  String identity() {
    return !key.isEmpty() ? "publickey 1/1" : signer.isEmpty() ? "" : "signer 1/1";
  }

  /** Whether it may be somebody's signature; somebody without a name is empty. */
  boolean accepts(String somebody) {
    return accepts(signer.strip(), somebody)
        || List.of(signer.split(",", -1)).stream().anyMatch(one -> accepts(one.strip(), somebody));
  }

  private static boolean accepts(String pattern, String somebody) {
    if (pattern.isEmpty() || pattern.equals(somebody)) {
      return true;
    }
    if (pattern.equals("-")) {
      return somebody.isEmpty();
    }
    return pattern.endsWith("*") && somebody.startsWith(pattern.replaceAll("\\*+$", ""));
  }

  private static String text(MapValue map, String field) {
    String text = map.string(field);
    return text == null ? "" : text;
  }
}
