package dev.ephor.cli.explain;

import dev.ephor.cli.check.Colour;
import dev.ephor.cli.check.Palette;
import dev.ephor.cli.check.ShownNames;
import dev.ephor.cli.check.Terminal;
import dev.ephor.cli.check.TerminalLine;
import dev.ephor.explain.Explanation;
import dev.ephor.explain.Explanations;
import dev.ephor.explain.TextTree;
import dev.ephor.explain.Whereabouts;
import dev.ephor.explain.Whereabouts.Where;
import dev.ephor.rule.Trace.Answer;
import dev.ephor.text.Position;
import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedResource;
import dev.ephor.workspace.WorkspacePolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor explain}: why a policy says what it says of a resource, or why it says nothing. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows why a policy says what it says of a resource, or why it does not match: every",
      "clause, condition, demand of a pattern and part of a CEL expression that was tried,",
      "with what it saw and where it stands. No network, no cluster, nothing is written."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the decision was explained, whatever it is",
      "2:bad use, or the policy or resource was not found"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ephor explain require-owner Deployment/web           both found below this folder",
      "  ephor explain require-owner/owner Pod/shop/web       one rule, a name with namespace",
      "  ephor explain policy.yaml pod.yaml                   only what these files hold",
      "  ephor explain policy.yaml pod.yaml --with more/      and exceptions, namespaces, others",
      "  ephor explain require-owner Deployment/web -o json   for programs",
    })
public final class ExplainCommand implements Callable<Integer> {

  /** How many explanations are printed. */
  private static final int MOST = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "POLICY",
      description = "A file, a folder, or a policy's name: NAME, NAME/RULE, NAMESPACE/NAME.")
  private String policy = "";

  @Parameters(
      index = "1",
      paramLabel = "RESOURCE",
      description = "A file, a folder, or a name: KIND/NAME, KIND/NAMESPACE/NAME.")
  private String resource = "";

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where names are looked for; this folder by default.")
  private String folder = ".";

  @Option(
      names = "--with",
      paramLabel = "PATH",
      description = "Read this too: exceptions, namespaces, policies that change the resource.")
  private List<String> others = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default) or json.")
  private Format output = Format.text;

  @Option(names = "--show-secrets", description = "Show the values of Secrets instead of ***.")
  private boolean secrets;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto (default), always or never. auto heeds NO_COLOR.")
  private Colour colour = Colour.auto;

  /** The names are what users type. */
  enum Format {
    text,
    json
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Path base = Path.of("").toAbsolutePath();
    ExplainInputs inputs = new ExplainInputs(base);
    try {
      Snapshot snapshot = read(inputs);
      inputs.unreadable().forEach(one -> err.println("ephor: cannot read " + one));
      List<Explanation> explanations = explanations(inputs, snapshot, err);
      print(explanations, snapshot, base);
      err.flush();
      return 0;
    } catch (IOException | Chosen.NotFound failure) {
      err.println("ephor: " + TerminalLine.harmless(String.valueOf(failure.getMessage())));
      err.flush();
      return 2;
    }
  }

  /** Where both are paths, only they count, and what is read with them. */
  private Snapshot read(ExplainInputs inputs) throws IOException {
    boolean names = !inputs.isPath(policy) || !inputs.isPath(resource);
    if (names) {
      inputs.add(folder);
    }
    for (String word : List.of(policy, resource)) {
      if (inputs.isPath(word)) {
        inputs.add(word);
      }
    }
    for (String other : others) {
      inputs.add(other);
    }
    return inputs.snapshot(!inputs.isPath(resource));
  }

  private List<Explanation> explanations(ExplainInputs inputs, Snapshot snapshot, PrintWriter err)
      throws Chosen.NotFound {
    List<WorkspacePolicy> policies = snapshot.policies(Edition.TYPED, Cancellation.NEVER);
    List<PlacedResource> resources = snapshot.resources(Cancellation.NEVER);
    List<Chosen> chosen =
        inputs.isPath(policy)
            ? Chosen.in(inputs.name(policy), policies)
            : Chosen.named(policy, policies);
    List<PlacedResource> about =
        inputs.isPath(resource)
            ? Chosen.resourcesIn(inputs.name(resource), resources)
            : Chosen.resourcesNamed(resource, resources);
    List<Explanation> explanations = new ArrayList<>();
    int left = 0;
    for (PlacedResource one : about) {
      Judged judged = Explanations.judged(snapshot, one, Cancellation.NEVER);
      for (Chosen each : chosen) {
        if (explanations.size() >= MOST) {
          left++;
          continue;
        }
        explanations.addAll(explained(each, judged, err));
      }
    }
    if (left > 0) {
      err.println(
          "ephor: " + left + " more pairs of policy and resource are not shown; name fewer");
    }
    return explanations;
  }

  private List<Explanation> explained(Chosen chosen, Judged judged, PrintWriter err) {
    List<Explanation> all = Explanations.of(chosen.policy(), judged, secrets);
    if (all.isEmpty()) {
      err.println(
          "ephor: "
              + chosen.policy().key()
              + " is not evaluated: `ephor check "
              + new ShownNames(Path.of("").toAbsolutePath())
                  .shown(chosen.policy().document().file())
              + "` says why");
    }
    return all.stream().filter(explanation -> chosen.means(explanation.rule())).toList();
  }

  private void print(List<Explanation> explanations, Snapshot snapshot, Path base)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Whereabouts whereabouts = new Whereabouts(snapshot);
    ShownNames names = new ShownNames(base);
    if (output == Format.json) {
      new ExplainJson(whereabouts, where -> names.uri(where.file()), where -> text(snapshot, where))
          .write(explanations, out);
    } else {
      TextTree.Style style = new Shown(colour.on(Terminal.ofProcess()));
      String gap = "";
      for (Explanation explanation : explanations) {
        String tree =
            TextTree.of(explanation, whereabouts, where -> name(snapshot, names, where), style);
        out.print(gap + tree);
        gap = "\n";
      }
    }
    out.flush();
  }

  private static SourceText text(Snapshot snapshot, Where where) {
    return Objects.requireNonNull(snapshot.text(where.file()));
  }

  private static String name(Snapshot snapshot, ShownNames names, Where where) {
    Position at = text(snapshot, where).position(where.span().start(), PositionEncoding.UTF_16);
    return names.shown(where.file()) + ":" + (at.line() + 1) + ":" + (at.character() + 1);
  }

  /** A manifest is untrusted text, which must not command the terminal. */
  private record Shown(Palette palette) implements TextTree.Style {
    @Override
    public String answer(Answer answer, String text) {
      return palette.answer(answer, text);
    }

    @Override
    public String line(String text) {
      return TerminalLine.harmless(text);
    }

    @Override
    public String aside(String text) {
      return palette.aside(text);
    }
  }
}
