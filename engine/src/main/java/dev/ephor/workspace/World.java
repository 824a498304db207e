package dev.ephor.workspace;

import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a snapshot and what each tells the others. The next world is computed from this one
 * by what differs, and keeps its outlook where the differences tell nothing new.
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

  static World empty() {
    return new World(
        SortedTree.empty(),
        SortedTree.empty(),
        Configuration.DEFAULT,
        Outlook.of(SortedTree.empty(), Configuration.DEFAULT, null));
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
        same ? outlook : Outlook.of(next, newConfiguration, outlook.laws()));
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
                  state == null || state.isTemplate()
                      ? Contribution.NOTHING
                      : Contribution.of(file, state.documents(), engine));
            })
        .toList();
  }
}
