package dev.ephor.cli.create;

import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ephor create metrics-config}: the ConfigMap of Kyverno's metrics. */
@Command(
    name = "metrics-config",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = 1,
    description = "Makes the ConfigMap that says which namespaces have metrics.",
    footer = {"", "Example:", "  ephor create metrics-config -i web -i shop -e kube-system"})
final class CreateMetricsConfig implements Callable<Integer> {

  @Mixin private Destination destination = new Destination();

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "The name (default: kyverno-metrics).")
  private String name = "kyverno-metrics";

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "The namespace (default: kyverno).")
  private String namespace = "kyverno";

  @Option(
      names = {"-i", "--include"},
      paramLabel = "NAMESPACE",
      split = ",",
      description = "Namespaces with metrics.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "NAMESPACE",
      split = ",",
      description = "Namespaces without.")
  private List<String> exclude = new ArrayList<>();

  @Override
  public Integer call() {
    MapValue metadata =
        Parts.map().put("name", Scalar.of(name)).put("namespace", Scalar.of(namespace)).build();
    StringBuilder json = new StringBuilder("{");
    append(json, "include", include);
    append(json, "exclude", exclude);
    json.append(json.length() == 1 ? "}" : "\n    }");
    return destination.write(
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n"
            + Destination.yaml(metadata, 2)
            + "data:\n  namespaces: |\n    "
            + json
            + "\n");
  }

  private static void append(StringBuilder json, String field, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    json.append(json.length() == 1 ? "" : ",").append("\n      \"").append(field).append("\": [");
    for (int i = 0; i < names.size(); i++) {
      json.append(i == 0 ? "\n" : ",\n").append("        ").append(GoJson.quote(names.get(i)));
    }
    json.append("\n      ]");
  }
}
