package dev.ephor.evaluation;

import dev.ephor.context.Registry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A registry in memory, whose images people with keys of their own can sign as cosign does. */
final class SignedImages implements Registry {

  private static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";

  private final Map<String, byte[]> manifests = new HashMap<>();
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Map<String, List<String>> layers = new HashMap<>();

  /** Someone with a key. */
  record Signer(KeyPair keys, String algorithm) {

    static Signer of(String keyAlgorithm, int size, String algorithm) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
        if (size > 0) {
          generator.initialize(size);
        }
        return new Signer(generator.generateKeyPair(), algorithm);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    String publicKey() {
      return "-----BEGIN PUBLIC KEY-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(keys.getPublic().getEncoded())
          + "\n-----END PUBLIC KEY-----\n";
    }

    String sign(byte[] content) {
      try {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return Base64.getEncoder().encodeToString(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  static Signer ellipticCurve() {
    return Signer.of("EC", 256, "SHA256withECDSA");
  }

  /** Pushes an image and gives its digest. */
  String push(String repository, String tag) {
    byte[] manifest = bytes("{\"schemaVersion\":2,\"tag\":\"" + tag + "\"}");
    manifests.put(repository + ":" + tag, manifest);
    manifests.put(repository + ":" + digest(manifest), manifest);
    return digest(manifest);
  }

  /** Signs a digest, with a payload that says something of it. */
  void sign(String repository, String digest, Signer signer, String optional) {
    byte[] payload = payload(repository, digest, optional);
    add(repository, digest, "sig", payload, SIMPLE_SIGNING, signer.sign(payload), "");
  }

  /** Puts a signature beside a digest that somebody made elsewhere. */
  void signed(String repository, String digest, String signature) {
    byte[] payload = payload(repository, digest, "null");
    add(repository, digest, "sig", payload, SIMPLE_SIGNING, signature, "");
  }

  /** Signs a digest, and lets a transparency log promise that it knows of it. */
  void signLogged(String repository, String digest, Signer signer, Signer log) {
    byte[] payload = payload(repository, digest, "null");
    String signature = signer.sign(payload);
    String body =
        "{\"spec\":{\"data\":{\"hash\":{\"value\":\""
            + digest(payload).substring("sha256:".length())
            + "\"}},\"signature\":{\"content\":\""
            + signature
            + "\"}}}";
    String entry =
        "{\"body\":\""
            + Base64.getEncoder().encodeToString(bytes(body))
            + "\",\"integratedTime\":1700000000,\"logID\":\"c0\",\"logIndex\":7}";
    String bundle =
        "{\"SignedEntryTimestamp\":\"" + log.sign(bytes(entry)) + "\",\"Payload\":" + entry + "}";
    add(
        repository,
        digest,
        "sig",
        payload,
        SIMPLE_SIGNING,
        signature,
        ",\"dev.sigstore.cosign/bundle\":\"" + bundle.replace("\"", "\\\"") + "\"");
  }

  private static byte[] payload(String repository, String digest, String optional) {
    return bytes(
        "{\"critical\":{\"identity\":{\"docker-reference\":\""
            + repository
            + "\"},\"image\":{\"docker-manifest-digest\":\""
            + digest
            + "\"},\"type\":\"cosign container image signature\"},\"optional\":"
            + optional
            + "}");
  }

  /** Signs a statement about a digest. */
  void attest(String repository, String digest, Signer signer, String type, String predicate) {
    byte[] statement =
        bytes(
            "{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"predicateType\":\""
                + type
                + "\",\"subject\":[{\"name\":\""
                + repository
                + "\",\"digest\":{\"sha256\":\""
                + digest.substring("sha256:".length())
                + "\"}}],\"predicate\":"
                + predicate
                + "}");
    String payloadType = "application/vnd.in-toto+json";
    String start =
        "DSSEv1 " + payloadType.length() + " " + payloadType + " " + statement.length + " ";
    String signature = signer.sign(bytes(start + new String(statement, StandardCharsets.UTF_8)));
    byte[] envelope =
        bytes(
            "{\"payloadType\":\""
                + payloadType
                + "\",\"payload\":\""
                + Base64.getEncoder().encodeToString(statement)
                + "\",\"signatures\":[{\"keyid\":\"\",\"sig\":\""
                + signature
                + "\"}]}");
    add(repository, digest, "att", envelope, "application/vnd.dsse.envelope.v1+json", "", "");
  }

  /** Damages what has a digest. */
  void corrupt() {
    blobs.replaceAll((digest, content) -> bytes(new String(content, StandardCharsets.UTF_8) + " "));
  }

  private void add(
      String repository,
      String digest,
      String suffix,
      byte[] content,
      String mediaType,
      String signature,
      String more) {
    String tag = repository + ":" + digest.replace(':', '-') + "." + suffix;
    blobs.put(digest(content), content);
    List<String> all = layers.computeIfAbsent(tag, key -> new ArrayList<>());
    all.add(
        "{\"mediaType\":\""
            + mediaType
            + "\",\"digest\":\""
            + digest(content)
            + "\",\"annotations\":{\"dev.cosignproject.cosign/signature\":\""
            + signature
            + "\""
            + more
            + "}}");
    manifests.put(tag, bytes("{\"schemaVersion\":2,\"layers\":[" + String.join(",", all) + "]}"));
  }

  @Override
  public Manifest manifest(String repository, String reference) throws RegistryFailure {
    byte[] content = manifests.get(repository + ":" + reference);
    if (content == null) {
      throw new RegistryFailure("MANIFEST_UNKNOWN: " + repository + ":" + reference, false);
    }
    return new Manifest(digest(content), content);
  }

  @Override
  public byte[] blob(String repository, String digest) throws RegistryFailure {
    byte[] content = blobs.get(digest);
    if (content == null) {
      throw new RegistryFailure("BLOB_UNKNOWN: " + digest, false);
    }
    return content;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
