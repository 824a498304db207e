package dev.ephor.workspace;

import dev.ephor.expression.cel.CelTokens;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.schema.Schemas;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.Contribution.PlacedPolicy;
import dev.ephor.yaml.YamlDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A workspace at one moment: immutable inputs, answers computed when asked for and remembered. Safe
 * for use by several threads.
 */
public final class Snapshot {

  private final SortedTree<FileId, FileState> files;
  private final Configuration configuration;
  private final Clock clock;
  private final Derivations derivations;
  private final ReentrantLock computing = new ReentrantLock();
  private volatile @Nullable World world;
  private volatile @Nullable Outlook saved;

  Snapshot(
      SortedTree<FileId, FileState> files,
      Configuration configuration,
      Clock clock,
      Derivations derivations) {
    this.files = files;
    this.configuration = configuration;
    this.clock = clock;
    this.derivations = derivations;
  }

  /** Every file, ordered. */
  public List<FileId> files() {
    return files.keys();
  }

  /** The text of a file, or null when it is not in the workspace. */
  public @Nullable SourceText text(FileId file) {
    FileState state = files.get(file);
    return state == null ? null : state.documents().text();
  }

  /**
   * The documents of a file in order; none when it is not in the workspace, or only becomes YAML
   * when a chart is rendered.
   */
  public List<PlacedDocument> documents(FileId file) {
    FileState state = files.get(file);
    if (state == null || state.isTemplate()) {
      return List.of();
    }
    List<PlacedDocument> placed = new ArrayList<>();
    for (int i = 0; i < state.documents().size(); i++) {
      YamlDocument yaml = state.documents().get(i).parsed(derivations.engine()).yaml();
      placed.add(new PlacedDocument(file, state.documents().start(i), yaml));
    }
    return placed;
  }

  /**
   * The kinds whose structure is known, those of the workspace's custom resource definitions
   * included; the same object for as long as no definition changes.
   */
  public Schemas schemas() {
    return outlook(Cancellation.NEVER).schemas();
  }

  /** Whether the policies and exceptions of a file count. */
  public boolean mayHoldPolicies(FileId file) {
    return configuration.roles().mayHoldPolicies(file)
        || configuration.roles().mayHoldExceptions(file);
  }

  /**
   * The policies that count, in the order of the files; each the same object for as long as its
   * content is.
   */
  public List<MapValue> policies() {
    return outlook(Cancellation.NEVER).roots();
  }

  /** The document that holds a policy's nodes; null for anything else. */
  public @Nullable PlacedDocument policyDocument(Source source) {
    PlacedPolicy placed = outlook(Cancellation.NEVER).place(source);
    return placed == null
        ? null
        : new PlacedDocument(
            placed.file(), placed.start(), placed.document().parsed(derivations.engine()).yaml());
  }

  /** How bad things are shown where the configuration has a say. */
  public SeverityRules severities() {
    return configuration.severities();
  }

  /** The document in which an offset of a file lies; null where there is none. */
  public @Nullable PlacedDocument documentAt(FileId file, int offset) {
    PlacedDocument found = null;
    for (PlacedDocument document : documents(file)) {
      if (document.start() <= offset) {
        found = document;
      }
    }
    return found == null || offset - found.start() > found.yaml().text().length() ? null : found;
  }

  /**
   * A document and where it stands.
   *
   * @param file the file that holds it
   * @param start the offset in the file of its first character
   * @param yaml its tree
   */
  public record PlacedDocument(FileId file, int start, YamlDocument yaml) {

    /** Where a node of it stands in the file. */
    public Span span(Place place) {
      return yaml.span(place.node(), place.part()).shift(start);
    }

    /** Where an object of it is named; the whole object where it is not. */
    public Span nameSpan(MapValue root) {
      MapValue metadata = root.map("metadata");
      Value name = metadata == null ? null : metadata.child("name");
      return span((name == null ? root : name).place(Place.Part.VALUE));
    }

    /**
     * Where a part of a node's text stands in the file.
     *
     * @param part a part of the text as it was evaluated; null for all of the node
     */
    public Span span(Place place, Finding.@Nullable Part part) {
      Span within = part == null ? null : written(place.node(), part);
      return within == null
          ? span(place)
          : yaml.sourceMap(place.node()).toSource(within).shift(start);
    }

    /** Where a part of an evaluated text stands in the text as it is written; null for nowhere. */
    private @Nullable Span written(int node, Finding.Part part) {
      String written = yaml.scalarText(node);
      return written.equals(part.text())
          ? part.span()
          : new CelTokens(part.text()).in(new CelTokens(written), part.span());
    }
  }

  /**
   * What to show in a file, ordered by place.
   *
   * @throws java.util.concurrent.CancellationException when cancelled; nothing half-done is kept
   */
  public List<Diagnostic> diagnostics(FileId file, Cancellation cancellation) {
    FileState state = files.get(file);
    if (state == null) {
      return List.of();
    }
    return new FileDiagnostics(file, state, outlook(cancellation), derivations)
        .collect(cancellation);
  }

  /**
   * The files whose diagnostics may differ from those of an earlier snapshot of the same workspace,
   * ordered; files that no longer exist included.
   */
  public List<FileId> affectedSince(Snapshot earlier) {
    Outlook now = outlook(Cancellation.NEVER);
    Outlook then = earlier.outlook(Cancellation.NEVER);
    return now == then
        ? files.differences(earlier.files)
        : new Affected(then, now).among(earlier.files, files, derivations.engine());
  }

  /** For each resource of a file that is judged: what would be said if it was written otherwise. */
  public List<Rehearsal> rehearsals(FileId file, Cancellation cancellation) {
    FileState state = files.get(file);
    return state == null
        ? List.of()
        : Rehearsal.of(file, state, outlook(cancellation), derivations);
  }

  /** Whether a file that is on disk has another text in the editor. */
  public boolean isEdited(FileId file) {
    FileState state = files.get(file);
    return state != null && state.saved() != null && state.saved() != state.documents();
  }

  /** The policies that count, in the order of the files. */
  public List<WorkspacePolicy> policies(Edition edition, Cancellation cancellation) {
    return outlook(edition, cancellation).policies().stream()
        .map(placed -> WorkspacePolicy.of(placed, derivations.engine()))
        .toList();
  }

  /**
   * Every resource that is judged with what the policies of an edition say of it, in the order of
   * the files, the same for both editions. Evaluates what is not known yet: after an edit, what it
   * concerns.
   *
   * @throws java.util.concurrent.CancellationException when cancelled; nothing half-done is kept
   */
  public List<Judged> judged(Edition edition, Cancellation cancellation) {
    Outlook typed = outlook(cancellation);
    Laws laws = outlook(edition, cancellation).laws();
    List<Judged> judged = new ArrayList<>();
    for (FileId file : judgedFiles(typed, files.keys())) {
      Documents documents = Objects.requireNonNull(files.get(file)).documents();
      for (int i = 0; i < documents.size(); i++) {
        Document.Parsed parsed = documents.get(i).parsed(derivations.engine());
        PlacedDocument placed = new PlacedDocument(file, documents.start(i), parsed.yaml());
        for (ResourceUnit unit : parsed.content().resources()) {
          Row row =
              edition == Edition.TYPED
                  ? unit.judged(laws, derivations.evaluations(), cancellation)
                  : unit.judgedAsSaved(laws, derivations.evaluations(), cancellation);
          judged.add(new Judged(placed, unit.resource(), row, laws));
        }
      }
    }
    return judged;
  }

  /**
   * The resources of one file with what the policies say of them, also where a test names the file
   * as its material; none when it is not in the workspace.
   *
   * @throws java.util.concurrent.CancellationException when cancelled; nothing half-done is kept
   */
  public List<Judged> judged(FileId file, Cancellation cancellation) {
    FileState state = files.get(file);
    if (state == null || state.isTemplate()) {
      return List.of();
    }
    Laws laws = outlook(cancellation).laws();
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < state.documents().size(); i++) {
      Document.Parsed parsed = state.documents().get(i).parsed(derivations.engine());
      PlacedDocument placed = new PlacedDocument(file, state.documents().start(i), parsed.yaml());
      for (ResourceUnit unit : parsed.content().resources()) {
        Row row = unit.judged(laws, derivations.evaluations(), cancellation);
        judged.add(new Judged(placed, unit.resource(), row, laws));
      }
    }
    return judged;
  }

  /** Every resource that is judged, in the order of the files; judges none of them. */
  public List<PlacedResource> resources(Cancellation cancellation) {
    List<PlacedResource> resources = new ArrayList<>();
    for (FileId file : judgedFiles(outlook(cancellation), files.keys())) {
      Documents documents = Objects.requireNonNull(files.get(file)).documents();
      for (int i = 0; i < documents.size(); i++) {
        Document.Parsed parsed = documents.get(i).parsed(derivations.engine());
        PlacedDocument placed = new PlacedDocument(file, documents.start(i), parsed.yaml());
        for (ResourceUnit unit : parsed.content().resources()) {
          resources.add(new PlacedResource(placed, unit.resource()));
        }
      }
    }
    return resources;
  }

  /**
   * A resource and where it stands.
   *
   * @param document the document that holds it
   * @param resource the whole object, completed
   */
  public record PlacedResource(PlacedDocument document, Resource resource) {}

  /**
   * What the policies that delete on a schedule say of a resource: a pass when it would be deleted.
   */
  public List<ScheduledSay> scheduled(Resource resource, Cancellation cancellation) {
    Outlook world = outlook(cancellation);
    List<ScheduledSay> says = new ArrayList<>();
    for (Contribution.PlacedPolicy placed : world.policies()) {
      RuleEngine.Judge judge = placed.policy().judge();
      if (judge == null || !judge.deletes()) {
        continue;
      }
      List<RuleOutcome> outcomes;
      try {
        outcomes = judge.cleanUp(resource, world.laws().request(), world.laws().facts());
      } catch (CancellationException cancelled) {
        throw cancelled;
      } catch (RuntimeException | StackOverflowError crash) {
        outcomes = List.of(Cell.crashed(placed.policy(), resource, crash));
      }
      says.add(new ScheduledSay(WorkspacePolicy.of(placed, derivations.engine()), outcomes));
    }
    return says;
  }

  /** What a policy that deletes on a schedule says of a resource. */
  public record ScheduledSay(WorkspacePolicy policy, List<RuleOutcome> outcomes) {
    public ScheduledSay {
      outcomes = List.copyOf(outcomes);
    }
  }

  private List<FileId> judgedFiles(Outlook world, List<FileId> among) {
    List<FileId> judged = new ArrayList<>();
    for (FileId file : among) {
      FileState state = files.get(file);
      if (state != null && world.judges(file) && !state.isTemplate()) {
        judged.add(file);
      }
    }
    return judged;
  }

  /** How many policies, resources and verdicts there are, for summaries. Evaluates everything. */
  public Counts counts(Cancellation cancellation) {
    return counts(files.keys(), cancellation);
  }

  /** The same of some files. Evaluates what is in them. */
  public Counts counts(List<FileId> among, Cancellation cancellation) {
    Outlook world = outlook(cancellation);
    Map<Status, Integer> verdicts = new EnumMap<>(Status.class);
    int resources = 0;
    for (FileId file : judgedFiles(world, among)) {
      FileState state = files.get(file);
      for (int i = 0; state != null && i < state.documents().size(); i++) {
        for (ResourceUnit unit :
            state.documents().get(i).parsed(derivations.engine()).content().resources()) {
          resources++;
          unit.judged(world.laws(), derivations.evaluations(), cancellation)
              .forEachOutcome(
                  (policy, outcome) -> verdicts.merge(outcome.status(), 1, Integer::sum));
        }
      }
    }
    return new Counts(
        world.policies().size(),
        resources,
        verdicts.getOrDefault(Status.PASS, 0),
        verdicts.getOrDefault(Status.FAIL, 0),
        verdicts.getOrDefault(Status.WARN, 0),
        verdicts.getOrDefault(Status.ERROR, 0),
        verdicts.getOrDefault(Status.SKIP, 0));
  }

  SortedTree<FileId, FileState> tree() {
    return files;
  }

  Configuration configuration() {
    return configuration;
  }

  /** What time it is, as far as somebody has said. */
  public Clock clock() {
    return clock;
  }

  private Outlook outlook(Cancellation cancellation) {
    return world(cancellation).outlook();
  }

  /** One thread computes; the others wait for it, each for as long as it is wanted itself. */
  private World world(Cancellation cancellation) {
    World known = world;
    if (known != null) {
      return known;
    }
    lock(cancellation);
    try {
      known = world;
      if (known == null) {
        known = derivations.world(files, configuration, clock, cancellation);
        world = known;
      }
      return known;
    } finally {
      computing.unlock();
    }
  }

  private Outlook outlook(Edition edition, Cancellation cancellation) {
    World now = world(cancellation);
    if (edition == Edition.TYPED) {
      return now.outlook();
    }
    Outlook known = saved;
    if (known == null) {
      lock(cancellation);
      try {
        known = saved;
        if (known == null) {
          known = derivations.saved(now);
          saved = known;
        }
      } finally {
        computing.unlock();
      }
    }
    return known;
  }

  private void lock(Cancellation cancellation) {
    try {
      while (!computing.tryLock(5, TimeUnit.MILLISECONDS)) {
        cancellation.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  /**
   * How much was evaluated and what came of it.
   *
   * @param policies policies read
   * @param resources resources judged
   * @param pass verdicts by status
   * @param fail verdicts by status
   * @param warn verdicts by status
   * @param error verdicts by status
   * @param skip verdicts by status
   */
  public record Counts(
      int policies, int resources, int pass, int fail, int warn, int error, int skip) {}
}
