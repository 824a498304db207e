package dev.ephor.cluster;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;

/** An API server, asked by path. */
interface ApiServer {

  /** What came of a request. */
  sealed interface Answer {

    /** The body. */
    record Found(Value body) implements Answer {}

    /**
     * The server refused, or nobody answered.
     *
     * @param status of HTTP; 0 where nobody answered
     * @param reason in the server's words
     */
    record Failed(int status, String reason) implements Answer {

      /** Whether rights are missing. */
      boolean denied() {
        return status == 401 || status == 403;
      }
    }
  }

  /**
   * Reads.
   *
   * @param path with its query
   */
  Answer get(String path);

  /** Sends an object that the server judges and does not keep. */
  Answer review(String path, MapValue object);

  /** The address, for messages. */
  String address();
}
