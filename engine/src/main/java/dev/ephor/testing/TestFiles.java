package dev.ephor.testing;

import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that one test names, by their names as they are written there, relative to the test's
 * folder. Whoever runs tests reads them.
 */
public interface TestFiles {

  /** Something that a test names cannot be read. */
  final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Place place;

    /**
     * @param message which file, and why
     */
    public Unreadable(String message) {
      this(message, null);
    }

    /**
     * @param place where in a file; null where that is not known
     */
    public Unreadable(String message, @Nullable Place place) {
      super(message);
      this.place = place;
    }

    /** Where in a file; null where that is not known. */
    public @Nullable Place place() {
      return place;
    }
  }

  /**
   * The policies of a file, or of all files in a folder and below it. Documents that are no
   * policies are left out; a path that does not exist holds none.
   *
   * @throws Unreadable when one of them cannot be decoded, with its file and the reason
   */
  List<LoadedPolicy> policies(String path) throws Unreadable;

  /**
   * The documents among the policies of {@link #policies} that say where admission policies hold.
   *
   * @throws Unreadable when one of the files cannot be read
   */
  List<MapValue> bindings(String path) throws Unreadable;

  /**
   * The Kubernetes objects of a file, or of the files in a folder and not below it: what has a
   * kind, lists item by item.
   *
   * @throws Unreadable when there is no such path, or it holds what is no YAML
   */
  List<MapValue> objects(String path) throws Unreadable;

  /**
   * All documents of a file that are maps.
   *
   * @throws Unreadable when there is no such file, or it holds what is no YAML
   */
  List<MapValue> documents(String path) throws Unreadable;

  /** How rows name a file: from where the tests are run. */
  default String shown(String path) {
    return path;
  }
}
