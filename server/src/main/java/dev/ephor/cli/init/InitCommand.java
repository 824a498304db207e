package dev.ephor.cli.init;

import dev.ephor.cli.init.StarterFiles.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor init}: policies to start with. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts policies to start with, and their tests, into the folder policies of a",
      "repository, and an ephor.yaml where there is none. They only audit: nothing is",
      "refused before you say so. Files that are there are left alone."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written, or listed",
      "1:files are there already, and nothing was written",
      "2:bad use, or a file could not be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ephor init                          the usual sets, into ./policies",
      "  ephor init --list                   which sets there are",
      "  ephor init --set images --set labels shop/",
      "  ephor init --kinds old              as ClusterPolicies",
    })
public final class InitCommand implements Callable<Integer> {

  private static final String SETTINGS = "ephor.yaml";

  private static final String SETTINGS_TEXT =
      """
      # What Ephor reads here: docs/configuration.md of Ephor names every field.
      policies: ["policies/**"]
      failOn: error
      """;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      defaultValue = ".",
      description = "The repository; here when not given.")
  private Path folder = Path.of(".");

  @Option(
      names = "--set",
      paramLabel = "NAME",
      split = ",",
      description = "A set to write; may be repeated. The usual ones when not given.")
  private List<String> sets = List.of();

  @Option(
      names = "--kinds",
      paramLabel = "KINDS",
      defaultValue = "cel",
      description = "cel (default): ValidatingPolicy and its like; old: ClusterPolicy.")
  private Kinds kinds = Kinds.cel;

  @Option(names = "--list", description = "Shows the sets and their policies, and writes nothing.")
  private boolean list;

  @Option(names = "--force", description = "Overwrites files that are there.")
  private boolean force;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      int status = list ? listed(out) : written(out, err);
      out.flush();
      err.flush();
      return status;
    } catch (IOException failure) {
      err.println("ephor: cannot write: " + failure.getMessage());
      err.flush();
      return 2;
    }
  }

  private static int listed(PrintWriter out) {
    for (StarterSet set : StarterSet.TABLE) {
      out.println(set.name() + (set.usual() ? "" : " (only when named)") + ": " + set.title());
      set.policies().forEach(policy -> out.println("  " + policy));
    }
    return 0;
  }

  private int written(PrintWriter out, PrintWriter err) throws IOException {
    List<StarterSet> chosen = chosen();
    Map<Path, String> files = new LinkedHashMap<>();
    for (StarterSet set : chosen) {
      StarterFiles.of(set, kinds)
          .forEach((path, text) -> files.put(Path.of("policies").resolve(path), text));
    }
    List<Path> there =
        files.keySet().stream()
            .filter(file -> Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS))
            .toList();
    if (!force && !there.isEmpty()) {
      there.forEach(file -> err.println("ephor: " + shown(file) + " is there already"));
      err.println("ephor: nothing was written; --force overwrites, --set NAME chooses others");
      return 1;
    }
    boolean settings = !Files.exists(folder.resolve(SETTINGS), LinkOption.NOFOLLOW_LINKS);
    if (settings) {
      files.put(Path.of(SETTINGS), SETTINGS_TEXT);
    }
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    told(chosen, settings, out);
    return 0;
  }

  private List<StarterSet> chosen() {
    List<StarterSet> chosen = new ArrayList<>();
    for (String name : sets) {
      chosen.add(
          StarterSet.TABLE.stream()
              .filter(set -> set.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "there is no set '" + name + "'; there are " + names())));
    }
    return sets.isEmpty()
        ? StarterSet.TABLE.stream().filter(StarterSet::usual).toList()
        : chosen.stream().distinct().toList();
  }

  private static String names() {
    return StarterSet.TABLE.stream().map(StarterSet::name).collect(Collectors.joining(", "));
  }

  private void told(List<StarterSet> chosen, boolean settings, PrintWriter out) {
    for (StarterSet set : chosen) {
      out.println("policies/" + set.name() + "/: " + String.join(", ", set.policies()));
    }
    if (settings) {
      out.println(SETTINGS);
    }
    String here = folder.toString().equals(".") ? "." : shown(folder);
    out.println();
    out.println("Next:");
    out.println("  ephor check " + here + "    what the policies say of your manifests");
    out.println("  ephor test " + here + "     whether the policies still do what they should");
    if (chosen.stream().anyMatch(set -> set.name().equals("images"))) {
      out.println(
          "  put your registries in place of registry.example.com in"
              + " policies/images/allowed-registries.yaml");
    }
    out.println(
        kinds == Kinds.cel
            ? "  when the warnings are mended: validationActions: [Deny] in place of [Audit]"
            : "  when the warnings are mended: failureAction: Enforce in place of Audit");
  }

  private static String shown(Path path) {
    return path.toString().replace('\\', '/');
  }
}
