package dev.ephor.context;

/**
 * Images and what is stored beside them, as a registry serves them. Implementations answer the same
 * for as long as they are in use.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
public interface Registry {

  /** No registry can be reached. */
  Registry OFFLINE = new Offline();

  /**
   * A manifest.
   *
   * @param digest its digest with the algorithm: {@code sha256:...}
   * @param content its bytes; whoever uses them checks that they have the digest
   */
  record Manifest(String digest, byte[] content) {}

  /**
   * The manifest of an image, or of what is stored as one.
   *
   * @param repository the registry and path: {@code ghcr.io/acme/api}
   * @param reference a tag or a digest
   */
  Manifest manifest(String repository, String reference) throws RegistryFailure;

  /** The bytes that have a digest. */
  byte[] blob(String repository, String digest) throws RegistryFailure;

  /** Nothing can be had. */
  final class RegistryFailure extends Exception {
    private final boolean unreachable;
    private final String reason;

    /**
     * @param reason in words
     * @param unreachable whether nobody could be asked, so that nothing is known
     */
    public RegistryFailure(String reason, boolean unreachable) {
      super(reason, null, false, false);
      this.reason = reason;
      this.unreachable = unreachable;
    }

    public String reason() {
      return reason;
    }

    public boolean unreachable() {
      return unreachable;
    }
  }

  /** See {@link #OFFLINE}. */
  record Offline() implements Registry {
    @Override
    public Manifest manifest(String repository, String reference) throws RegistryFailure {
      throw failure(repository);
    }

    @Override
    public byte[] blob(String repository, String digest) throws RegistryFailure {
      throw failure(repository);
    }

    private static RegistryFailure failure(String repository) {
      int slash = repository.indexOf('/');
      String host = slash < 0 ? repository : repository.substring(0, slash);
      return new RegistryFailure("Get \"https://" + host + "/v2/\": no network", true);
    }
  }
}
