package dev.ephor.workspace;

import dev.ephor.value.MapValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a snapshot and what each tells the others. The next world is computed from this one
 * by what differs, and keeps its outlook where the differences tell nothing new.
 */
final class World {

  /** Below this many files, handing them to other threads costs more than it gains. */
  private static final int PARALLEL = 16;

  private final SortedTree<FileId, FileState> files;
  private final SortedTree<FileId, Contribution> contributions;
  private final SortedTree<FileId, List<MapValue>> resources;
  private final Configuration configuration;
  private final Clock clock;
  private final Outlook outlook;

  private World(
      SortedTree<FileId, FileState> files,
      SortedTree<FileId, Contribution> contributions,
      SortedTree<FileId, List<MapValue>> resources,
      Configuration configuration,
      Clock clock,
      Outlook outlook) {
    this.files = files;
    this.contributions = contributions;
    this.resources = resources;
    this.configuration = configuration;
    this.clock = clock;
    this.outlook = outlook;
  }

  static World empty() {
    return new World(
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        Configuration.DEFAULT,
        Outlook.NO_TIME,
        Outlook.of(
            SortedTree.empty(), SortedTree.empty(), Configuration.DEFAULT, Outlook.NO_TIME, null));
  }

  Outlook outlook() {
    return outlook;
  }

  /** The world of other files, computed from what differs. */
  World with(
      SortedTree<FileId, FileState> newFiles,
      Configuration newConfiguration,
      Clock newClock,
      RuleEngine engine,
      Cancellation cancellation) {
    List<FileId> changed = newFiles.differences(files);
    SortedTree<FileId, Contribution> next = contributions;
    SortedTree<FileId, List<MapValue>> held = resources;
    for (Told told : read(changed, newFiles, engine, cancellation)) {
      next =
          told.contribution.isNothing()
              ? next.without(told.file)
              : told.contribution.equals(next.get(told.file))
                  ? next
                  : next.with(told.file, told.contribution);
      held =
          told.resources.isEmpty()
              ? held.without(told.file)
              : Manifests.same(told.resources, held.get(told.file))
                  ? held
                  : held.with(told.file, told.resources);
    }
    boolean same =
        next == contributions
            && newConfiguration.equals(configuration)
            && (held == resources || !outlook.asksForOthers())
            && (newClock.equals(clock) || !outlook.asksForTime());
    return new World(
        newFiles,
        next,
        held,
        newConfiguration,
        newClock,
        same ? outlook : Outlook.of(next, held, newConfiguration, newClock, outlook));
  }

  /**
   * The outlook on the same resources of the policies and exceptions that are on disk: what an
   * editor has not saved is not there yet.
   *
   * @param before an earlier such outlook, whose laws are kept where they are the same
   */
  Outlook saved(RuleEngine engine, @Nullable Outlook before) {
    List<FileId> edited = new ArrayList<>();
    files.forEach(
        (file, state) -> {
          if (state.saved() != state.documents() && !state.isTemplate()) {
            edited.add(file);
          }
        });
    SortedTree<FileId, Contribution> then = contributions;
    for (FileId file : edited) {
      FileState state = Objects.requireNonNull(files.get(file));
      Documents saved = state.saved();
      Contribution now = Objects.requireNonNullElse(contributions.get(file), Contribution.NOTHING);
      Contribution on =
          now.withLaws(saved == null ? Contribution.NOTHING : Contribution.of(file, saved, engine));
      if (!on.equals(now)) {
        then = on.isNothing() ? then.without(file) : then.with(file, on);
      }
    }
    return then == contributions
        ? outlook
        : Outlook.of(then, resources, configuration, clock, before == null ? outlook : before);
  }

  private record Told(FileId file, Contribution contribution, List<MapValue> resources) {}

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
              if (state == null || state.isTemplate()) {
                return new Told(file, Contribution.NOTHING, List.of());
              }
              return new Told(
                  file,
                  Contribution.of(file, state.documents(), engine),
                  resources(state.documents(), engine));
            })
        .toList();
  }

  private static List<MapValue> resources(Documents documents, RuleEngine engine) {
    List<MapValue> roots = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      for (ResourceUnit unit : documents.get(i).parsed(engine).content().resources()) {
        roots.add(unit.resource().root());
      }
    }
    return roots;
  }
}
