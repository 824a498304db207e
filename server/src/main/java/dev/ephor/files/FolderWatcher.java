package dev.ephor.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches folders for clients that do not. What changes is collected until the disk is quiet for a
 * moment, then told on the watcher's own thread: paths of files and folders, to be looked at with
 * {@link WorkspaceFiles#look}. New folders are to be watched by whoever looked at them.
 */
public final class FolderWatcher implements AutoCloseable {

  /** A checkout or a save touches many files; they are told together. */
  private static final long QUIET_MILLIS = 100;

  /** But nobody waits longer than this for the disk to become quiet. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final WatchService service;
  private final Map<WatchKey, Path> watched = new ConcurrentHashMap<>();
  private final Consumer<Set<Path>> changed;
  private final Thread thread;

  private FolderWatcher(WatchService service, Consumer<Set<Path>> changed) {
    this.service = service;
    this.changed = changed;
    this.thread = new Thread(this::run, "ephor-watch");
    this.thread.setDaemon(true);
  }

  /**
   * Starts a watcher that watches nothing yet.
   *
   * @throws IOException when the system offers no watching
   */
  public static FolderWatcher start(Consumer<Set<Path>> changed) throws IOException {
    FolderWatcher watcher = new FolderWatcher(FileSystems.getDefault().newWatchService(), changed);
    watcher.thread.start();
    return watcher;
  }

  /**
   * Watches folders, not what lies in folders below them. One that is watched already costs
   * nothing.
   *
   * @return how many cannot be watched, for instance because the system's limit is reached
   */
  public int watch(Collection<Path> folders) {
    int failed = 0;
    for (Path folder : folders) {
      try {
        WatchKey key =
            folder.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        watched.put(key, folder);
      } catch (IOException unwatchable) {
        failed++;
      } catch (ClosedWatchServiceException closed) {
        return failed;
      }
    }
    return failed;
  }

  /** Those of the folders that are not watched yet. */
  public Set<Path> unwatched(Collection<Path> folders) {
    Set<Path> unwatched = new LinkedHashSet<>(folders);
    unwatched.removeAll(Set.copyOf(watched.values()));
    return unwatched;
  }

  private void run() {
    try {
      while (true) {
        Set<Path> paths = new LinkedHashSet<>();
        collect(service.take(), paths);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        WatchKey next = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (next != null) {
          collect(next, paths);
          next =
              System.nanoTime() < deadline
                  ? service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)
                  : null;
        }
        if (!paths.isEmpty()) {
          changed.accept(paths);
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect(WatchKey key, Set<Path> paths) {
    Path folder = watched.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (folder != null && event.context() instanceof Path name) {
        paths.add(folder.resolve(name));
      } else if (folder != null) {
        paths.add(folder); // the system lost events: look at all of it
      }
    }
    if (!key.reset()) {
      watched.remove(key);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
