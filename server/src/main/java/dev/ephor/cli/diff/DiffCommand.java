package dev.ephor.cli.diff;

import dev.ephor.cli.ThisMachine;
import dev.ephor.cli.check.ShownNames;
import dev.ephor.impact.Comparison;
import dev.ephor.impact.Side;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor diff}: what becomes of manifests when policies change. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "ephor diff [OPTIONS] OLD NEW [MANIFESTS...]",
      "ephor diff [OPTIONS] --since REVISION NEW [MANIFESTS...]"
    },
    description = {
      "Asks two versions of policies about the same manifests, and shows where they",
      "disagree: other verdicts, what newly fails first; other messages; other mutations",
      "and generated resources; policies and rules that came or went. Without MANIFESTS,",
      "those beside the policies are asked about. No network, no cluster, nothing is",
      "written."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing reaches --fail-on",
      "1:something does",
      "2:bad use, or an input could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ephor diff old/ new/ deploy/                     what new/ says otherwise of deploy/",
      "  ephor diff --since origin/main policies/ deploy/ what a branch changes",
      "  ephor diff --since HEAD policies/ . -o markdown  for a comment on a pull request",
      "  ephor diff a.yaml b.yaml pods.yaml -o json       for programs",
    })
public final class DiffCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "OLD, NEW and MANIFESTS.")
  private List<String> paths = List.of();

  @Option(
      names = {"-r", "--resource"},
      paramLabel = "PATH",
      description = "More manifests.")
  private List<String> resources = List.of();

  @Option(
      names = "--since",
      paramLabel = "REVISION",
      description = "Take OLD from this revision of NEW's git repository.")
  private @Nullable String since;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      defaultValue = "fail",
      description =
          "Exit with 1 when something newly fails (fail, the default), when anything that"
              + " policies do differs (change), or never.")
  private DiffFailOn failOn = DiffFailOn.fail;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default), markdown or json.")
  private DiffFormat.Name output = DiffFormat.Name.text;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Path base = Path.of("").toAbsolutePath();
    DiffInputs inputs = new DiffInputs(base);
    try {
      gather(inputs, base);
      DiffResult result = compared(inputs, base);
      PrintWriter out = spec.commandLine().getOut();
      output.format().write(result, out);
      out.flush();
      inputs.unreadable().forEach(one -> err.println("ephor: cannot read " + one));
      tell(result, err);
      return !inputs.unreadable().isEmpty() ? 2 : failOn.reachedBy(result.comparison()) ? 1 : 0;
    } catch (IOException failure) {
      err.println("ephor: " + failure.getMessage());
      return 2;
    }
  }

  private static void tell(DiffResult result, PrintWriter err) {
    if (result.policies() == 0 && result.comparison().removed().isEmpty()) {
      err.println("ephor: no policy in either version; OLD and NEW are files or folders of them");
    } else if (result.resources() == 0) {
      err.println("ephor: no manifest to ask the policies about; name some behind OLD and NEW");
    }
    err.flush();
  }

  private void gather(DiffInputs inputs, Path base) throws IOException {
    List<String> rest = new ArrayList<>(paths);
    if (since == null && rest.size() < 2) {
      throw new ParameterException(
          spec.commandLine(), "OLD and NEW are needed, or --since REVISION and NEW");
    }
    if (since == null) {
      inputs.older(rest.remove(0));
      inputs.newer(rest.remove(0));
    } else {
      String path = rest.remove(0);
      inputs.newer(path);
      inputs.older(base.resolve(path).normalize(), since);
    }
    rest.addAll(resources);
    for (String manifests : rest) {
      inputs.manifests(manifests);
    }
  }

  private static DiffResult compared(DiffInputs inputs, Path base) {
    Workspace workspace = new Workspace();
    List<Change> files = new ArrayList<>(inputs.files());
    files.add(ThisMachine.time());
    files.add(inputs.olderCounts());
    Side then = side(workspace.update(files));
    Snapshot now = workspace.update(List.of(inputs.newerCounts()));
    Side newer = side(now);
    List<Integer> once = once(newer.resources(), inputs);
    then = new Side(then.policies(), pick(then.resources(), once));
    newer = new Side(newer.policies(), pick(newer.resources(), once));
    Map<FileId, SourceText> texts = new HashMap<>();
    for (FileId file : now.files()) {
      texts.put(file, Objects.requireNonNull(now.text(file)));
    }
    return new DiffResult(
        Comparison.of(then, newer),
        newer.policies().size(),
        newer.resources().size(),
        new ShownNames(base)::shown,
        file -> Objects.requireNonNull(texts.get(file)));
  }

  private static Side side(Snapshot snapshot) {
    snapshot.files().parallelStream()
        .forEach(file -> snapshot.diagnostics(file, Cancellation.NEVER));
    return Side.of(snapshot, Edition.TYPED, Cancellation.NEVER);
  }

  private record Identity(GroupVersionKind type, String namespace, String name) {
    static Identity of(Resource resource) {
      return new Identity(resource.type(), resource.namespace(), resource.name());
    }
  }

  /** Where manifests beside both versions are asked about, those of the newer count once. */
  private static List<Integer> once(List<Judged> resources, DiffInputs inputs) {
    Set<Identity> newer = new HashSet<>();
    for (Judged judged : resources) {
      if (!inputs.isOlder(judged.document().file())) {
        newer.add(Identity.of(judged.resource()));
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < resources.size(); i++) {
      Judged judged = resources.get(i);
      if (inputs.hasManifests()
          || !inputs.isOlder(judged.document().file())
          || !newer.contains(Identity.of(judged.resource()))) {
        kept.add(i);
      }
    }
    return kept;
  }

  private static List<Judged> pick(List<Judged> resources, List<Integer> indices) {
    return indices.stream().map(resources::get).toList();
  }
}
