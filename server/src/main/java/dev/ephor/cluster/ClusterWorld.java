package dev.ephor.cluster;

import dev.ephor.cluster.ApiServer.Answer;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Realm;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The world with a cluster in it. Each question is asked once, when somebody needs the answer. What
 * a person gave comes before what the cluster says.
 */
final class ClusterWorld implements Facts {

  /** Objects that a server answers and does not keep. */
  private static final Pattern REVIEWS =
      Pattern.compile(
          "/apis/auth(orization|entication)\\.k8s\\.io/[^/]+/(namespaces/[^/]+/)?[a-z]+reviews");

  private static final int PAGE = 500;

  /** Lets policies that stand in a namespace call services. */
  private static final String IN_NAMESPACES = "FLAG_ENABLE_HTTP_IN_NAMESPACED_POLICIES";

  private final Facts given;
  private final ApiServer server;
  private final List<ApiType> types;
  private final Consumer<String> problems;
  private final Map<Question<?>, Object> answers = new ConcurrentHashMap<>();

  ClusterWorld(Facts given, ApiServer server, List<ApiType> types, Consumer<String> problems) {
    this.given = given;
    this.server = server;
    this.types = types;
    this.problems = problems;
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    if (question instanceof Question.NamespaceLabels asked) {
      return (T) labels(asked);
    }
    return isForCluster(question)
        ? (T) answers.computeIfAbsent(question, this::answer)
        : given.ask(question);
  }

  private static boolean isForCluster(Question<?> question) {
    return question instanceof Question.Namespace
        || (question instanceof Question.Reach asked
            && (asked.realm() == Realm.CLUSTER
                || asked.realm() == Realm.CALLS
                || asked.realm() == Realm.CONFIG_MAPS))
        || question instanceof Question.ConfigMap
        || question instanceof Question.ApiCall
        || question instanceof Question.KubernetesObjects
        || question instanceof Question.ServiceCall
        || question instanceof Question.Objects
        || question instanceof Question.Targets;
  }

  private Object answer(Question<?> question) {
    if (question instanceof Question.Namespace asked) {
      Reply known = given.ask(asked);
      return known.equals(Reply.UNAVAILABLE) ? namespace(asked.name()) : known;
    } else if (question instanceof Question.ConfigMap asked) {
      return reply(
          server.get("/api/v1/namespaces/" + asked.namespace() + "/configmaps/" + asked.name()));
    } else if (question instanceof Question.ApiCall asked) {
      return call(asked);
    } else if (question instanceof Question.KubernetesObjects asked) {
      return objects(asked);
    } else if (question instanceof Question.ServiceCall asked) {
      boolean allowed = "true".equals(System.getenv(IN_NAMESPACES));
      return asked.caller() == Question.ServiceCall.Caller.NAMESPACED_EXPRESSION && !allowed
          ? Question.ServiceCall.NOT_ALLOWED
          : ServiceCalls.call(asked, AddressGuard.of(System.getenv()));
    } else if (question instanceof Question.Objects asked) {
      return objects(asked);
    } else if (question instanceof Question.Targets asked) {
      return targets(asked);
    }
    return true;
  }

  private Map<String, String> labels(Question.NamespaceLabels asked) {
    Map<String, String> known = given.ask(asked);
    return known.isEmpty()
            && !asked.namespace().isEmpty()
            && ask(new Question.Namespace(asked.namespace())) instanceof Reply.Found found
            && found.value() instanceof MapValue namespace
        ? Resource.changed(namespace).labels()
        : known;
  }

  private Reply namespace(String name) {
    Answer answer = server.get("/api/v1/namespaces/" + name);
    if (answer instanceof Answer.Found found) {
      return new Reply.Found(found.body());
    }
    problems.accept(
        "nothing is known of namespace "
            + name
            + ", so that selectors of namespaces do not select it: "
            + ((Answer.Failed) answer).reason());
    return Reply.UNAVAILABLE;
  }

  private Reply call(Question.ApiCall asked) {
    if (asked.method().equals("GET")) {
      return permitted(server.get(asked.path()));
    } else if (!asked.method().equals("POST")) {
      return new Reply.Failed("method not supported: " + asked.method());
    } else if (!REVIEWS.matcher(asked.path()).matches()) {
      return new Reply.Failed("only reviews are sent to a cluster, for nothing is written to it");
    }
    return permitted(server.review(asked.path(), asked.data()));
  }

  /** Kyverno 1.19: calls that are refused say so. */
  private static Reply permitted(Answer answer) {
    return answer instanceof Answer.Failed failed && failed.denied()
        ? new Reply.Failed("permission denied: " + failed.reason())
        : reply(answer);
  }

  private static Reply reply(Answer answer) {
    return answer instanceof Answer.Found found
        ? new Reply.Found(found.body())
        : new Reply.Failed(((Answer.Failed) answer).reason());
  }

  private Reply objects(Question.KubernetesObjects asked) {
    String all = ApiType.path(asked.apiVersion(), asked.namespace(), asked.resource());
    return reply(server.get(asked.name().isEmpty() ? all : all + "/" + asked.name()));
  }

  /** Bindings of admission policies come with the policies, parameters from the cluster as well. */
  private List<MapValue> objects(Question.Objects asked) {
    Set<MapValue> all = new LinkedHashSet<>(given.ask(asked));
    if (!asked.type().kind().endsWith("PolicyBinding")) {
      Found found = find(asked.type(), asked.namespace(), asked.name());
      found.problems().forEach(problems);
      all.addAll(found.objects());
    }
    return List.copyOf(all);
  }

  private Reply targets(Question.Targets asked) {
    if (given.ask(asked) instanceof Reply.Found known
        && known.value() instanceof ListValue list
        && !list.isEmpty()) {
      return known;
    }
    Found found = find(asked.type(), asked.namespace(), asked.name());
    if (found.objects().isEmpty() && !found.problems().isEmpty()) {
      return new Reply.Failed(found.problems().get(0));
    }
    return new Reply.Found(ListValue.of(found.objects(), Source.NONE, 0));
  }

  /** Objects, and why some may be missing. */
  private record Found(List<? extends MapValue> objects, List<String> problems) {}

  private Found find(GroupVersionKind pattern, String namespace, String name) {
    List<MapValue> objects = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (ApiType type : ApiType.listed(types, known -> isOf(known.type(), pattern))) {
      String inside = type.namespaced() && isName(namespace) ? namespace : "";
      Listing listing = Listing.of(server, type, inside, PAGE);
      if (listing.failure() != null) {
        reasons.add(
            "failed to list "
                + type.apiVersion()
                + " "
                + type.plural()
                + ": "
                + listing.failure().reason());
      }
      listing.objects().stream()
          .filter(object -> matches(Resource.changed(object), namespace, name))
          .forEach(objects::add);
    }
    return new Found(objects, reasons);
  }

  private static boolean isOf(GroupVersionKind type, GroupVersionKind pattern) {
    return Wildcard.matches(pattern.group(), type.group())
        && Wildcard.matches(pattern.version(), type.version())
        && Wildcard.matches(pattern.kind(), type.kind());
  }

  private static boolean matches(Resource object, String namespace, String name) {
    return (namespace.isEmpty() || Wildcard.matches(namespace, object.namespace()))
        && (name.isEmpty() || Wildcard.matches(name, object.name()));
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }
}
