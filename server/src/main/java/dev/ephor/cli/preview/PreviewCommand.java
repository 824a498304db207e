package dev.ephor.cli.preview;

import dev.ephor.cli.check.ShownNames;
import dev.ephor.cli.manifests.FileRewriting;
import dev.ephor.preview.FilePreview;
import dev.ephor.preview.PreviewText;
import dev.ephor.preview.Previews;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor preview}: what policies would do to manifests. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what policies would make of manifests: a diff in the manifest's own layout, with",
      "the rule beside each line that it changes; what they would generate, and what a cleanup",
      "would delete and when. What Secrets hold is not shown. No network, no cluster."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown (or written)",
      "1:with --exit-code: a file would change",
      "2:bad use, or an input could not be read or written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ephor preview deploy/ -p policies/           what the policies make of a folder",
      "  ephor preview web.yaml -p policies/ --write  and makes the file so",
      "  helm template . | ephor preview - -p policies/",
      "  ephor preview ns.yaml -p policies/ -r base/  generated resources; base/ has the sources",
      "  ephor preview deploy/ -p policies/ -o json   for programs"
    })
public final class PreviewCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "MANIFEST",
      arity = "1..*",
      description = "Files and folders; - is standard input. Policies in them count.")
  private List<String> manifests = List.of();

  @Option(
      names = {"-p", "--policies"},
      paramLabel = "PATH",
      description = "Take the policies of this file or folder as well.")
  private List<String> policies = List.of();

  @Option(
      names = {"-r", "--resource"},
      paramLabel = "PATH",
      description = "More manifests that rules may ask for or copy.")
  private List<String> resources = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default) or json.")
  private Format output = Format.text;

  @Option(names = "--show-secrets", description = "Show what Secrets hold.")
  private boolean showSecrets;

  @Option(
      names = "--write",
      description = "Change the files, too. Comments, order, quotes and anchors stay.")
  private boolean write;

  @Option(names = "--exit-code", description = "End with 1 when a file would change.")
  private boolean exitCode;

  /** How it is printed; the names are what users type. */
  enum Format {
    text,
    json
  }

  private boolean failed;

  @Override
  public Integer call() throws IOException {
    Path base = Path.of("").toAbsolutePath();
    PreviewInputs inputs = new PreviewInputs(base);
    for (String path : manifests) {
      if (path.equals("-")) {
        inputs.showStandardInput(System.in);
      } else {
        inputs.show(path);
      }
    }
    policies.forEach(inputs::with);
    resources.forEach(inputs::with);
    inputs.unreadable.forEach(reason -> fail("cannot read " + reason));
    Snapshot snapshot = new Workspace().update(inputs.changes());
    if (snapshot.policies(Edition.TYPED, Cancellation.NEVER).isEmpty()) {
      fail("no policy among the inputs; name some with --policies PATH");
    }
    List<FilePreview> previews = new ArrayList<>();
    for (FileId file : inputs.shown()) {
      Previews.of(snapshot, file, showSecrets, Cancellation.NEVER)
          .filter(preview -> !preview.isEmpty())
          .ifPresent(previews::add);
    }
    print(previews, file -> name(base, file));
    if (write) {
      previews.stream().filter(FilePreview::changes).forEach(each -> write(snapshot, each.file()));
    }
    boolean changes = previews.stream().anyMatch(FilePreview::changes);
    return failed ? 2 : exitCode && changes ? 1 : 0;
  }

  private static String name(Path base, FileId file) {
    return file.equals(PreviewInputs.STANDARD_INPUT) ? "<stdin>" : new ShownNames(base).shown(file);
  }

  private void print(List<FilePreview> previews, Function<FileId, String> names)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (output == Format.json) {
      PreviewJson.write(previews, names, out);
    } else {
      previews.forEach(preview -> out.print(PreviewText.of(preview, names)));
    }
    out.flush();
  }

  private void write(Snapshot snapshot, FileId file) {
    if (file.equals(PreviewInputs.STANDARD_INPUT)) {
      fail("standard input cannot be changed; --write needs files");
      return;
    }
    Optional<Previews.Application> application =
        Previews.application(snapshot, file, Cancellation.NEVER);
    SourceText text = snapshot.text(file);
    if (application.isEmpty() || text == null) {
      return;
    }
    application.get().refusals().forEach(reason -> fail(file.path() + ": " + reason));
    String after = TextEdit.applied(text.content(), application.get().edits());
    if (!after.equals(text.content())) {
      FileRewriting.write(Path.of(file.path()), text.content(), after)
          .ifPresent(reason -> fail(file.path() + ": " + reason));
    }
  }

  private void fail(String reason) {
    failed = true;
    PrintWriter err = spec.commandLine().getErr();
    err.println("ephor: " + reason);
    err.flush();
  }
}
