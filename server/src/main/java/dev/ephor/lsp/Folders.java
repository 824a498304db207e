package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.files.FolderWatcher;
import dev.ephor.files.WorkspaceFiles;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's folders, and bringing what is in them into the workspace. Files are read on the
 * disk thread only, one look after the other.
 */
final class Folders implements AutoCloseable {

  private final Session session;

  /** Only touched on the disk thread, and so are its folders. */
  private final WorkspaceFiles files = new WorkspaceFiles();

  /** Where the client does not watch. */
  private volatile @Nullable FolderWatcher watcher;

  private volatile List<Path> roots = List.of();
  private volatile @Nullable Integer maxDiagnostics;

  Folders(Session session) {
    this.session = session;
  }

  /** The folders' paths. */
  List<Path> roots() {
    return roots;
  }

  /** How many diagnostics a file shows as the {@code ephor.yaml} files say, or null. */
  @Nullable Integer maxDiagnostics() {
    return maxDiagnostics;
  }

  /** The first scan, and watching from then on. */
  void open(List<String> uris) {
    if (!session.client().registersWatchers()) {
      watch();
    }
    Progress progress = Progress.begin(session, "Ephor");
    session.pushed().show(progress);
    onDisk(
        "the first scan",
        () -> {
          progress.report("reading files", 0, 0);
          try {
            add(uris);
          } finally {
            session.showAgain();
            if (session.client().pullsDiagnostics()) {
              progress.end();
            }
          }
        });
  }

  private void watch() {
    try {
      watcher = FolderWatcher.start(paths -> onDisk("reading changed files", () -> lookNow(paths)));
    } catch (IOException e) {
      session.log().warn("changes on disk will not be seen: " + e.getMessage());
    }
  }

  /** {@code workspace/didChangeWorkspaceFolders}. */
  static void changed(Session session, DidChangeWorkspaceFoldersParams params) {
    var event = required(params.getEvent(), "event");
    List<String> removed = uris(event.getRemoved());
    List<String> added = uris(event.getAdded());
    Folders folders = session.folders();
    folders.onDisk("removing folders", () -> folders.remove(removed));
    folders.onDisk("adding folders", () -> folders.add(added));
  }

  private static List<String> uris(@Nullable List<WorkspaceFolder> folders) {
    return folders == null ? List.of() : folders.stream().map(WorkspaceFolder::getUri).toList();
  }

  /** Looks at what is at these paths now, files or folders. */
  void look(Set<Path> paths) {
    onDisk("reading changed files", () -> lookNow(paths));
  }

  /** A person types in a file: when it is a folder's {@code ephor.yaml}, its settings count. */
  void typed(FileId file) {
    if (file.path().endsWith("/ephor.yaml")) {
      onDisk(
          "reading settings",
          () -> {
            Change configured = files.typed(session.moment().snapshot());
            if (configured != null) {
              apply(List.of(configured));
            }
          });
    }
  }

  private void add(List<String> uris) {
    List<Change> changes = new ArrayList<>();
    for (String uri : uris) {
      Path root = Uris.path(uri);
      if (root == null) {
        session.log().warn("a folder that is not on this machine's disk: " + uri);
      } else {
        changes.addAll(looked(files.add(root)));
      }
    }
    apply(changes);
  }

  private void remove(List<String> uris) {
    for (Path root : uris.stream().map(Uris::path).filter(Objects::nonNull).toList()) {
      apply(files.remove(root, session.moment().snapshot()));
    }
  }

  private void lookNow(Set<Path> paths) {
    WorkspaceFiles.Look look = files.look(paths, session.moment().snapshot());
    FolderWatcher active = watcher;
    Set<Path> fresh = active == null ? Set.of() : active.unwatched(look.folders());
    apply(looked(look));
    if (active != null && active.unwatched(fresh).isEmpty() && !fresh.isEmpty()) {
      // What came into a new folder after it was read and before it was watched.
      lookNow(fresh);
    }
  }

  private List<Change> looked(WorkspaceFiles.Look look) {
    look.unreadable()
        .forEach(each -> session.log().warn("cannot read " + each.path() + ": " + each.reason()));
    FolderWatcher active = watcher;
    if (active != null) {
      int failed = active.watch(look.folders());
      if (failed > 0) {
        session.log().warn(failed + " folders cannot be watched; changes in them are not seen");
      }
    }
    return look.changes();
  }

  private void apply(List<Change> changes) {
    roots = List.copyOf(files.settings().keySet());
    maxDiagnostics =
        files.settings().values().stream()
            .map(each -> each.maxDiagnostics())
            .filter(Objects::nonNull)
            .min(Integer::compare)
            .orElse(null);
    session.update(changes);
  }

  private void onDisk(String doing, Runnable work) {
    try {
      session
          .disk()
          .execute(
              () -> {
                try {
                  work.run();
                } catch (RuntimeException | Error e) {
                  session.log().crash(doing, e);
                }
              });
    } catch (RejectedExecutionException e) {
      session.log().info(doing + " is too late: the server is closing");
    }
  }

  @Override
  public void close() {
    FolderWatcher active = watcher;
    if (active != null) {
      try {
        active.close();
      } catch (IOException e) {
        session.log().info("closing the watcher: " + e.getMessage());
      }
    }
  }
}
