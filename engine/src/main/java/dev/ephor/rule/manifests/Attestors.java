package dev.ephor.rule.manifests;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of attestors, some of whom must have signed.
 *
 * @param entries who
 * @param required how many of them
 */
record Attestors(List<Attestor> entries, int required) {

  /**
   * One of a set.
   *
   * @param key a public key, or something else that names one; empty for a nested set, certificates
   *     or keyless
   * @param trusted the key, read; null where it cannot be
   * @param nested a set that counts as one; null for a key
   */
  record Attestor(
      MapValue node, String key, @Nullable TrustedKey trusted, @Nullable Attestors nested) {}

  private static final String END = "-----END PUBLIC KEY-----";

  Attestors {
    entries = List.copyOf(entries);
  }

  /** Reads a set. Several keys in one text are as many attestors. */
  static Attestors read(MapValue set) {
    List<Attestor> entries = new ArrayList<>();
    ListValue written = set.list("entries");
    for (Value entry : written == null ? List.<Value>of() : written.values()) {
      if (entry instanceof MapValue node) {
        MapValue nested = node.map("attestor");
        MapValue keys = node.map("keys");
        String text = keys == null ? null : keys.string("publicKeys");
        if (nested != null) {
          entries.add(new Attestor(node, "", null, read(nested)));
        } else {
          for (String key : split(text == null ? "" : text)) {
            entries.add(new Attestor(node, key, TrustedKey.read(key), null));
          }
        }
      }
    }
    return new Attestors(
        entries,
        set.child("count") instanceof Scalar scalar
                && scalar.content() instanceof Number count
                && count.intValue() > 0
            ? count.intValue()
            : entries.size());
  }

  private static List<String> split(String text) {
    List<String> keys = new ArrayList<>();
    int at = 0;
    for (int end = text.indexOf(END); end >= 0; end = text.indexOf(END, at)) {
      keys.add(text.substring(at, end + END.length()).strip());
      at = end + END.length();
    }
    return keys.isEmpty() ? List.of(text) : keys;
  }
}
