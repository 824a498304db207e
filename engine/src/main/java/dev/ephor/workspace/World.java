package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.value.Source;
import dev.ephor.workspace.Contribution.PlacedPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a snapshot tell each other: the laws, where policies stand, and which files are
 * material of tests. The same object for as long as all of that is the same.
 */
final class World {

  /** Below this many files, handing them to other threads costs more than it gains. */
  private static final int PARALLEL = 16;

  private final SortedTree<FileId, FileState> files;
  private final SortedTree<FileId, Contribution> contributions;
  private final Configuration configuration;
  private final Outlook outlook;

  private World(
      SortedTree<FileId, FileState> files,
      SortedTree<FileId, Contribution> contributions,
      Configuration configuration,
      Outlook outlook) {
    this.files = files;
    this.contributions = contributions;
    this.configuration = configuration;
    this.outlook = outlook;
  }

  /**
   * What the contributions and the configuration add up to.
   *
   * @param configuration the configuration
   * @param laws what judges
   * @param policies every policy in the order of the files
   * @param places where each policy's document stands
   * @param twins for a policy whose kind and name an earlier one has, that earlier one
   * @param fixtures files and folders that tests name
   */
  record Outlook(
      Configuration configuration,
      Laws laws,
      List<PlacedPolicy> policies,
      Map<Source, PlacedPolicy> places,
      Map<PolicyUnit, PlacedPolicy> twins,
      Set<FileId> fixtures) {

    boolean isFixture(FileId file) {
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
  }

  static World empty() {
    return new World(
        SortedTree.empty(),
        SortedTree.empty(),
        Configuration.DEFAULT,
        outlook(SortedTree.empty(), Configuration.DEFAULT, null));
  }

  Outlook outlook() {
    return outlook;
  }

  /** The world of other files, computed from what differs. */
  World with(
      SortedTree<FileId, FileState> newFiles,
      Configuration newConfiguration,
      RuleEngine engine,
      Cancellation cancellation) {
    List<FileId> changed = newFiles.differences(files);
    SortedTree<FileId, Contribution> next = contributions;
    for (Told told : read(changed, newFiles, engine, cancellation)) {
      next =
          told.contribution.isNothing()
              ? next.without(told.file)
              : told.contribution.equals(next.get(told.file))
                  ? next
                  : next.with(told.file, told.contribution);
    }
    boolean same = next == contributions && newConfiguration.equals(configuration);
    return new World(
        newFiles,
        next,
        newConfiguration,
        same ? outlook : outlook(next, newConfiguration, outlook.laws));
  }

  private record Told(FileId file, Contribution contribution) {}

  private static List<Told> read(
      List<FileId> changed,
      SortedTree<FileId, FileState> files,
      RuleEngine engine,
      Cancellation cancellation) {
    Stream<FileId> stream = changed.size() < PARALLEL ? changed.stream() : changed.parallelStream();
    return stream
        .map(
            file -> {
              cancellation.check();
              FileState state = files.get(file);
              return new Told(
                  file,
                  state == null
                      ? Contribution.NOTHING
                      : Contribution.of(file, state.documents(), engine));
            })
        .toList();
  }

  private static Outlook outlook(
      SortedTree<FileId, Contribution> contributions,
      Configuration configuration,
      @Nullable Laws earlier) {
    List<PlacedPolicy> policies = new ArrayList<>();
    Map<Source, PlacedPolicy> places = new HashMap<>();
    Map<String, PlacedPolicy> first = new HashMap<>();
    Map<PolicyUnit, PlacedPolicy> twins = new HashMap<>();
    Set<FileId> fixtures = new HashSet<>();
    contributions.forEach((file, contribution) -> fixtures.addAll(contribution.fixtures()));
    Map<String, Map<String, String>> namespaces =
        new LinkedHashMap<>(configuration.namespaceLabels());
    Outlook partial =
        new Outlook(configuration, Laws.NONE, List.of(), Map.of(), Map.of(), fixtures);
    contributions.forEach(
        (file, contribution) -> {
          for (PlacedPolicy placed : contribution.policies()) {
            policies.add(placed);
            places.put(placed.document().source(), placed);
            PlacedPolicy other = first.putIfAbsent(placed.policy().key(), placed);
            if (other != null) {
              twins.put(placed.policy(), other);
            }
          }
          if (!contribution.namespaces().isEmpty() && !partial.isFixture(file)) {
            namespaces.putAll(contribution.namespaces());
          }
        });
    return new Outlook(
        configuration,
        laws(policies, namespaces, configuration, earlier),
        List.copyOf(policies),
        places,
        twins,
        fixtures);
  }

  private static Laws laws(
      List<PlacedPolicy> placed,
      Map<String, Map<String, String>> namespaces,
      Configuration configuration,
      @Nullable Laws earlier) {
    List<PolicyUnit> policies = placed.stream().map(PlacedPolicy::policy).toList();
    AdmissionRequest request =
        new AdmissionRequest(AdmissionRequest.Operation.CREATE, configuration.user());
    return earlier != null && earlier.sameAs(policies, namespaces, request)
        ? earlier
        : new Laws(policies, namespaces, request, earlier);
  }
}
