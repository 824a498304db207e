package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Registry;
import dev.ephor.schema.Schemas;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.workspace.Contribution.PlacedDefinition;
import dev.ephor.workspace.Contribution.PlacedPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside of a file that decides its diagnostics: the laws, where policies stand, and
 * which files are material of tests. The same object for as long as all of that is the same.
 */
final class Outlook {

  /** The time before anybody has said what it is. */
  static final Clock NO_TIME = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private static final AtomicLong STAMPS = new AtomicLong();

  private final long stamp = STAMPS.incrementAndGet();
  private final Configuration configuration;
  private final Laws laws;
  private final List<PlacedPolicy> policies;
  private final Map<Source, PlacedPolicy> places = new HashMap<>();
  private final Map<PolicyUnit, PlacedPolicy> twins = new HashMap<>();
  private final List<MapValue> roots;
  private final Set<FileId> fixtures;
  private final SchemaRules rules;
  private final Map<Source, PlacedDefinition> definitions = new HashMap<>();

  private Outlook(
      Configuration configuration,
      Laws laws,
      List<PlacedPolicy> policies,
      Set<FileId> fixtures,
      List<PlacedDefinition> definitions,
      SchemaRules rules) {
    this.configuration = configuration;
    this.laws = laws;
    this.rules = rules;
    definitions.forEach(placed -> this.definitions.put(placed.document().source(), placed));
    this.policies = List.copyOf(policies);
    this.roots = policies.stream().map(placed -> placed.policy().root()).toList();
    this.fixtures = fixtures;
    Map<String, PlacedPolicy> first = new HashMap<>();
    for (PlacedPolicy placed : policies) {
      places.put(placed.document().source(), placed);
      PlacedPolicy other = first.putIfAbsent(placed.policy().key(), placed);
      if (other != null) {
        twins.put(placed.policy(), other);
      }
    }
  }

  /**
   * What contributions and configuration add up to.
   *
   * @param resources the resources in each file
   * @param clock what time it is
   * @param before an outlook whose laws and schemas to keep where they are the same
   */
  static Outlook of(
      SortedTree<FileId, Contribution> contributions,
      SortedTree<FileId, List<MapValue>> resources,
      Configuration configuration,
      Clock clock,
      @Nullable Outlook before) {
    Laws earlier = before == null ? null : before.laws;
    Set<FileId> fixtures = new HashSet<>();
    List<PlacedPolicy> policies = new ArrayList<>();
    List<ExceptionUnit> exceptions = new ArrayList<>();
    List<PlacedDefinition> definitions = new ArrayList<>();
    contributions.forEach(
        (file, contribution) -> {
          fixtures.addAll(contribution.fixtures());
          definitions.addAll(contribution.definitions());
          if (configuration.roles().mayHoldPolicies(file)) {
            policies.addAll(contribution.policies());
          }
          if (configuration.roles().mayHoldExceptions(file)) {
            exceptions.addAll(contribution.exceptions());
          }
        });
    Map<String, Map<String, String>> namespaces =
        new LinkedHashMap<>(configuration.namespaceLabels());
    contributions.forEach(
        (file, contribution) -> {
          if (!contribution.namespaces().isEmpty()
              && !contains(fixtures, file)
              && configuration.roles().mayHoldResources(file)) {
            namespaces.putAll(contribution.namespaces());
          }
        });
    return new Outlook(
        configuration,
        laws(
            policies,
            namespaces,
            exceptions,
            configuration,
            manifests(policies, resources, fixtures, configuration, earlier),
            clock,
            earlier),
        policies,
        fixtures,
        definitions,
        rules(definitions, configuration, before));
  }

  private static SchemaRules rules(
      List<PlacedDefinition> definitions, Configuration configuration, @Nullable Outlook before) {
    List<MapValue> roots =
        definitions.stream().map(placed -> placed.unit().resource().root()).toList();
    return before != null && before.schemas().areOf(roots, configuration.schemas())
        ? before.rules
        : new SchemaRules(Schemas.with(roots, configuration.schemas()));
  }

  /** The objects that policies may ask for; nobody gathers them where no policy does. */
  private static Manifests manifests(
      List<PlacedPolicy> policies,
      SortedTree<FileId, List<MapValue>> resources,
      Set<FileId> fixtures,
      Configuration configuration,
      @Nullable Laws earlier) {
    if (policies.stream().noneMatch(placed -> placed.policy().asksForOthers())) {
      return Manifests.NONE;
    }
    List<MapValue> roots = new ArrayList<>();
    resources.forEach(
        (file, inFile) -> {
          if (!contains(fixtures, file) && configuration.roles().mayHoldResources(file)) {
            roots.addAll(inFile);
          }
        });
    return earlier != null && earlier.manifests().are(roots)
        ? earlier.manifests()
        : new Manifests(roots);
  }

  /** Whether other objects count: some policy may ask for them. */
  boolean asksForOthers() {
    return policies.stream().anyMatch(placed -> placed.policy().asksForOthers());
  }

  /** Whether the time counts: some policy may ask for it. */
  boolean asksForTime() {
    return policies.stream().anyMatch(placed -> placed.policy().asksForTime());
  }

  /** Tells outlooks apart without holding them; larger for newer ones. */
  long stamp() {
    return stamp;
  }

  Configuration configuration() {
    return configuration;
  }

  Laws laws() {
    return laws;
  }

  /** The kinds whose structure is known. */
  Schemas schemas() {
    return rules.schemas();
  }

  /** What the definitions of custom resources demand of them. */
  SchemaRules rules() {
    return rules;
  }

  /** Where the document stands that holds a definition's nodes; null for anything else. */
  @Nullable PlacedDefinition definition(Source source) {
    return definitions.get(source);
  }

  /** Every policy, in the order of the files. */
  List<PlacedPolicy> policies() {
    return policies;
  }

  /** The documents of the policies, in the order of the files. */
  List<MapValue> roots() {
    return roots;
  }

  /** Where the document stands that holds a policy's nodes; null for anything else. */
  @Nullable PlacedPolicy place(Source source) {
    return places.get(source);
  }

  /** The first policy of the same kind and name, or null when this is the first. */
  @Nullable PlacedPolicy twin(PolicyUnit policy) {
    return twins.get(policy);
  }

  /**
   * Whether the resources of a file are judged: not when the configuration excludes them, nor when
   * a test names the file, or a folder that it is in, as its material.
   */
  boolean judges(FileId file) {
    return !contains(fixtures, file) && configuration.roles().mayHoldResources(file);
  }

  private static boolean contains(Set<FileId> fixtures, FileId file) {
    if (fixtures.isEmpty()) {
      return false;
    }
    for (FileId at = file; at != null; at = at.parent()) {
      if (fixtures.contains(at)) {
        return true;
      }
    }
    return false;
  }

  private static Laws laws(
      List<PlacedPolicy> placed,
      Map<String, Map<String, String>> namespaces,
      List<ExceptionUnit> exceptions,
      Configuration configuration,
      Manifests manifests,
      Clock clock,
      @Nullable Laws earlier) {
    List<PolicyUnit> policies = placed.stream().map(PlacedPolicy::policy).toList();
    AdmissionRequest request =
        new AdmissionRequest(AdmissionRequest.Operation.CREATE, configuration.user());
    Clock asked = policies.stream().anyMatch(PolicyUnit::asksForTime) ? clock : NO_TIME;
    Registry images = configuration.images();
    return earlier != null
            && earlier.sameAs(policies, namespaces, exceptions, request, manifests, asked, images)
        ? earlier
        : new Laws(policies, namespaces, exceptions, request, manifests, asked, images, earlier);
  }
}
