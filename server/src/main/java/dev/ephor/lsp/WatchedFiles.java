package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CreateFilesParams;
import org.eclipse.lsp4j.DeleteFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileCreate;
import org.eclipse.lsp4j.FileDelete;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RenameFilesParams;
import org.eclipse.lsp4j.WatchKind;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * {@code workspace/didChangeWatchedFiles} and the file operations that a person does in the editor.
 * What a message says of a file is only a hint: the disk is looked at.
 */
final class WatchedFiles {

  private WatchedFiles() {}

  static Registration registration() {
    return new Registration(
        "ephor-files",
        "workspace/didChangeWatchedFiles",
        new DidChangeWatchedFilesRegistrationOptions(
            List.of(
                new FileSystemWatcher(Either.forLeft("**/*.{yaml,yml,json}")),
                new FileSystemWatcher(Either.forLeft("**/.gitignore")),
                // A deleted folder is reported as one path, without its files.
                new FileSystemWatcher(Either.forLeft("**/*"), WatchKind.Delete))));
  }

  static void changed(Session session, DidChangeWatchedFilesParams params) {
    look(session, required(params.getChanges(), "changes").stream().map(FileEvent::getUri));
  }

  static void created(Session session, CreateFilesParams params) {
    look(session, required(params.getFiles(), "files").stream().map(FileCreate::getUri));
  }

  static void renamed(Session session, RenameFilesParams params) {
    look(
        session,
        required(params.getFiles(), "files").stream()
            .flatMap(rename -> Stream.of(rename.getOldUri(), rename.getNewUri())));
  }

  static void deleted(Session session, DeleteFilesParams params) {
    look(session, required(params.getFiles(), "files").stream().map(FileDelete::getUri));
  }

  private static void look(Session session, Stream<String> uris) {
    Set<Path> paths = new LinkedHashSet<>();
    uris.map(Uris::path).filter(Objects::nonNull).forEach(paths::add);
    session.folders().look(paths);
  }
}
