package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.jspecify.annotations.Nullable;

/** The workspace's folders, and bringing what is in them into the workspace. */
final class Folders implements AutoCloseable {

  private final Session session;

  /** Only touched on the disk thread. */
  private final Set<Path> roots = new LinkedHashSet<>();

  private volatile List<Path> known = List.of();

  Folders(Session session) {
    this.session = session;
  }

  /** The folders' paths. */
  List<Path> roots() {
    return known;
  }

  /** {@code workspace/didChangeWorkspaceFolders}. */
  static void changed(Session session, DidChangeWorkspaceFoldersParams params) {
    var event = required(params.getEvent(), "event");
    List<String> removed = uris(event.getRemoved());
    List<String> added = uris(event.getAdded());
    session.folders().onDisk("removing folders", () -> session.folders().remove(removed));
    session.folders().onDisk("adding folders", () -> session.folders().add(added));
  }

  private static List<String> uris(@Nullable List<WorkspaceFolder> folders) {
    return folders == null ? List.of() : folders.stream().map(WorkspaceFolder::getUri).toList();
  }

  /** The first scan. */
  void open(List<String> uris) {
    Progress progress = Progress.begin(session, "Ephor");
    session.pushed().show(progress);
    onDisk(
        "the first scan",
        () -> {
          progress.report("reading files", 0, 0);
          add(uris);
          session.showAgain();
          if (session.client().pullsDiagnostics()) {
            progress.end("");
          }
        });
  }

  /** Runs what reads files, one at a time, in order. */
  void onDisk(String doing, Runnable work) {
    try {
      session
          .disk()
          .execute(
              () -> {
                try {
                  work.run();
                } catch (RuntimeException | StackOverflowError e) {
                  session.log().crash(doing, e);
                }
              });
    } catch (RejectedExecutionException e) {
      session.log().info(doing + " is too late: the server is closing");
    }
  }

  private void add(List<String> uris) {
    List<Change> changes = new ArrayList<>();
    for (String uri : uris) {
      Path root = Uris.path(uri);
      if (root == null) {
        session.log().warn("a folder that is not on this machine's disk: " + uri);
      } else if (roots.add(root)) {
        changes.addAll(scan(root));
      }
    }
    known = List.copyOf(roots);
    session.update(changes);
  }

  private void remove(List<String> uris) {
    for (String uri : uris) {
      roots.remove(Uris.path(uri));
    }
    known = List.copyOf(roots);
    List<Change> changes = new ArrayList<>();
    for (FileId file : session.moment().snapshot().files()) {
      Path path = Uris.path(Uris.of(file));
      if (path != null && !contains(path)) {
        changes.add(new Change.Removed(file));
      }
    }
    session.update(changes);
  }

  /** Brings the workspace up to date with what is at these paths now, files or folders. */
  void look(Set<Path> paths) {
    List<Change> changes = new ArrayList<>();
    for (Path path : paths) {
      if (!contains(path)) {
        continue; // nothing outside of the workspace is read
      }
      if (Files.isDirectory(path)) {
        changes.addAll(scan(path));
      } else if (isYaml(path)) {
        changes.addAll(read(path));
      } else {
        String gone = Uris.name(path);
        for (FileId file : session.moment().snapshot().files()) {
          if (file.path().equals(gone) || file.path().startsWith(gone + "/")) {
            changes.add(new Change.Removed(file));
          }
        }
      }
    }
    session.update(changes);
  }

  boolean contains(Path path) {
    return roots.stream().anyMatch(path::startsWith);
  }

  private List<Change> scan(Path root) {
    List<Change> changes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      files.filter(Folders::isYaml).forEach(file -> changes.addAll(read(file)));
    } catch (IOException e) {
      session.log().warn("cannot read " + root + ": " + e.getMessage());
    }
    return changes;
  }

  static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
  }

  /** What a file on disk now is. */
  List<Change> read(Path file) {
    FileId id = new FileId(Uris.name(file));
    try {
      return List.of(
          new Change.OnDisk(id, SourceText.of(Files.readString(file, StandardCharsets.UTF_8))));
    } catch (IOException e) {
      return List.of(new Change.Removed(id));
    }
  }

  @Override
  public void close() {}
}
