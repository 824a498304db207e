package dev.ephor.fix;

import dev.ephor.autogen.AutogenRules;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.text.SourceText;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change.OnDisk;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * For how many violations in real test suites a fix is offered, by the type of the rule. Each
 * {@code kyverno-test.yaml} is a workspace of the policies and resources that it names.
 *
 * <pre>
 * .ci/benchmark dev.ephor.fix.FixRates [--show TYPE] [--fixes] PATH...
 * </pre>
 */
public final class FixRates {

  /** What came of the violations of one type of rule. */
  private static final class Count {
    private int all;
    private int proven;
    private int filled;
    private int offered;
    private final List<String> without = new ArrayList<>();
    private final List<String> with = new ArrayList<>();
  }

  private final Map<String, Count> counts = new TreeMap<>();
  private final List<Double> times = new ArrayList<>();

  private FixRates() {}

  public static void main(String[] args) throws IOException {
    Set<String> shown = new LinkedHashSet<>();
    boolean fixes = false;
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--show")) {
        shown.add(args[++i]);
      } else if (args[i].equals("--fixes")) {
        fixes = true;
      } else {
        paths.add(Path.of(args[i]));
      }
    }
    if (paths.isEmpty()) {
      System.err.println("usage: FixRates [--show TYPE] [--fixes] PATH...");
      System.exit(2);
    }
    FixRates rates = new FixRates();
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path test :
            files.filter(file -> file.endsWith("kyverno-test.yaml")).sorted().toList()) {
          rates.suite(test);
        }
      }
    }
    rates.print(shown, fixes);
  }

  private void suite(Path test) throws IOException {
    Value root = YamlParser.parse(new Source("test"), Files.readString(test)).root();
    if (!(root instanceof MapValue named)) {
      return;
    }
    List<dev.ephor.workspace.Change> changes = new ArrayList<>();
    for (String field : List.of("policies", "resources", "exceptions")) {
      ListValue list = named.list(field);
      for (Value one : list == null ? List.<Value>of() : list.values()) {
        Path file = test.resolveSibling(String.valueOf(one.asString())).normalize();
        if (Files.isRegularFile(file)) {
          SourceText text = SourceText.of(Files.readString(file));
          changes.add(new OnDisk(new FileId(file.toAbsolutePath().toString()), text, List.of()));
        }
      }
    }
    Snapshot snapshot = new Workspace().update(changes);
    for (FileId file : snapshot.files()) {
      for (Rehearsal rehearsal : snapshot.rehearsals(file, Cancellation.NEVER)) {
        resource(file, rehearsal);
      }
    }
  }

  private void resource(FileId file, Rehearsal rehearsal) {
    Fixes fixes = Fixes.of(rehearsal);
    for (Fixes.Violation violation : fixes.violations()) {
      Count count = counts.computeIfAbsent(type(violation), any -> new Count());
      long start = System.nanoTime();
      Fixes.Offer offer = fixes.offer(violation);
      double time = (System.nanoTime() - start) / 1e6;
      times.add(time);
      count.all++;
      MapValue metadata = rehearsal.written().map("metadata");
      String what =
          violation.name()
              + " on "
              + rehearsal.written().string("kind")
              + " "
              + (metadata == null ? "" : metadata.string("name"))
              + " in "
              + file.path()
              + String.format(Locale.ROOT, " (%d trials, %.1f ms)", offer.trials(), time);
      if (offer.fixes().isEmpty()) {
        count.without.add(
            what
                + "\n      "
                + violation.outcome().message().strip().replace("\n", " ")
                + "\n      -> "
                + String.join("\n      -> ", offer.reasons()));
      } else {
        count.offered++;
        if (offer.fixes().stream().anyMatch(fix -> !fix.guessed())) {
          count.proven++;
        } else {
          count.filled++;
        }
        StringBuilder text = new StringBuilder(what);
        for (Fix fix : offer.fixes()) {
          text.append("\n      ").append(fix.guessed() ? "? " : "+ ").append(fix.title());
        }
        count.with.add(text.toString());
      }
    }
  }

  private static String type(Fixes.Violation violation) {
    if (PolicyReader.read(violation.law().root()).policy() instanceof CelPolicy cel) {
      return "cel: " + cel.kind().replace("Namespaced", "");
    }
    for (AutogenRules.ForKinds one : AutogenRules.of(violation.law().root())) {
      MapValue rule = one.rule();
      MapValue validate = rule.map("validate");
      if (violation.outcome().rule().equals(rule.string("name"))) {
        if (validate == null) {
          return rule.map("mutate") != null ? "(mutate)" : "(verifyImages, generate)";
        }
        String error =
            violation.outcome().status() == dev.ephor.rule.Status.ERROR ? "(error) " : "";
        for (String kind :
            List.of(
                "podSecurity", "cel", "manifests", "deny", "pattern", "anyPattern", "foreach")) {
          if (validate.containsKey(kind)) {
            return error + kind;
          }
        }
      }
    }
    return "(other)";
  }

  private void print(Set<String> shown, boolean fixes) {
    System.out.printf(
        "%-28s %10s %8s %8s %8s%n", "rule", "violations", "offered", "proven", "to fill");
    Count sum = new Count();
    counts.forEach(
        (type, count) -> {
          row(type, count);
          sum.all += count.all;
          sum.offered += count.offered;
          sum.proven += count.proven;
          sum.filled += count.filled;
        });
    row("all", sum);
    times.sort(null);
    System.out.printf(
        Locale.ROOT,
        "one violation: median %.1f ms, p95 %.1f ms, slowest %.1f ms%n",
        times.get(times.size() / 2),
        times.get(times.size() * 95 / 100),
        times.get(times.size() - 1));
    for (String type : shown) {
      Count count = counts.getOrDefault(type, new Count());
      System.out.println("\n" + type + (fixes ? " with fixes:" : " without a fix:"));
      (fixes ? count.with : count.without).forEach(text -> System.out.println("  " + text));
    }
  }

  private static void row(String type, Count count) {
    System.out.printf(
        Locale.ROOT,
        "%-28s %10d %7.1f%% %7.1f%% %7.1f%%%n",
        type,
        count.all,
        100.0 * count.offered / count.all,
        100.0 * count.proven / count.all,
        100.0 * count.filled / count.all);
  }
}
