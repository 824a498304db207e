package dev.ephor.lsp;

import dev.ephor.context.HostNames;
import dev.ephor.ide.diagnostics.ShownDiagnostics.Wishes;
import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.ide.focus.Focus;
import dev.ephor.lint.PolicyLints;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.Workspace;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * One connection: the client, the workspace and the threads. Edits are applied on the reader
 * thread, in order; files are read on one thread, in order; answers are computed on workers from
 * the {@link Moment} of their question.
 */
final class Session implements AutoCloseable {

  private static final int MAX_DIAGNOSTICS = 1000;

  enum Phase {
    CREATED,
    RUNNING,
    SHUT_DOWN
  }

  private final Log log;
  private final String version;
  private final Endpoint remote;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final ExecutorService workers = threads("ephor-worker", 2);
  private final ExecutorService disk = threads("ephor-disk", 1);
  private final Workspace workspace = new Workspace();
  private final Folders folders = new Folders(this);
  private final PushedDiagnostics pushed;
  private final PulledDiagnostics pulled = new PulledDiagnostics(this);
  private final OfferedProposals offered = new OfferedProposals();
  private final OfferedActions actions = new OfferedActions();
  private final Refresh lenses = new Refresh(this, "workspace/codeLens/refresh");
  private final Refresh hints = new Refresh(this, "workspace/inlayHint/refresh");

  /** Nothing is looked up in the network while somebody types. */
  private final LiveTests tests =
      new LiveTests(
          new Surroundings(
              Clock.system(ZoneId.systemDefault()),
              new SecureRandom()::nextInt,
              HostNames.OFFLINE));

  private final PolicyLints lints = new PolicyLints();
  private volatile Phase phase = Phase.CREATED;
  private volatile Client client = Client.UNKNOWN;
  private volatile Settings settings = Settings.DEFAULT;
  private volatile Focus focus = Focus.NONE;
  private final Map<FileId, Tokens.Answered> tokens = new ConcurrentHashMap<>();
  private volatile Moment moment = new Moment(0, workspace.current(), Map.of());

  Session(Log log, String version, Endpoint remote) {
    this.log = log;
    this.version = version;
    this.remote = remote;
    this.pushed = new PushedDiagnostics(this, workspace.current());
  }

  Log log() {
    return log;
  }

  /** The program's version, for {@code serverInfo}. */
  String version() {
    return version;
  }

  Phase phase() {
    return phase;
  }

  void phase(Phase next) {
    phase = next;
  }

  Client client() {
    return client;
  }

  void client(Client known) {
    client = known;
  }

  Settings settings() {
    return settings;
  }

  /** Which diagnostics a file shows: the client decides, then {@code ephor.yaml}. */
  Wishes wishes() {
    Integer client = settings.maxDiagnostics();
    Integer file = folders.maxDiagnostics();
    int limit = client != null ? client : file != null ? file : MAX_DIAGNOSTICS;
    return new Wishes(limit, settings.kubernetesSchema(), settings.lint());
  }

  /** Whether completion and hover at a place are ours to give, and not another extension's. */
  boolean answersFor(Snapshot snapshot, FileId file, int offset) {
    if (settings.kubernetesSchema()) {
      return true;
    }
    PlacedDocument document = snapshot.documentAt(file, offset);
    DocumentKind kind = document == null ? null : DocumentKind.of(file, document.yaml().root());
    return kind != null && kind != DocumentKind.RESOURCE && kind != DocumentKind.LIST;
  }

  void settings(Settings changed) {
    settings = changed;
  }

  Folders folders() {
    return folders;
  }

  PushedDiagnostics pushed() {
    return pushed;
  }

  PulledDiagnostics pulled() {
    return pulled;
  }

  OfferedProposals offered() {
    return offered;
  }

  OfferedActions actions() {
    return actions;
  }

  LiveTests tests() {
    return tests;
  }

  /** What somebody has worked on, and chosen. */
  Focus focus() {
    return focus;
  }

  /** Looks at a rule with another manifest from now on. */
  void focus(Focus.OfRule rule, String resource) {
    synchronized (this) {
      focus = focus.choosing(rule, resource);
    }
    askAgain();
  }

  PolicyLints lints() {
    return lints;
  }

  /** Threads that answer requests. */
  ExecutorService workers() {
    return workers;
  }

  /** The one thread that reads files, so that a later reading is never overtaken by an earlier. */
  ExecutorService disk() {
    return disk;
  }

  /** Completed with the process's exit code when the session ends. */
  CompletableFuture<Integer> exit() {
    return exit;
  }

  void notifyClient(String method, Object params) {
    remote.notify(method, params);
  }

  /** Sends a request; its answer is heard on the reader thread, a refusal goes to the log. */
  void askClient(String method, @Nullable Object params, Consumer<@Nullable Object> heard) {
    askClient(method, params, heard, () -> {});
  }

  /**
   * The same.
   *
   * @param ended run at last, however the client answered
   */
  void askClient(
      String method, @Nullable Object params, Consumer<@Nullable Object> heard, Runnable ended) {
    var unused =
        remote
            .request(method, params)
            .whenComplete((answer, failure) -> ended.run())
            .handle(
                (answer, failure) -> {
                  if (failure != null) {
                    log.warn("the client refused " + method + ": " + failure.getMessage());
                    return answer;
                  }
                  try {
                    heard.accept(answer);
                  } catch (RuntimeException | Error e) {
                    log.crash("the answer to " + method, e); // the future would keep it to itself
                  }
                  return answer;
                });
  }

  /** The semantic tokens that were answered last, by file. */
  Map<FileId, Tokens.Answered> tokens() {
    return tokens;
  }

  /** The newest state. */
  Moment moment() {
    return moment;
  }

  /** Applies what changed on disk or in the configuration. */
  void update(List<Change> changes) {
    if (!changes.isEmpty()) {
      Moment next;
      synchronized (this) {
        next = advance(changes, moment.open());
      }
      changed(next, null, false);
    }
  }

  /** Applies an edit, or the opening, of a document that the client shows. */
  void show(FileId file, OpenDocument document) {
    Moment next;
    synchronized (this) {
      Map<FileId, OpenDocument> open = new HashMap<>(moment.open());
      OpenDocument before = open.get(file);
      if (before != null) {
        String text = document.text().content();
        focus = focus.typed(file, Focus.firstDifference(before.text().content(), text));
      }
      open.put(file, document);
      List<Change> changes =
          document.read() ? List.of(new Change.InEditor(file, document.text())) : List.of();
      next = advance(changes, open);
    }
    changed(next, file, true);
    folders.typed(file);
  }

  /** Applies the closing of a document. */
  void hide(FileId file) {
    Moment next;
    synchronized (this) {
      Map<FileId, OpenDocument> open = new HashMap<>(moment.open());
      tokens.remove(file);
      OpenDocument closed = open.remove(file);
      List<Change> changes =
          closed != null && closed.read() ? List.of(new Change.ClosedInEditor(file)) : List.of();
      next = advance(changes, open);
    }
    changed(next, null, true);
    folders.typed(file);
  }

  /** Nothing was typed, but what is to be shown may differ: first scan, settings. */
  void showAgain() {
    changed(moment, null, false);
  }

  private Moment advance(List<Change> changes, Map<FileId, OpenDocument> open) {
    Moment next =
        new Moment(
            moment.number() + 1,
            changes.isEmpty() ? moment.snapshot() : workspace.update(andTime(changes)),
            open);
    moment = next;
    return next;
  }

  /** Policies that ask for the time learn it with a change, though at most once a minute. */
  private static List<Change> andTime(List<Change> changes) {
    List<Change> all = new ArrayList<>(changes);
    all.add(new Change.Time(Instant.now().truncatedTo(ChronoUnit.MINUTES), ZoneId.systemDefault()));
    return all;
  }

  private void changed(Moment next, @Nullable FileId edited, boolean byClient) {
    if (client.pullsDiagnostics()) {
      pulled.changed(byClient);
    } else {
      pushed.changed(edited, next.number());
    }
    // The client asks again by itself about the file in which somebody types.
    if (next.open().keySet().stream().anyMatch(file -> !file.equals(edited))) {
      askAgain();
    }
  }

  /** Has the client ask for hints and lenses again. */
  private void askAgain() {
    if (client.can("workspace.inlayHint.refreshSupport")) {
      hints.ask();
    }
    if (client.can("workspace.codeLens.refreshSupport")) {
      lenses.ask();
    }
  }

  @Override
  public void close() {
    pushed.close();
    folders.close();
    disk.shutdownNow();
    workers.shutdownNow();
  }

  /** Daemon threads: a hanging answer never keeps the process alive. */
  static ExecutorService threads(String name, int count) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        count,
        task -> {
          Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
