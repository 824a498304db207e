package dev.ephor.cli.convert;

import dev.ephor.cli.ThisMachine;
import dev.ephor.cli.convert.ConvertedPolicy.Extent;
import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.cli.manifests.ManifestPaths;
import dev.ephor.convert.ExceptionConversion;
import dev.ephor.convert.PolicyConversion;
import dev.ephor.convert.RuleConversion;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.ObjectLists;
import dev.ephor.policy.PolicyReader;
import dev.ephor.value.GoJson;
import dev.ephor.value.JsonException;
import dev.ephor.value.MapValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor convert}: ClusterPolicies as policies in CEL, with a proof. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Rewrites ClusterPolicies as policies in CEL, one for each rule, and proves them:",
      "both are asked about the given manifests and about counter-examples that are",
      "made from the rule. The policies go to standard output, the report to standard",
      "error. Ends with 0 when every rule is converted and proven, with 1 when not,",
      "with 2 when it could not be tried."
    },
    footer = {
      "",
      "Examples:",
      "  ephor convert require-labels.yaml               shows the ValidatingPolicy",
      "  ephor convert policies/ -r deploy/ -o vpol/     a file for each, proven on deploy/",
      "  ephor convert policies/ --summary               how many convert, and why others do not",
      "  kubectl get cpol -o yaml | ephor convert -      a cluster's policies",
    })
public final class ConvertCommand implements Callable<Integer> {

  private static final int LONGEST = 200_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "POLICY",
      arity = "1..*",
      description = "Files and folders; - is standard input.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = {"-r", "--resource"},
      paramLabel = "PATH",
      description = "Manifests for the proof, besides those that stand beside the policies.")
  private List<String> resources = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "Writes each policy to a file of its name in a folder.")
  private @Nullable Path folder;

  @Option(names = "--json", description = "The report as JSON on standard output, and no policies.")
  private boolean json;

  @Option(names = "--summary", description = "Only how many are converted, and what keeps others.")
  private boolean summary;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return converted();
    } catch (IOException failure) {
      err.println("Error: " + failure.getMessage());
    } catch (JsonException failure) {
      err.println("Error: the report is too long for JSON; convert fewer policies at once.");
    }
    return 2;
  }

  private int converted() throws IOException, JsonException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<ManifestDocument> documents = read(paths);
    List<MapValue> manifests =
        Stream.concat(documents.stream(), read(resources).stream())
            .flatMap(document -> ObjectLists.objects(List.of(document.root())).stream())
            .filter(object -> !PolicyReader.isPolicy(object))
            .toList();
    GivenWorld world =
        GivenWorld.ofApply(
                ValuesFile.NONE,
                manifests,
                ThisMachine.CLOCK,
                ThisMachine.CHANCE,
                ThisMachine.HOSTS)
            .asCluster();
    List<ConvertedPolicy> policies =
        documents.parallelStream()
            .map(document -> converted(document, manifests, world))
            .filter(Objects::nonNull)
            .toList();
    if (policies.isEmpty()) {
      err.println("Error: there is no ClusterPolicy or Policy in " + String.join(", ", paths));
      return 2;
    }
    List<ConvertedException> exceptions = exceptions(documents, policies, manifests, world);
    if (json) {
      out.println(GoJson.write(ConversionReport.json(policies, exceptions), LONGEST));
    } else if (summary) {
      ConversionReport.summary(policies, exceptions, out);
    } else {
      write(policies, exceptions, out);
      policies.forEach(policy -> ConversionReport.tell(policy, err));
      exceptions.forEach(exception -> ConversionReport.tell(exception, err));
      if (policies.size() + exceptions.size() > 1) {
        ConversionReport.summary(policies, exceptions, err);
      }
    }
    out.flush();
    err.flush();
    boolean proven =
        policies.stream().allMatch(policy -> policy.extent() == Extent.PROVEN)
            && exceptions.stream().allMatch(exception -> exception.extent() == Extent.PROVEN);
    return proven ? 0 : 1;
  }

  /** The documents of files, of folders with all that is below them, and of standard input. */
  private static List<ManifestDocument> read(List<String> paths) throws IOException {
    List<ManifestDocument> documents = new ArrayList<>();
    for (String path : paths) {
      if (path.equals("-")) {
        documents.addAll(ManifestFile.read(System.in).documents());
        continue;
      }
      if (!Files.exists(Path.of(path))) {
        throw new IOException(path + ": there is no such file or folder");
      }
      for (Path file : ManifestPaths.below(Path.of(path))) {
        documents.addAll(ManifestFile.read(file).documents());
      }
    }
    return documents;
  }

  private static @Nullable ConvertedPolicy converted(
      ManifestDocument document, List<MapValue> manifests, GivenWorld world) {
    return PolicyConversion.of(document.document())
        .map(conversion -> ConvertedPolicy.of(document, conversion, manifests, world))
        .orElse(null);
  }

  private static List<ConvertedException> exceptions(
      List<ManifestDocument> documents,
      List<ConvertedPolicy> policies,
      List<MapValue> manifests,
      GivenWorld world) {
    List<PolicyConversion> conversions =
        policies.stream().map(ConvertedPolicy::conversion).toList();
    List<ConvertedException> exceptions = new ArrayList<>();
    for (ManifestDocument document : documents) {
      ExceptionConversion.of(document.document(), conversions)
          .map(conversion -> ConvertedException.of(document, conversion, manifests, world))
          .ifPresent(exceptions::add);
    }
    return exceptions;
  }

  private void write(
      List<ConvertedPolicy> policies, List<ConvertedException> exceptions, PrintWriter out)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (ConvertedPolicy policy : policies) {
      for (RuleConversion.Made made : policy.made()) {
        texts.merge(made.name(), made.text(), (one, other) -> one + "---\n" + other);
      }
    }
    for (ConvertedException exception : exceptions) {
      String text = exception.conversion().text();
      if (text != null) {
        String name = exception.conversion().exception().name();
        texts.merge(name, text, (one, other) -> one + "---\n" + other);
      }
    }
    if (folder == null) {
      out.print(String.join("---\n", texts.values()));
      return;
    }
    Files.createDirectories(folder);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(folder.resolve(text.getKey() + ".yaml"), text.getValue());
    }
  }
}
