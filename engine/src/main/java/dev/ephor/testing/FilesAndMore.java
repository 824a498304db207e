package dev.ephor.testing;

import dev.ephor.value.MapValue;
import java.util.List;

/**
 * The files of a test and one object more.
 *
 * @param given the files as they are
 * @param object what {@link #PATH} holds
 */
record FilesAndMore(TestFiles given, MapValue object) implements TestFiles {

  /** The name of a file that nobody can have. */
  static final String PATH = "\0added";

  @Override
  public List<LoadedPolicy> policies(String path) throws Unreadable {
    return given.policies(path);
  }

  @Override
  public List<MapValue> bindings(String path) throws Unreadable {
    return given.bindings(path);
  }

  @Override
  public List<MapValue> objects(String path) throws Unreadable {
    return path.equals(PATH) ? List.of(object) : given.objects(path);
  }

  @Override
  public List<MapValue> documents(String path) throws Unreadable {
    return given.documents(path);
  }

  @Override
  public String shown(String path) {
    return given.shown(path);
  }
}
