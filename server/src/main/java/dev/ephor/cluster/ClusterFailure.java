package dev.ephor.cluster;

/** A cluster cannot be asked at all; the message says why, and how to mend it. */
public final class ClusterFailure extends Exception {

  private static final long serialVersionUID = 1L;

  ClusterFailure(String message) {
    super(message);
  }
}
