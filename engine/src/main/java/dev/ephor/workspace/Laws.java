package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Registry;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside of a resource that decides its outcomes: the policies in order, what they may
 * ask, and the circumstances. Where policies stand in their files is not part of it, so that moving
 * one changes no law.
 */
final class Laws {

  /** More types than a cluster has; typing a kind letter by letter makes a new one each time. */
  private static final int INDEXED_TYPES = 2_000;

  private static final AtomicLong STAMPS = new AtomicLong();

  static final Laws NONE =
      new Laws(
          List.of(),
          Map.of(),
          List.of(),
          AdmissionRequest.CREATE,
          Manifests.NONE,
          Outlook.NO_TIME,
          null,
          null);

  private final long stamp = STAMPS.incrementAndGet();
  private final List<PolicyUnit> policies;
  private final Map<String, Map<String, String>> namespaces;
  private final ExceptionIndex exceptions;
  private final AdmissionRequest request;
  private final Manifests manifests;
  private final Clock clock;
  private final @Nullable Registry images;
  private final Facts facts;
  private final Map<GroupVersionKind, List<PolicyUnit>> index = new ConcurrentHashMap<>();

  /**
   * @param manifests what policies may ask for; {@link Manifests#NONE} where none may
   * @param clock the time that policies may ask for
   * @param images where images are looked up; null where nowhere
   * @param earlier laws whose index is used again where it is the same
   */
  Laws(
      List<PolicyUnit> policies,
      Map<String, Map<String, String>> namespaces,
      List<ExceptionUnit> exceptions,
      AdmissionRequest request,
      Manifests manifests,
      Clock clock,
      @Nullable Registry images,
      @Nullable Laws earlier) {
    this.policies = List.copyOf(policies);
    this.namespaces = Map.copyOf(namespaces);
    this.exceptions =
        exceptions.isEmpty()
            ? ExceptionIndex.EMPTY
            : new ExceptionIndex(exceptions, earlier == null ? null : earlier.exceptions);
    this.request = request;
    this.manifests = manifests;
    this.clock = clock;
    this.images = images;
    this.facts =
        new Facts() {
          @Override
          @SuppressWarnings("unchecked") // the question's type is its answer's
          public <T> T ask(Question<T> question) {
            return (T) answer(question);
          }
        };
    if (earlier != null) {
      earlier.index.forEach(
          (type, known) -> {
            List<PolicyUnit> candidates = select(type);
            index.put(type, candidates.equals(known) ? known : candidates);
          });
    }
  }

  /** Tells laws apart; larger for newer ones. */
  long stamp() {
    return stamp;
  }

  List<PolicyUnit> policies() {
    return policies;
  }

  AdmissionRequest request() {
    return request;
  }

  Facts facts() {
    return facts;
  }

  Map<String, Map<String, String>> namespaces() {
    return namespaces;
  }

  Manifests manifests() {
    return manifests;
  }

  Clock clock() {
    return clock;
  }

  /** The same laws where other manifests stand than these; for a look that nobody remembers. */
  Laws over(Manifests others) {
    return new Laws(policies, namespaces, exceptions.units(), request, others, clock, images, null);
  }

  /** Whether some policy that may match a type may ask for other objects or the time. */
  boolean mayAskMore(GroupVersionKind type) {
    for (PolicyUnit policy : candidates(type)) {
      if (policy.asksForOthers() || policy.asksForTime()) {
        return true;
      }
    }
    return false;
  }

  ExceptionIndex exceptions() {
    return exceptions;
  }

  /** Whether the same policies judge by the same facts. */
  boolean sameAs(
      List<PolicyUnit> otherPolicies,
      Map<String, Map<String, String>> otherNamespaces,
      List<ExceptionUnit> otherExceptions,
      AdmissionRequest otherRequest,
      Manifests otherManifests,
      Clock otherClock,
      @Nullable Registry otherImages) {
    return policies.equals(otherPolicies)
        && namespaces.equals(otherNamespaces)
        && exceptions.has(otherExceptions)
        && request.equals(otherRequest)
        && manifests == otherManifests
        && clock.equals(otherClock)
        && Objects.equals(images, otherImages);
  }

  /** The policies that may match a type, in order; the same list for as long as it is equal. */
  List<PolicyUnit> candidates(GroupVersionKind type) {
    if (index.size() > INDEXED_TYPES) {
      index.clear();
    }
    return index.computeIfAbsent(type, this::select);
  }

  private List<PolicyUnit> select(GroupVersionKind type) {
    return policies.stream().filter(policy -> policy.mayMatch(type)).toList();
  }

  /**
   * The labels of a namespace. Every cluster sets the label of its name itself
   * (https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name).
   */
  private Map<String, String> labels(String namespace) {
    if (namespace.isEmpty()) {
      return Map.of();
    }
    Map<String, String> labels = new HashMap<>(namespaces.getOrDefault(namespace, Map.of()));
    labels.putIfAbsent("kubernetes.io/metadata.name", namespace);
    return labels;
  }

  /** The manifest of a namespace, or what any namespace of that name has. */
  private Reply namespace(String name) {
    Object found = manifests.answer(new Question.KubernetesObjects("v1", "namespaces", "", name));
    MapValue root =
        found instanceof Reply.Found manifest && manifest.value() instanceof MapValue map
            ? map
            : MapValue.builder(Source.NONE, 0).build();
    MapValue metadata = root.map("metadata");
    MapValue.Builder labels = MapValue.builder(Source.NONE, 0);
    labels(name).forEach((key, label) -> labels.put(key, Scalar.of(label)));
    return new Reply.Found(
        root.with(
            "metadata",
            (metadata == null ? MapValue.builder(Source.NONE, 0).build() : metadata)
                .with("name", Scalar.of(name))
                .with("labels", labels.build())));
  }

  private Object answer(Question<?> question) {
    if (question instanceof Question.NamespaceLabels labels) {
      return labels(labels.namespace());
    } else if (question instanceof Question.Namespace namespace) {
      return namespace(namespace.name());
    } else if (question instanceof Question.CloneSources) {
      return manifests.roots();
    } else if (question instanceof Question.Images) {
      return Optional.ofNullable(images);
    } else if (question instanceof Question.Exceptions asked) {
      return exceptions.naming(asked.policy());
    }
    return question instanceof Question.Time ? clock : manifests.answer(question);
  }
}
