package dev.ephor.cli.create;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor create exception}: a PolicyException. */
@Command(
    name = "exception",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = 1,
    description = "Makes an exception from policies.",
    footer = {
      "",
      "Example:",
      "  ephor create exception my-exception --namespace my-ns",
      "      --policy-rules policy,rule-1,rule-2 --any kind=Pod,kind=Deployment,name=test-*"
    })
final class CreateException implements Callable<Integer> {

  /** The words of a filter, and the fields that they fill. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "kind", "kinds", "name", "names", "namespace", "namespaces", "operation", "operations");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Destination destination = new Destination();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The exception's name.")
  private @Nullable String name;

  @Option(
      names = {"-n", "--name"},
      hidden = true)
  private @Nullable String nameOption;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Its namespace (default: default).")
  private String namespace = "default";

  @Option(
      names = {"-b", "--background"},
      arity = "0..1",
      fallbackValue = "true",
      description = "Whether it holds in background scans (default: true).")
  private boolean background = true;

  @Option(
      names = {"-r", "--policy-rules", "--rule"},
      paramLabel = "POLICY,RULE...",
      description = "A policy and its rules from which resources are excepted.")
  private List<String> rules = new ArrayList<>();

  @Option(
      names = "--any",
      paramLabel = "FIELD=VALUE,...",
      description = "Resources: kind, name, namespace, operation. One of these filters must match.")
  private List<String> any = new ArrayList<>();

  @Option(names = "--all", paramLabel = "FIELD=VALUE,...", description = "All of these must match.")
  private List<String> all = new ArrayList<>();

  @Override
  public Integer call() {
    String given = name == null ? nameOption : name;
    if (given == null) {
      spec.commandLine().getErr().println("Error: accepts 1 arg(s), received 0");
      return 1;
    }
    MapValue.Builder match = Parts.map();
    filters(match, "any", any);
    filters(match, "all", all);
    List<Value> exceptions = new ArrayList<>();
    for (String rule : rules) {
      List<String> words = Parts.words(rule);
      if (words.size() >= 2) {
        exceptions.add(
            Parts.map()
                .put("policyName", Scalar.of(words.get(0)))
                .put("ruleNames", Parts.texts(words.subList(1, words.size())))
                .build());
      }
    }
    MapValue.Builder body =
        Parts.map()
            .put("background", new Scalar(background, Source.NONE, 0))
            .put("match", match.build());
    if (!exceptions.isEmpty()) {
      body.put("exceptions", Parts.list(exceptions));
    }
    MapValue metadata =
        Parts.map().put("name", Scalar.of(given)).put("namespace", Scalar.of(namespace)).build();
    return destination.write(
        "apiVersion: kyverno.io/v2\nkind: PolicyException\nmetadata:\n"
            + Destination.yaml(metadata, 2)
            + "spec:\n"
            + Destination.yaml(body.build(), 2));
  }

  private static void filters(MapValue.Builder match, String field, List<String> filters) {
    List<Value> read = new ArrayList<>();
    for (String filter : filters) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      for (String word : Parts.words(filter)) {
        int equals = word.indexOf('=');
        String known = FIELDS.get(equals < 0 ? "" : word.substring(0, equals));
        if (known != null) {
          values.computeIfAbsent(known, key -> new ArrayList<>()).add(word.substring(equals + 1));
        }
      }
      MapValue.Builder resources = Parts.map();
      values.forEach((key, texts) -> resources.put(key, Parts.texts(texts)));
      read.add(Parts.map().put("resources", resources.build()).build());
    }
    if (!read.isEmpty()) {
      match.put(field, Parts.list(read));
    }
  }
}
