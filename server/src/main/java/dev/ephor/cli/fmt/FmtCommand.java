package dev.ephor.cli.fmt;

import dev.ephor.cli.manifests.FileRewriting;
import dev.ephor.files.FileNames;
import dev.ephor.files.FileReading;
import dev.ephor.files.WorkspaceFiles;
import dev.ephor.ide.format.Formatter;
import dev.ephor.ide.format.Style;
import dev.ephor.text.Decoding;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor fmt}: the layout of manifests, policies and tests. */
@Command(
    name = "fmt",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lays out manifests, policies and tests: indentation, blanks, empty lines. Comments,",
      "quotes, the order and the content of values stay; other files are not touched, and a",
      "document that is broken is left exactly alone. Prints the names of the files that it",
      "changes. Ends with 0, with 1 when --check finds a file to change, with 2 when a file",
      "cannot be read or written."
    },
    footer = {
      "",
      "Examples:",
      "  ephor fmt deploy/ policies/      lays out everything below two folders",
      "  ephor fmt --check .              for CI: names the files, changes none",
      "  ephor fmt - < web.yaml           from standard input to standard output",
    })
public final class FmtCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files and folders; - is standard input.")
  private List<String> paths = new ArrayList<>();

  @Option(names = "--check", description = "Changes nothing; names the files that would change.")
  private boolean check;

  private boolean failed;

  @Override
  public Integer call() {
    boolean changes = false;
    for (String path : paths) {
      changes |= path.equals(STANDARD_INPUT) ? standardInput() : formatted(Path.of(path));
    }
    spec.commandLine().getOut().flush();
    return failed ? 2 : check && changes ? 1 : 0;
  }

  /** Formats what a path names; whether anything differs. */
  private boolean formatted(Path path) {
    List<Change> changes = new ArrayList<>();
    if (Files.isDirectory(path)) {
      WorkspaceFiles.Look look = new WorkspaceFiles().add(path);
      changes.addAll(look.changes());
      look.unreadable().forEach(each -> fail(each.path(), each.reason()));
    } else if (!Files.exists(path)) {
      fail(path, "there is no such file or folder");
    } else {
      FileReading reading = FileReading.named(path);
      if (reading.change() != null) {
        changes.add(reading.change());
      } else if (reading.unreadable() != null) {
        fail(path, reading.unreadable().reason());
      }
    }
    boolean differs = false;
    for (Change change : changes) {
      // What could not be decoded would be written back without its bytes.
      if (change instanceof Change.OnDisk on && on.problems().isEmpty()) {
        differs |= file(path, on);
      }
    }
    return differs;
  }

  private boolean file(Path given, Change.OnDisk on) {
    Path file = Path.of(on.file().path());
    Path top = given.toAbsolutePath().normalize();
    Path shown =
        file.startsWith(top) && !file.equals(top) ? given.resolve(top.relativize(file)) : given;
    String text = on.text().content();
    String laidOut = laidOut(on, shown);
    if (laidOut.equals(text)) {
      return false;
    }
    Optional<String> failure = check ? Optional.empty() : FileRewriting.write(file, text, laidOut);
    if (failure.isPresent()) {
      fail(file, failure.get());
      return false;
    }
    spec.commandLine().getOut().println(shown);
    return true;
  }

  private String laidOut(Change.OnDisk on, Path shown) {
    Snapshot snapshot = new Workspace().update(List.of(on));
    Formatter.brokenLines(snapshot, on.file())
        .forEach(
            line ->
                spec.commandLine()
                    .getErr()
                    .println(
                        shown + ":" + (line + 1) + ": broken, so this document is left alone"));
    return TextEdit.applied(on.text().content(), Formatter.file(snapshot, on.file(), Style.USUAL));
  }

  private boolean standardInput() {
    try {
      String text = Decoding.of(System.in.readAllBytes()).text();
      FileId name = FileNames.of(Path.of("standard-input.yaml"));
      String laidOut =
          laidOut(
              new Change.OnDisk(name, SourceText.of(text), List.of()), Path.of("standard input"));
      if (!check) {
        spec.commandLine().getOut().print(laidOut);
      }
      return !laidOut.equals(text);
    } catch (IOException failure) {
      fail(Path.of("standard input"), String.valueOf(failure.getMessage()));
      return false;
    }
  }

  private void fail(Path file, String reason) {
    failed = true;
    PrintWriter err = spec.commandLine().getErr();
    err.println("Error: " + file + ": " + reason);
    err.flush();
  }
}
