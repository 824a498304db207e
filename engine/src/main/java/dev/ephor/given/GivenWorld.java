package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.context.Question;
import dev.ephor.context.Randomness;
import dev.ephor.context.Registry;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The world as far as somebody gave it: a pretended cluster, values, mocked answers, a clock.
 * Registries are never available. Safe for several threads if its clock and chance are.
 *
 * @param values what is known of namespaces
 * @param cluster the objects there are
 * @param apiCalls whether calls of the Kubernetes API reach the cluster; {@code apply} lets them, a
 *     test only when it names cluster resources
 * @param reachable whether config maps, and what expressions of CEL ask for, are looked up in the
 *     cluster; {@code apply} does not, a test only when it names cluster resources
 * @param global the global context
 * @param responses mocked answers of calls
 * @param clock the time
 * @param randomness chance
 * @param hosts names of hosts
 */
public record GivenWorld(
    ValuesFile values,
    PretendedCluster cluster,
    boolean apiCalls,
    boolean reachable,
    GlobalContext global,
    List<MockedResponse> responses,
    Clock clock,
    Randomness randomness,
    HostNames hosts)
    implements Facts {

  private static final String CONFIG_MAP = "ConfigMap";

  public GivenWorld {
    responses = List.copyOf(responses);
  }

  /**
   * The world of {@code apply} without a cluster.
   *
   * @param manifests resources, target resources and parameter resources, completed; entries of the
   *     global context are taken from among them
   */
  public static GivenWorld ofApply(
      ValuesFile values,
      List<MapValue> manifests,
      Clock clock,
      Randomness randomness,
      HostNames hosts) {
    List<MapValue> entries = manifests.stream().filter(GlobalContext::isEntry).toList();
    PretendedCluster cluster =
        new PretendedCluster(
            manifests.stream().filter(document -> !GlobalContext.isEntry(document)).toList());
    return new GivenWorld(
        values,
        cluster,
        true,
        false,
        GlobalContext.of(entries, cluster),
        List.of(),
        clock,
        randomness,
        hosts);
  }

  /**
   * The world of a test.
   *
   * @param manifests resources, target resources, parameter resources, cluster resources and their
   *     definitions, completed
   * @param clusterResources whether the test names cluster resources
   */
  public static GivenWorld ofTest(
      ValuesFile values,
      List<MapValue> manifests,
      boolean clusterResources,
      GlobalContext global,
      List<MockedResponse> responses,
      Clock clock,
      Randomness randomness,
      HostNames hosts) {
    return new GivenWorld(
        values,
        new PretendedCluster(manifests),
        clusterResources,
        clusterResources,
        global,
        responses,
        clock,
        randomness,
        hosts);
  }

  /** The same world, in which everything is looked up among the manifests, as in a cluster. */
  public GivenWorld asCluster() {
    return new GivenWorld(
        values, cluster, apiCalls, true, global, responses, clock, randomness, hosts);
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    return (T) answer(question);
  }

  private Object answer(Question<?> question) {
    if (question instanceof Question.NamespaceLabels asked) {
      return values.namespaceLabels(asked.namespace());
    } else if (question instanceof Question.Namespace asked) {
      MapValue known = values.namespace(asked.name());
      return known == null ? Reply.UNAVAILABLE : new Reply.Found(known);
    } else if (question instanceof Question.Reach asked) {
      return switch (asked.realm()) {
        case CLUSTER, CONFIG_MAPS -> reachable;
        case CALLS -> apiCalls || !responses.isEmpty();
        case GLOBAL_CONTEXT -> !global.isEmpty();
        case REGISTRIES -> false;
      };
    } else if (question instanceof Question.ConfigMap asked) {
      return reachable ? configMap(asked) : Reply.UNAVAILABLE;
    } else if (question instanceof Question.ApiCall asked) {
      Reply mocked = MockedResponse.find(responses, asked.method(), asked.path());
      return !mocked.equals(Reply.UNAVAILABLE) || !apiCalls
          ? mocked
          : cluster.call(asked.method(), asked.path());
    } else if (question instanceof Question.KubernetesObjects asked) {
      return reachable ? cluster.objects(asked) : Reply.UNAVAILABLE;
    } else if (question instanceof Question.GlobalReference asked) {
      return global.reference(asked.name(), asked.projection(), reachable);
    } else if (question instanceof Question.ServiceCall asked) {
      Reply mocked = MockedResponse.find(responses, asked.method(), asked.url());
      if (mocked.equals(Reply.UNAVAILABLE)
          && asked.caller() == Question.ServiceCall.Caller.NAMESPACED_EXPRESSION) {
        return Question.ServiceCall.NOT_ALLOWED;
      }
      return !mocked.equals(Reply.UNAVAILABLE) || !apiCalls ? mocked : unreachable(asked);
    } else if (question instanceof Question.GlobalEntry asked) {
      return global.get(asked.name(), asked.projection());
    } else if (question instanceof Question.ImageData) {
      return Reply.UNAVAILABLE;
    } else if (question instanceof Question.Objects asked) {
      return cluster.matching(asked.type(), asked.namespace(), asked.name());
    } else if (question instanceof Question.Parameters asked) {
      return cluster.matching(asked.type(), "", "");
    } else if (question instanceof Question.Targets asked) {
      return new Reply.Found(
          ListValue.of(
              cluster.matching(asked.type(), asked.namespace(), asked.name()), Source.NONE, 0));
    } else if (question instanceof Question.CloneSources
        || question instanceof Question.NamedTargets
        || question instanceof Question.NamedDefinitions
        || question instanceof Question.Exceptions) {
      return List.of();
    } else if (question instanceof Question.Images) {
      return Optional.of(Registry.OFFLINE);
    } else if (question instanceof Question.Time) {
      return clock;
    }
    return question instanceof Question.Chance ? randomness : hosts;
  }

  private Reply configMap(Question.ConfigMap asked) {
    MapValue found =
        cluster.get(new GroupVersionKind("", "v1", CONFIG_MAP), asked.namespace(), asked.name());
    return found == null
        ? new Reply.Failed(PretendedCluster.notFound("", "configmaps", asked.name()))
        : new Reply.Found(found);
  }

  /** Without a network no service can be reached. */
  private static Reply unreachable(Question.ServiceCall asked) {
    String host = asked.url().replaceFirst("^[a-z]+://", "").replaceFirst("[/:?#].*$", "");
    String method = asked.method().charAt(0) + asked.method().substring(1).toLowerCase(Locale.ROOT);
    return new Reply.Failed(
        method + " \"" + asked.url() + "\": dial tcp: lookup " + host + ": no such host");
  }
}
