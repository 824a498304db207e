package dev.ephor.testing;

import dev.ephor.given.ClusterResourceFile;
import dev.ephor.given.ContextFile;
import dev.ephor.given.GlobalContext;
import dev.ephor.given.MockedResponse;
import dev.ephor.given.Reading;
import dev.ephor.given.UserInfoFile;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files with which a test describes the world. */
final class GivenFiles {

  private final TestDocument test;
  private final TestFiles files;

  GivenFiles(TestDocument test, TestFiles files) {
    this.test = test;
    this.files = files;
  }

  /** Values inside the test, or else those of a file. */
  ValuesFile values() throws Unreadable {
    if (test.values() != null) {
      return content(ValuesFile.read(test.values()));
    }
    if (test.variables().isEmpty()) {
      return ValuesFile.NONE;
    }
    try {
      MapValue document = single(test.variables());
      if (isDeprecated(document)) {
        throw new Unreadable(
            "values file "
                + test.variables()
                + " uses a deprecated schema — please migrate to the latest format");
      }
      return content(ValuesFile.read(document));
    } catch (Unreadable unreadable) {
      throw new Unreadable(
          "failed to decode yaml (" + unreadable.getMessage() + ")", unreadable.place());
    }
  }

  /** What CEL expressions may ask for. */
  ContextFile context() throws Unreadable {
    return test.context().isEmpty()
        ? ContextFile.NONE
        : content(ContextFile.read(single(test.context())));
  }

  UserInfo userInfo() throws Unreadable {
    if (test.userInfo().isEmpty()) {
      return UserInfo.UNKNOWN;
    }
    MapValue document;
    try {
      document = single(test.userInfo());
    } catch (Unreadable unreadable) {
      throw new Unreadable(
          "error: failed to load request info (" + unreadable.getMessage() + ")",
          unreadable.place());
    }
    if (isDeprecated(document)) {
      throw new Unreadable(
          "userInfo file "
              + test.userInfo()
              + " uses a deprecated schema — please migrate to the latest format");
    }
    return content(UserInfoFile.read(document));
  }

  /** The objects of the pretended cluster that are no resources of the test. */
  List<MapValue> clusterObjects() throws Unreadable {
    List<MapValue> objects = new ArrayList<>();
    for (String path : test.clusterResources()) {
      try {
        ClusterResourceFile cluster = content(ClusterResourceFile.read(single(path)));
        // Unlike manifests these are not completed: they are in a cluster already.
        objects.addAll(cluster.resources());
        for (String definition : cluster.definitions()) {
          objects.addAll(files.documents(definition));
        }
      } catch (Unreadable unreadable) {
        throw new Unreadable(
            "error: failed to load Kubernetes resources: " + unreadable.getMessage(),
            unreadable.place());
      }
    }
    return objects;
  }

  GlobalContext globalContext() throws Unreadable {
    if (test.globalContextEntries() == null) {
      return GlobalContext.ABSENT;
    }
    List<Unreadable> failures = new ArrayList<>();
    Reading<GlobalContext> reading =
        GlobalContext.read(
            test.root(),
            path -> {
              try {
                return files.documents(path);
              } catch (Unreadable unreadable) {
                failures.add(unreadable);
                return List.of();
              }
            });
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return content(reading);
  }

  List<MockedResponse> responses() throws Unreadable {
    return test.apiCallResponses() == null ? List.of() : content(MockedResponse.read(test.root()));
  }

  private MapValue single(String path) throws Unreadable {
    List<MapValue> documents = files.documents(path);
    if (documents.isEmpty()) {
      throw new Unreadable(path + ": there is no document in it");
    }
    return documents.get(0);
  }

  private static boolean isDeprecated(MapValue document) {
    return isBlank(document.child("apiVersion")) || isBlank(document.child("kind"));
  }

  private static boolean isBlank(@Nullable Value value) {
    String text = value == null ? null : value.asString();
    return text == null || text.isEmpty();
  }

  private static <T> T content(Reading<T> reading) throws Unreadable {
    if (!reading.problems().isEmpty()) {
      PolicyProblem first = reading.problems().get(0);
      throw new Unreadable(first.message(), first.place());
    }
    return reading.content();
  }
}
