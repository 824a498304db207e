package dev.ephor.rule.cel;

import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.policy.CelClause;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The images of an object: those of a pod's containers, and what a policy's own lists find. */
final class ImageLists {

  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  /** The kinds whose pods are looked into, in their groups' first version. */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "", Set.of("Pod"),
          "apps", Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
          "batch", Set.of("Job", "CronJob"));

  private final List<Program> own;

  private ImageLists(List<Program> own) {
    this.own = own;
  }

  /** What came of looking. */
  sealed interface Result {}

  /** The images as they are written, by the names of their lists. */
  record Found(Map<String, List<String>> lists) implements Result {}

  record Failed(String message) implements Result {}

  /**
   * Compiles a policy's own lists.
   *
   * @throws BrokenPolicy with the first that cannot be
   */
  static ImageLists of(List<CelClause> extractors, KyvernoCompiler compiler) throws BrokenPolicy {
    List<Program> own = new ArrayList<>();
    for (int i = 0; i < extractors.size(); i++) {
      own.add(compiler.any("spec.images[" + i + "].expression", extractors.get(i)));
    }
    return new ImageLists(own);
  }

  Result in(AdmittedObject object, Scope scope) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<String> path = path(object);
    if (path != null) {
      Value pod = object.resource().root();
      for (String step : path) {
        Value next = pod instanceof MapValue map ? map.child(step) : null;
        if (next == null) {
          return new Failed("no such key: " + step);
        }
        pod = next;
      }
      for (String containers : CONTAINERS) {
        List<String> images = images(pod, containers);
        if (images == null) {
          return new Failed("no such key: image");
        }
        lists.put(containers, images);
      }
    }
    for (Program program : own) {
      Program.Result result = program.evaluate(scope);
      if (result instanceof Program.Failed failed) {
        return new Failed(failed.message());
      } else if (((Program.Valued) result).value() instanceof List<?> items) {
        List<String> images = new ArrayList<>();
        for (Object item : items) {
          if (!(CelValues.of(item) instanceof String image)) {
            return new Failed("unsupported type conversion to 'string'");
          }
          images.add(image);
        }
        lists.put(program.clause().name(), images);
      } else {
        return new Failed("unsupported type conversion to 'list'");
      }
    }
    return new Found(lists);
  }

  private static @Nullable List<String> path(AdmittedObject object) {
    boolean known =
        object.type().version().equals("v1")
            && KINDS.getOrDefault(object.type().group(), Set.of()).contains(object.type().kind());
    return known ? PodSpecs.path(object.type().kind()) : null;
  }

  /** Null where a container has no image. */
  private static @Nullable List<String> images(Value pod, String containers) {
    ListValue written = pod instanceof MapValue map ? map.list(containers) : null;
    List<String> images = new ArrayList<>();
    for (Value item : written == null ? List.<Value>of() : written.values()) {
      String image = item instanceof MapValue container ? container.string("image") : null;
      if (image == null) {
        return null;
      }
      images.add(image);
    }
    return images;
  }
}
