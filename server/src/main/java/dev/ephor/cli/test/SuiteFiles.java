package dev.ephor.cli.test;

import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.TestFiles;
import dev.ephor.value.MapValue;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that one test names.
 *
 * @param folder the test's folder
 * @param files those of all tests
 */
record SuiteFiles(Path folder, ReadFiles files) implements TestFiles {

  @Override
  public List<LoadedPolicy> policies(String path) throws Unreadable {
    return files.policies(resolved(path));
  }

  @Override
  public List<MapValue> bindings(String path) throws Unreadable {
    return files.bindings(resolved(path));
  }

  @Override
  public List<MapValue> objects(String path) throws Unreadable {
    return files.objects(resolved(path));
  }

  @Override
  public List<MapValue> documents(String path) throws Unreadable {
    return files.documents(resolved(path));
  }

  @Override
  public String shown(String path) {
    return folder.resolve(path).normalize().toString();
  }

  private Path resolved(String path) throws Unreadable {
    if (path.startsWith("http://") || path.startsWith("https://")) {
      throw new Unreadable(
          path + ": files are not fetched from the network. Save it beside the test.");
    }
    return folder.resolve(path).normalize();
  }
}
