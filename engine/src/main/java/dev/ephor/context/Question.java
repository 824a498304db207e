package dev.ephor.context;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something a rule may ask of the world. Questions are values: two that are equal have one answer
 * at one moment, so whoever records them can tell later whether an outcome still holds.
 *
 * @param <T> the type of the answer; an absence is an answer too
 */
public sealed interface Question<T> {

  /**
   * The labels of a namespace; empty when nothing is known of it.
   *
   * @param namespace its name
   */
  record NamespaceLabels(String namespace) implements Question<Map<String, String>> {}

  /**
   * A namespace, whole; unavailable when nobody says anything of it.
   *
   * @param name its name
   */
  record Namespace(String name) implements Question<Reply> {}

  /**
   * Whether a part of the world can be asked at all. Where it cannot, the reference goes on as if
   * the rule had not asked.
   */
  record Reach(Realm realm) implements Question<Boolean> {}

  /**
   * The objects that a generate rule may clone, besides the resource that triggers it; empty when
   * there are none.
   *
   * @param policyKind {@code ClusterPolicy} or {@code Policy}
   * @param policyNamespace empty for a cluster-wide policy
   * @param policy its name
   * @param rule the rule's name
   */
  record CloneSources(String policyKind, String policyNamespace, String policy, String rule)
      implements Question<List<MapValue>> {}

  /** A config map: the whole object. */
  record ConfigMap(String namespace, String name) implements Question<Reply> {}

  /**
   * A call of the Kubernetes API.
   *
   * @param method {@code GET} or {@code POST}
   * @param path the path, such as {@code /api/v1/namespaces/shop/pods}, with its query
   * @param data what is sent
   */
  record ApiCall(String method, String path, MapValue data) implements Question<Reply> {}

  /**
   * A call of a service somewhere.
   *
   * @param method such as {@code GET}
   * @param url the address
   * @param headers what is sent along
   * @param data what is sent, unless the method is {@code GET}
   * @param authorities certificates in PEM that vouch for the service; empty for the usual ones
   * @param caller who calls, on which it depends what may be called and what counts as an answer
   */
  record ServiceCall(
      String method,
      String url,
      Map<String, String> headers,
      Value data,
      String authorities,
      Caller caller)
      implements Question<Reply> {

    /** Who calls a service. */
    public enum Caller {
      /** A context entry of a rule: any address, and only what succeeds is an answer. */
      RULE,
      /** Whoever needs the keys of an issuer: guarded, and only what succeeds is an answer. */
      KEYS,
      /** An expression of CEL: guarded, and any status is an answer. */
      EXPRESSION,
      /** The same in a policy that stands in a namespace, which must be allowed. */
      NAMESPACED_EXPRESSION;

      /** Whether addresses inside the caller's network are refused. */
      public boolean isGuarded() {
        return this != RULE;
      }

      /** Whether failures are answers too: {@link Reply.Answered}. */
      public boolean takesAnyAnswer() {
        return this == EXPRESSION || this == NAMESPACED_EXPRESSION;
      }
    }

    /**
     * What calls of policies in namespaces come to unless they are allowed. Kyverno 1.19: {@code
     * FLAG_ENABLE_HTTP_IN_NAMESPACED_POLICIES}, which is off by default.
     */
    public static final Reply NOT_ALLOWED =
        new Reply.Failed(
            "http calls are not allowed in namespaced policies: set"
                + " --allowHTTPInNamespacedPolicies to enable");
  }

  /**
   * An entry of the global context.
   *
   * @param name the name of the GlobalContextEntry
   * @param projection the part of it that is meant; empty for all of it
   */
  record GlobalEntry(String name, String projection) implements Question<Reply> {}

  /**
   * What an expression of CEL asks of the objects of Kubernetes: one object, or a map with those of
   * a type under {@code items}. Other calls of the API may know more or less.
   *
   * @param apiVersion such as {@code apps/v1}
   * @param resource the plural of the kind
   * @param namespace empty for none
   * @param name empty for all objects of the type
   * @param amongTargets whether named targets are among the objects
   */
  record KubernetesObjects(
      String apiVersion, String resource, String namespace, String name, boolean amongTargets)
      implements Question<Reply> {

    /** The question of an expression that is not about targets. */
    public KubernetesObjects(String apiVersion, String resource, String namespace, String name) {
      this(apiVersion, resource, namespace, name, false);
    }

    /** The same question where named targets are among the objects. */
    public KubernetesObjects withTargets() {
      return new KubernetesObjects(apiVersion, resource, namespace, name, true);
    }

    /** The group; empty for the core group. */
    public String group() {
      return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    public String version() {
      return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }
  }

  /**
   * What an expression of CEL asks of the global context.
   *
   * @param name the name of the GlobalContextEntry
   * @param projection the part of it that is meant; empty for all of it
   */
  record GlobalReference(String name, String projection) implements Question<Reply> {}

  /**
   * What a registry tells of an image: a map with {@code image}, {@code resolvedImage}, {@code
   * registry}, {@code repository}, {@code identifier}, {@code manifest} and {@code configData}.
   *
   * @param reference the image as it was written
   */
  record ImageData(String reference) implements Question<Reply> {}

  /**
   * The objects of a type, whole, in a steady order.
   *
   * @param type the type; {@code *} as group, version or kind stands for any
   * @param namespace a name with wildcards; empty for objects in any namespace or none
   * @param name a name with wildcards; empty for any
   */
  record Objects(GroupVersionKind type, String namespace, String name)
      implements Question<List<MapValue>> {}

  /**
   * The objects that may be parameters of an admission policy. Where somebody said which objects
   * are parameters, those, whatever their type.
   *
   * @param type the type of the parameters
   */
  record Parameters(GroupVersionKind type) implements Question<List<MapValue>> {}

  /**
   * Existing objects that a rule wants to change: a list of whole objects.
   *
   * @param type the type; {@code *} as group, version or kind stands for any
   * @param namespace a name with wildcards; empty for objects in any namespace or none
   * @param name a name with wildcards; empty for any
   */
  record Targets(GroupVersionKind type, String namespace, String name) implements Question<Reply> {}

  /**
   * The existing objects that were named as targets of policies written in CEL, whole, in a steady
   * order; empty where nobody named any.
   */
  record NamedTargets() implements Question<List<MapValue>> {}

  /** The custom resource definitions that were named, whole, in a steady order. */
  record NamedDefinitions() implements Question<List<MapValue>> {}

  /**
   * The exceptions that name a policy, whole documents in a steady order; equal questions get the
   * very same list for as long as it is the same.
   *
   * @param policy its name; with namespace and slash before it for a policy that has one. For a
   *     policy that is written in CEL its kind, a space and its name
   */
  record Exceptions(String policy) implements Question<List<MapValue>> {}

  /** The time and time zone. */
  record Time() implements Question<Clock> {}

  /** Chance. */
  record Chance() implements Question<Randomness> {}

  /** Names of hosts. */
  record Hosts() implements Question<HostNames> {}

  /**
   * Where images and their signatures are; empty where images are not to be looked at. Whoever
   * wants them looked at without a registry gives {@link Registry#OFFLINE}.
   */
  record Images() implements Question<Optional<Registry>> {}
}
