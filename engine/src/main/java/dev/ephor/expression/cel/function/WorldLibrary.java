package dev.ephor.expression.cel.function;

import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.StructValues;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Kyverno's functions that ask the world: Kubernetes, the global context, registries, and the one
 * that generates.
 */
public final class WorldLibrary {

  private static final String RESOURCE = "resource.Context.";

  /** What {@code ToGVR} gives: it only serves to be handed on. */
  private static final String TYPE_OF_RESOURCES = "schema.GroupVersionResource";

  private static final CelError NOT_IMPLEMENTED = new CelError("internal error: not implemented");

  private WorldLibrary() {}

  /**
   * Objects of Kubernetes.
   *
   * @param namespaced whether the policy stands in a namespace, which then is no argument
   */
  public static Library resource(boolean namespaced) {
    List<Overload> all = new ArrayList<>();
    String where = namespaced ? "" : ", string";
    String made = " -> map(string, dyn)";
    for (String get : new String[] {"Get", "get"}) {
      all.add(
          Overload.askingMember(
              RESOURCE + get + "(string, string" + where + ", string)" + made,
              (a, world) -> get(a, namespaced, world)));
      all.add(
          Overload.askingMember(
              RESOURCE + get + "(string, string" + where + ", string, list(string))" + made,
              (a, world) -> get(a, namespaced, world)));
    }
    for (String get : new String[] {"Get", "get"}) {
      all.add(
          Overload.member(
              RESOURCE + get + "(" + TYPE_OF_RESOURCES + where + ", string)" + made,
              a -> NOT_IMPLEMENTED));
    }
    for (String list : new String[] {"List", "list"}) {
      all.add(
          Overload.member(
              RESOURCE + list + "(" + TYPE_OF_RESOURCES + where + ")" + made,
              a -> NOT_IMPLEMENTED));
      all.add(
          Overload.member(
              RESOURCE + list + "(" + TYPE_OF_RESOURCES + where + ", map(string, string))" + made,
              a -> NOT_IMPLEMENTED));
      all.add(
          Overload.askingMember(
              RESOURCE + list + "(string, string" + where + ")" + made,
              (a, world) -> list(a, namespaced, world)));
      all.add(
          Overload.askingMember(
              RESOURCE + list + "(string, string" + where + ", map(string, string))" + made,
              (a, world) -> list(a, namespaced, world)));
    }
    for (String post : new String[] {"Post", "post"}) {
      all.add(
          Overload.member(
              RESOURCE + post + "(string, string, map(string, dyn))" + made, a -> NOT_IMPLEMENTED));
      if (!namespaced) {
        all.add(
            Overload.member(
                RESOURCE + post + "(string, string, string, map(string, dyn))" + made,
                a -> NOT_IMPLEMENTED));
      }
    }
    for (String convert : new String[] {"ToGVR", "toGVR"}) {
      all.add(
          Overload.member(
              RESOURCE + convert + "(string, string) -> " + TYPE_OF_RESOURCES,
              a -> NOT_IMPLEMENTED));
    }
    return new Library("resource", all);
  }

  private static Reply ask(Object[] a, boolean namespaced, String name, Evaluation world) {
    String namespace = namespaced ? world.namespace() : (String) a[3];
    return world
        .facts()
        .ask(new Question.KubernetesObjects((String) a[1], (String) a[2], namespace, name));
  }

  private static Object get(Object[] a, boolean namespaced, Evaluation world) {
    Reply reply = ask(a, namespaced, (String) a[namespaced ? 3 : 4], world);
    if (reply instanceof Reply.Found found) {
      return CelValues.of(found.value().toJava());
    }
    // What is not there is null; other failures are errors.
    return reply instanceof Reply.Failed failed
        ? new CelError("failed to get resource: " + failed.reason())
        : CelNull.NULL;
  }

  /** The reference offline does not look at labels that are asked for. */
  private static Object list(Object[] a, boolean namespaced, Evaluation world) {
    Reply reply = ask(a, namespaced, "", world);
    if (reply instanceof Reply.Found found) {
      return CelValues.of(found.value().toJava());
    }
    String version = (String) a[1];
    int slash = version.indexOf('/');
    String type = a[2] + (slash < 0 ? "" : "." + version.substring(0, slash));
    return new CelError(
        "failed to list resource: "
            + (reply instanceof Reply.Failed failed
                ? failed.reason()
                : type + " resource not found"));
  }

  /** Entries of the global context; one that is not there is null. */
  public static Library globalContext() {
    List<Overload> all = new ArrayList<>();
    for (String get : new String[] {"Get", "get"}) {
      String called = "globalcontext.Context." + get;
      all.add(
          Overload.askingMember(
              called + "(string) -> dyn", (a, world) -> reference((String) a[1], "", world)));
      all.add(
          Overload.askingMember(
              called + "(string, string) -> dyn",
              (a, world) -> reference((String) a[1], (String) a[2], world)));
    }
    return new Library("globalContext", all);
  }

  private static Object reference(String name, String projection, Evaluation world) {
    Reply reply = world.facts().ask(new Question.GlobalReference(name, projection));
    if (reply instanceof Reply.Found found) {
      return CelValues.of(found.value().toJava());
    }
    return reply instanceof Reply.Failed failed
        ? new CelError("failed to get global reference: " + failed.reason())
        : CelNull.NULL;
  }

  /** What registries know of images. */
  public static Library imageData() {
    List<Overload> all = new ArrayList<>();
    for (String get : new String[] {"GetMetadata", "getMetadata"}) {
      all.add(
          Overload.askingMember(
              "imagedata.Context." + get + "(string) -> dyn",
              (a, world) -> image((String) a[1], world)));
    }
    return new Library("imageData", all);
  }

  private static Object image(String name, Evaluation world) {
    Reply reply = world.facts().ask(new Question.ImageData(name));
    if (reply instanceof Reply.Found found) {
      return CelValues.of(found.value().toJava());
    }
    return new CelError(
        "failed to get image data: "
            + (reply instanceof Reply.Failed failed
                ? failed.reason()
                : "image data for " + name + " not found in the context"));
  }

  /**
   * Generates objects.
   *
   * @param namespaced whether the policy stands in a namespace, which then is no argument
   */
  public static Library generator(boolean namespaced) {
    List<Overload> all = new ArrayList<>();
    String where = namespaced ? "" : "string, ";
    for (String apply : new String[] {"Apply", "apply"}) {
      all.add(
          Overload.askingMember(
              "generator.Context." + apply + "(" + where + "list(map(string, dyn))) -> bool",
              (a, world) -> generate(a, namespaced, world)));
    }
    return new Library("generator", all);
  }

  /** All objects are read before the first is generated. */
  private static Object generate(Object[] a, boolean namespaced, Evaluation world) {
    int last = namespaced ? 1 : 2;
    List<Value> objects = new ArrayList<>();
    try {
      for (Object item : (List<?>) a[last]) {
        objects.add(StructValues.of(CelValues.of(item), null));
      }
    } catch (StructValues.Unconvertible wrong) {
      return new CelError("invalid arg " + last + ": " + wrong.getMessage());
    }
    String namespace = namespaced ? world.namespace() : (String) a[1];
    objects.forEach(object -> world.generate(namespace, object));
    return true;
  }
}
