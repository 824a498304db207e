package dev.ephor.cli.apply;

import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.given.ContextFile;
import dev.ephor.given.Reading;
import dev.ephor.given.UserInfoFile;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person gives besides policies and resources. A file with a fault ends the command.
 */
final class GivenFiles {

  private GivenFiles() {}

  /** The values of variables; nothing where no file is named. */
  static ValuesFile values(@Nullable String path) throws Unusable {
    if (path == null) {
      return ValuesFile.NONE;
    }
    try {
      ManifestFile file = file(path);
      MapValue root = root(file);
      expectKind(file, root, "Value");
      return checked(file, ValuesFile.read(root));
    } catch (Unusable reason) {
      throw new Unusable(
          "failed to decode yaml (Unable to load variable file: " + reason.getMessage() + ")");
    }
  }

  /** Who makes the requests; unknown where no file is named. An old form is told of. */
  static UserInfo user(@Nullable String path, PrintWriter out) throws Unusable {
    if (path == null) {
      return UserInfo.UNKNOWN;
    }
    try {
      ManifestFile file = file(path);
      MapValue root = root(file);
      if (root.string("apiVersion") == null || root.string("kind") == null) {
        out.println();
        out.println(
            "WARNING: user infos file ("
                + path
                + ") uses a deprecated schema that will be removed in 1.14");
      }
      return checked(file, UserInfoFile.read(root));
    } catch (Unusable reason) {
      throw new Unusable("failed to load request info (" + reason.getMessage() + ")");
    }
  }

  /** What CEL policies find; nothing where no file is named. */
  static ContextFile context(@Nullable String path) throws Unusable {
    if (path == null) {
      return ContextFile.NONE;
    }
    try {
      ManifestFile file = file(path);
      MapValue root = root(file);
      return checked(file, ContextFile.read(root));
    } catch (Unusable reason) {
      throw new Unusable("failed to load context (" + reason.getMessage() + ")");
    }
  }

  private static void expectKind(ManifestFile file, MapValue root, String kind) throws Unusable {
    String version = root.string("apiVersion");
    String found = root.string("kind");
    if (version == null || found == null || !found.startsWith(kind)) {
      throw new Unusable(
          file.at(root.place(Place.Part.VALUE))
              + ": apiVersion must be cli.kyverno.io/v1alpha1 and kind "
              + kind
              + "s");
    }
  }

  private static ManifestFile file(String path) throws Unusable {
    try {
      ManifestFile file = ManifestFile.read(Path.of(path));
      if (!file.errors().isEmpty()) {
        throw new Unusable(file.errors().get(0));
      }
      return file;
    } catch (IOException failure) {
      throw new Unusable(path + ": " + ManifestFile.reason(failure));
    }
  }

  private static MapValue root(ManifestFile file) throws Unusable {
    List<Value> documents = file.roots();
    if (documents.isEmpty() || !(documents.get(0) instanceof MapValue root)) {
      throw new Unusable(file.name() + ": there is no object in this file");
    }
    return root;
  }

  private static <T> T checked(ManifestFile file, Reading<T> reading) throws Unusable {
    for (PolicyProblem problem : reading.problems()) {
      throw new Unusable(file.at(problem.place()) + ": " + problem.message());
    }
    return reading.content();
  }
}
