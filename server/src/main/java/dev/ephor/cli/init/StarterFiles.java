package dev.ephor.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of a set, as they are written into a repository. */
final class StarterFiles {

  /** Kinds of policies; the names are what users type. */
  enum Kinds {
    /** ClusterPolicy. */
    old,
    /** ValidatingPolicy, MutatingPolicy and GeneratingPolicy. */
    cel
  }

  private StarterFiles() {}

  /**
   * The files of a set by their path below the folder of policies, with {@code /} between names.
   * What a test is about is kept once, beside the old kinds; here it comes along.
   */
  static Map<String, String> of(StarterSet set, Kinds kinds) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (String policy : set.policies()) {
      String path = set.name() + "/" + policy + ".yaml";
      files.put(path, packed(kinds + "/" + path));
    }
    String test = set.name() + "/test/";
    String shared = "../../../" + Kinds.old + "/" + test;
    files.put(
        test + "kyverno-test.yaml",
        packed(kinds + "/" + test + "kyverno-test.yaml").replace(shared, ""));
    files.put(test + "resources.yaml", packed(Kinds.old + "/" + test + "resources.yaml"));
    for (String file : set.expected()) {
      files.put(test + file, packed(Kinds.old + "/" + test + file));
    }
    return files;
  }

  private static String packed(String path) throws IOException {
    try (InputStream in = StarterFiles.class.getResourceAsStream("policies/" + path)) {
      if (in == null) {
        throw new IOException("this build of Ephor lacks samples/policies/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
