package dev.ephor.lsp;

import dev.ephor.ide.diagnostics.ShownDiagnostics.Wishes;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.jspecify.annotations.Nullable;

/**
 * {@code textDocument/publishDiagnostics}: after each change the edited file is answered first and
 * always, then the open files whose diagnostics changed, then the others. One thread publishes, so
 * that a client never sees an older answer after a newer; a newer change ends a pass at its next
 * checkpoint, and the following pass covers what it left.
 */
final class PushedDiagnostics implements AutoCloseable {

  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Session session;
  private final ExecutorService publisher = Session.threads("ephor-publisher", 1);
  private final ExecutorService evaluators = Session.threads("ephor-evaluator", THREADS);
  private final AtomicBoolean queued = new AtomicBoolean();

  /** Files whose edit is not yet answered, with the number of the last one. Guarded by itself. */
  private final Map<FileId, Long> edited = new LinkedHashMap<>();

  // The rest is touched by the publisher alone.

  /** What each file shows; a file that shows nothing is absent. */
  private final Map<FileId, Shown> published = new HashMap<>();

  /**
   * What a file shows.
   *
   * @param id the report's identity
   * @param uri under which it was published: one file may be spelt in several ways
   */
  private record Shown(String id, String uri) {}

  private Snapshot complete;
  private @Nullable Wishes wishes;
  private @Nullable Progress progress;

  PushedDiagnostics(Session session, Snapshot empty) {
    this.session = session;
    this.complete = empty;
  }

  /** Shows how far the next pass is, and ends when it ends. */
  void show(Progress shown) {
    publisher.execute(() -> progress = shown);
  }

  /**
   * Something changed; called by any thread after the change.
   *
   * @param file the file that was edited, or null
   * @param number the change's
   */
  void changed(@Nullable FileId file, long number) {
    if (file != null) {
      synchronized (edited) {
        edited.remove(file); // to the end: the last edited is answered first
        edited.put(file, number);
      }
    }
    if (queued.compareAndSet(false, true)) {
      try {
        publisher.execute(this::pass);
      } catch (RejectedExecutionException e) {
        session.log().info("closing: diagnostics are no longer published");
      }
    }
  }

  private void pass() {
    queued.set(false); // before the state is read: a later change queues another pass
    Moment moment = session.moment();
    Wishes now = session.wishes();
    Cancellation outdated = () -> session.moment().number() != moment.number();
    try {
      for (FileId file : unanswered()) {
        publish(moment, file, report(moment, file, outdated), true);
        answered(file, moment);
      }
      publishAll(moment, affected(moment, now), outdated);
      complete = moment.snapshot();
      wishes = now; // only now: an edit may cut the pass short before every file is as wished
      ended();
    } catch (CancellationException e) {
      // The change that outdated this pass has queued the next.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      session.log().crash("publishing diagnostics", e);
      ended();
    }
  }

  private void ended() {
    if (progress != null) {
      progress.end();
      progress = null;
    }
  }

  private List<FileId> unanswered() {
    synchronized (edited) {
      List<FileId> files = new ArrayList<>(edited.keySet());
      Collections.reverse(files);
      return files;
    }
  }

  private void answered(FileId file, Moment moment) {
    synchronized (edited) {
      edited.computeIfPresent(file, (key, number) -> number > moment.number() ? number : null);
    }
  }

  /** What may differ, open files first. After changed wishes every file may. */
  private Collection<FileId> affected(Moment moment, Wishes now) {
    Set<FileId> files = new LinkedHashSet<>(moment.snapshot().affectedSince(complete));
    files.addAll(session.tests().outdated(complete, moment.snapshot()));
    files.addAll(session.lints().affected(complete, moment.snapshot()));
    if (!now.equals(wishes)) {
      files.addAll(moment.snapshot().files());
    }
    Set<FileId> ordered = new LinkedHashSet<>();
    for (FileId file : files) {
      if (moment.open().containsKey(file)) {
        ordered.add(file);
      }
    }
    ordered.addAll(files);
    return ordered;
  }

  /** Evaluates in parallel, a little ahead of what is published in order. */
  private void publishAll(Moment moment, Collection<FileId> files, Cancellation outdated)
      throws InterruptedException {
    if (files.size() == 1) {
      FileId only = files.iterator().next();
      publish(moment, only, report(moment, only, outdated), false);
      return;
    }
    Deque<Evaluation> ahead = new ArrayDeque<>();
    int done = 0;
    for (FileId file : files) {
      ahead.add(new Evaluation(file, evaluators.submit(() -> report(moment, file, outdated))));
      if (ahead.size() > 8 * THREADS) {
        publish(moment, ahead.remove());
        progress(++done, files.size());
      }
    }
    while (!ahead.isEmpty()) {
      publish(moment, ahead.remove());
      progress(++done, files.size());
    }
  }

  private void progress(int done, int total) {
    if (progress != null) {
      progress.report("judging files", done, total);
    }
  }

  private record Evaluation(FileId file, Future<DiagnosticReport> report) {}

  private void publish(Moment moment, Evaluation evaluation) throws InterruptedException {
    try {
      publish(moment, evaluation.file, evaluation.report.get(), false);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CancellationException cancelled) {
        throw cancelled;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** One file's failure is that file's. */
  private DiagnosticReport report(Moment moment, FileId file, Cancellation outdated) {
    outdated.check();
    try {
      return DiagnosticReport.of(session, moment, file, outdated);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      session.log().crash("judging " + file, e);
      return DiagnosticReport.crashed(e);
    }
  }

  private void publish(Moment moment, FileId file, DiagnosticReport report, boolean always) {
    Shown before = published.get(file);
    String known = before == null ? DiagnosticReport.EMPTY.id() : before.id;
    OpenDocument open = moment.open().get(file);
    // A client that compares URIs as text keeps what is not taken back as it was said.
    String uri = before == null || open != null ? moment.uri(file) : before.uri;
    if (before != null && !before.uri.equals(uri)) {
      send(new PublishDiagnosticsParams(before.uri, List.of()));
    } else if (!always && report.id().equals(known)) {
      return;
    }
    if (report.items().isEmpty()) {
      published.remove(file);
    } else {
      published.put(file, new Shown(report.id(), uri));
    }
    PublishDiagnosticsParams params = new PublishDiagnosticsParams(uri, report.items());
    if (open != null) {
      params.setVersion(open.version());
    }
    send(params);
  }

  private void send(PublishDiagnosticsParams params) {
    session.notifyClient("textDocument/publishDiagnostics", params);
  }

  @Override
  public void close() {
    publisher.shutdownNow();
    evaluators.shutdownNow();
  }
}
