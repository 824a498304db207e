package dev.ephor.kubernetes;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a container image, completed as Kyverno completes it.
 *
 * @param registry the host and port; empty where none is shown
 * @param path the repository, with the name as its last part
 * @param tag the tag; empty where a digest alone is given
 * @param digest the digest with its algorithm; empty where none is given
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
public record ImageReference(String registry, String path, String tag, String digest) {

  private static final String LABEL = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)";
  private static final String HOST =
      "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
  private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
  private static final String DIGEST =
      "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?:("
              + HOST
              + ")/)?("
              + PART
              + "(?:/"
              + PART
              + ")*)(?::("
              + TAG
              + "))?(?:@("
              + DIGEST
              + "))?");
  private static final Map<String, Integer> DIGEST_LENGTHS =
      Map.of("sha256", 64, "sha384", 96, "sha512", 128);
  private static final int LONGEST_PATH = 255;

  /** A text that is no image reference; the message is that of Kyverno. */
  public static final class InvalidImage extends Exception {
    InvalidImage(String message) {
      super(message);
    }
  }

  /**
   * Reads a reference. Without a registry the default one is meant; without tag and digest {@code
   * latest}.
   *
   * @param text what is written
   * @param defaultRegistry the registry that is meant where none is written
   * @param showDefault whether that registry then becomes part of the reference
   * @throws InvalidImage when the text is no reference
   */
  public static ImageReference parse(String text, String defaultRegistry, boolean showDefault)
      throws InvalidImage {
    boolean completed = !namesRegistry(text);
    String full = completed ? defaultRegistry + "/" + text : text;
    Matcher matcher = WHOLE.matcher(full);
    String reason = matcher.matches() ? digestProblem(matcher.group(4)) : formProblem(full);
    if (reason.isEmpty() && matcher.group(2).length() > LONGEST_PATH) {
      reason = "repository name must not be more than " + LONGEST_PATH + " characters";
    }
    if (!reason.isEmpty()) {
      throw new InvalidImage(
          "bad image: "
              + full
              + ", defaultRegistry: "
              + defaultRegistry
              + ", enableDefaultRegistryMutation: "
              + showDefault
              + ": "
              + reason);
    }
    String registry = completed && !showDefault ? "" : orEmpty(matcher.group(1));
    String tag = orEmpty(matcher.group(3));
    String digest = orEmpty(matcher.group(4));
    boolean bare = tag.isEmpty() && digest.isEmpty();
    return new ImageReference(registry, matcher.group(2), bare ? "latest" : tag, digest);
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The full reference; a digest hides the tag. */
  @Override
  public String toString() {
    return repository() + (digest.isEmpty() ? ":" + tag : "@" + digest);
  }

  /** The reference with its tag, which may be empty, and without its digest. */
  public String withTag() {
    return repository() + ":" + tag;
  }

  private String repository() {
    return registry.isEmpty() ? path : registry + "/" + path;
  }

  private static boolean namesRegistry(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String first = text.substring(0, slash);
    return first.contains(".")
        || first.contains(":")
        || first.equals("localhost")
        || !first.toLowerCase(Locale.ROOT).equals(first);
  }

  private static String formProblem(String full) {
    return WHOLE.matcher(full.toLowerCase(Locale.ROOT)).matches()
        ? "repository name must be lowercase"
        : "invalid reference format";
  }

  private static String digestProblem(@Nullable String digest) {
    if (digest == null) {
      return "";
    }
    int colon = digest.indexOf(':');
    Integer length = DIGEST_LENGTHS.get(digest.substring(0, colon));
    if (length == null) {
      return "unsupported digest algorithm";
    }
    String encoded = digest.substring(colon + 1);
    if (encoded.length() != length) {
      return "invalid checksum digest length";
    }
    return encoded.equals(encoded.toLowerCase(Locale.ROOT)) ? "" : "invalid checksum digest format";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
