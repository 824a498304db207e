package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.Rule;
import dev.ephor.rule.Effect;
import dev.ephor.testing.NewCase.Refused;
import dev.ephor.testing.NewCase.Written;
import dev.ephor.testing.ResultRow.Evidence;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.GoYaml;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import dev.ephor.yaml.edit.Layout;
import dev.ephor.yaml.edit.Rewrite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a case into a test: the resource, what is expected of it, and documents to compare. */
final class CaseWriter {

  private final Snapshot snapshot;
  private final LiveTests tests;
  private final CaseHome home;
  private final Policy policy;
  private final List<FileEdit> edits = new ArrayList<>();

  CaseWriter(Snapshot snapshot, LiveTests tests, CaseHome home, Policy policy) {
    this.snapshot = snapshot;
    this.tests = tests;
    this.home = home;
    this.policy = policy;
  }

  /**
   * The case.
   *
   * @param document as whose text the resource is written, as far as it says the same
   * @param given the resource
   * @param rule the rule whose expectation it is for; empty for all
   * @param change what was changed of it, for the title
   */
  NewCase write(YamlDocument document, MapValue given, String rule, String change)
      throws Unreadable {
    TestFiles files = tests.files(snapshot, home.file());
    List<Resource> present = new ArrayList<>();
    for (String path : home.test().resources()) {
      for (MapValue object : files.objects(path)) {
        present.add(Resource.of(object));
      }
    }
    boolean known = present.stream().anyMatch(one -> one.root().equals(given));
    MapValue manifest = known ? given : unique(given, present);
    List<ResultRow> rows = rows(files, manifest, known);
    if (rows.isEmpty()) {
      return new Refused(
          "No rule of "
              + policy.name()
              + " says anything of "
              + shown(manifest)
              + ", so there is nothing to expect.");
    }
    String name = name(manifest, present);
    List<MapValue> expectations = expectations(rows, name, manifest);
    expectations.removeIf(this::isExpected);
    if (expectations.isEmpty()) {
      return new Refused(home.file().path() + " expects all that already.");
    }
    String resources = known ? null : resources(document, manifest);
    String refused = test(expectations, resources);
    if (!refused.isEmpty()) {
      return new Refused(refused);
    }
    List<String> lines = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (MapValue one : expectations) {
      String of = one.string("rule") == null ? "" : "/" + one.string("rule");
      lines.add(one.string("policy") + of + " on " + name + ": " + one.string("result"));
      counts.merge(String.valueOf(one.string("result")), 1, Integer::sum);
    }
    List<String> words = new ArrayList<>();
    counts.forEach((word, count) -> words.add(count + " " + word));
    String title =
        "Add "
            + shown(manifest)
            + " as a test of "
            + policy.name()
            + (rule.isEmpty() ? "" : "/" + rule)
            + ": "
            + String.join(", ", words)
            + (change.isEmpty() ? "" : " (" + change + ")");
    return new Written(title, home.file(), lines, change, edits);
  }

  private static String shown(MapValue manifest) {
    Resource resource = Resource.of(manifest);
    return resource.type().kind() + " " + ResourceKey.name(resource);
  }

  /** The resource under a name that no other of the test has. */
  private static MapValue unique(MapValue given, List<Resource> present) {
    MapValue metadata = given.map("metadata");
    String name = metadata == null ? null : metadata.string("name");
    if (metadata == null || name == null) {
      return given;
    }
    MapValue manifest = given;
    for (int i = 2; isTaken(Resource.of(manifest), present); i++) {
      manifest = given.with("metadata", metadata.with("name", Scalar.of(name + "-" + i)));
    }
    return manifest;
  }

  private static boolean isTaken(Resource resource, List<Resource> present) {
    return present.stream()
        .anyMatch(
            one ->
                ResourceKey.name(one).equals(ResourceKey.name(resource))
                    && one.namespace().equals(resource.namespace()));
  }

  /** The name by which an expectation means the resource and no other. */
  private static String name(MapValue manifest, List<Resource> present) {
    Resource resource = Resource.of(manifest);
    String name = ResourceKey.name(resource);
    long same = present.stream().filter(one -> ResourceKey.name(one).equals(name)).count();
    boolean other = same > (present.stream().anyMatch(one -> one.root().equals(manifest)) ? 1 : 0);
    return other && !resource.namespace().isEmpty() ? resource.namespace() + "/" + name : name;
  }

  /** What the test says of it: the rows of an expectation that no rule meets. */
  private List<ResultRow> rows(TestFiles given, MapValue manifest, boolean known)
      throws Unreadable {
    TestFiles files = known ? given : new FilesAndMore(given, manifest);
    TestDocument test = known ? home.test() : home.test().withResources(FilesAndMore.PATH);
    TestMaterial material = TestMaterial.of(test, files, tests.surroundings());
    Resource resource = Resource.of(manifest);
    String namespace = resource.namespace();
    String name = ResourceKey.name(resource);
    List<ExpectedResult> asked = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    if (policy instanceof KyvernoPolicy kyverno) {
      kyverno.spec().rules().stream().map(Rule::name).forEach(rules::add);
    } else {
      rules.add("");
    }
    for (String rule : rules) {
      asked.add(
          new ExpectedResult(
              MapValue.empty(Source.NONE, 0),
              policy.qualifiedName(),
              rule,
              "?",
              "",
              "",
              List.of(namespace.isEmpty() ? name : namespace + "/" + name),
              List.of(),
              "",
              "",
              "",
              false,
              false));
    }
    return TestRun.run(test, asked, material, files).rows().stream()
        .filter(row -> !row.got().isEmpty())
        .filter(
            row ->
                row.resource().equals(ResourceKey.shown(resource))
                    || row.resource().startsWith("/"))
        .toList();
  }

  /** One expectation for each rule; for each name that its rules report where those differ. */
  private List<MapValue> expectations(List<ResultRow> rows, String name, MapValue manifest) {
    Map<String, List<ResultRow>> byRule = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      byRule.computeIfAbsent(row.expected().rule(), one -> new ArrayList<>()).add(row);
    }
    List<MapValue> expectations = new ArrayList<>();
    byRule.forEach(
        (rule, own) -> {
          boolean same = own.stream().map(ResultRow::got).distinct().count() == 1;
          if (same) {
            expectations.add(expectation(rule, own, name, manifest));
          } else {
            for (ResultRow row : own) {
              expectations.add(expectation(row.rule(), List.of(row), name, manifest));
            }
          }
        });
    return expectations;
  }

  private MapValue expectation(String rule, List<ResultRow> rows, String name, MapValue manifest) {
    MapValue.Builder entry = map().put("policy", Scalar.of(policy.qualifiedName()));
    if (!rule.isEmpty()) {
      entry.put("rule", Scalar.of(rule));
    }
    Resource resource = Resource.of(manifest);
    entry.put("kind", Scalar.of(resource.type().kind()));
    entry.put("resources", ListValue.of(List.of(Scalar.of(name)), Source.NONE, 0));
    List<MapValue> generated = new ArrayList<>();
    for (ResultRow row : rows) {
      Evidence evidence = row.evidence();
      if (evidence == null) {
        continue;
      }
      if (evidence.outcome().effect() instanceof Effect.Mutated) {
        entry.put(
            "patchedResources",
            Scalar.of(beside("patched-" + ResourceKey.name(resource), evidence)));
        break;
      } else if (evidence.outcome().effect() instanceof Effect.Generated made) {
        generated.addAll(made.roots());
        break;
      }
    }
    if (!generated.isEmpty()) {
      StringBuilder text = new StringBuilder();
      for (MapValue one : generated) {
        text.append(text.isEmpty() ? "" : "---\n").append(GoYaml.write(one));
      }
      entry.put(
          "generatedResource",
          Scalar.of(create("generated-" + ResourceKey.name(resource), text.toString())));
    }
    return entry.put("result", Scalar.of(rows.get(0).got())).build();
  }

  private String beside(String name, Evidence evidence) {
    return create(name, GoYaml.write(evidence.resource().root()));
  }

  /** A new file beside the test, once for each content. */
  private String create(String name, String text) {
    String free = home.free(snapshot, name);
    FileId file = home.file().resolve(free);
    FileEdit.Create made = new FileEdit.Create(file, text.endsWith("\n") ? text : text + "\n");
    if (!edits.contains(made)) {
      edits.add(made);
    }
    return free;
  }

  private boolean isExpected(MapValue one) {
    ListValue names = Objects.requireNonNull(one.list("resources"));
    String rule = Objects.requireNonNullElse(one.string("rule"), "");
    return home.test().results().stream()
        .anyMatch(
            result ->
                result.policyName().equals(policy.name())
                    && result.rule().equals(rule)
                    && result.resources() != null
                    && result.resources().contains(String.valueOf(names.at(0).asString())));
  }

  /** Puts the resource into the test's file, or a new one, whose name is given then. */
  private @Nullable String resources(YamlDocument document, MapValue manifest) {
    String text = text(document, manifest);
    FileId file = home.resources(snapshot);
    if (file == null) {
      String name = home.free(snapshot, "resources");
      edits.add(new FileEdit.Create(home.file().resolve(name), text));
      return name;
    }
    SourceText before = Objects.requireNonNull(snapshot.text(file));
    String end = before.length() == 0 || before.content().endsWith("\n") ? "" : "\n";
    edits.add(
        new FileEdit.Change(
            file, List.of(new TextEdit(Span.at(before.length()), end + "---\n" + text))));
    return null;
  }

  /** The resource in its own layout and with its comments, where these can be kept. */
  private static String text(YamlDocument document, MapValue manifest) {
    String text =
        Layout.rewrite(document, manifest) instanceof Rewrite.Edits same
            ? same.applied(document.text(), 0)
            : GoYaml.write(manifest);
    String body =
        text.replaceFirst("\\A\\s*(---[^\\n]*\\n)?", "").replaceFirst("(?m)^\\.\\.\\.\\s*\\z", "");
    return body.stripTrailing() + "\n";
  }

  /** Writes the expectations; gives a reason where they cannot be written. */
  private String test(List<MapValue> expectations, @Nullable String resources) {
    PlacedDocument document = home.document();
    if (document == null) {
      String empty = home.text() + "resources: []\nresults: []\n";
      YamlDocument fresh = YamlParser.parse(new Source("new test"), empty);
      MapValue whole = ((MapValue) fresh.root()).with("results", longer(null, expectations));
      if (resources != null) {
        whole = whole.with("resources", longer(null, List.of(Scalar.of(resources))));
      }
      String text =
          Layout.rewrite(fresh, whole) instanceof Rewrite.Edits edited
              ? edited.applied(empty, 0)
              : GoYaml.write(whole);
      edits.add(new FileEdit.Create(home.file(), text));
      return "";
    }
    MapValue root = home.test().root();
    MapValue now = root.with("results", longer(root.child("results"), expectations));
    if (resources != null) {
      now = now.with("resources", longer(root.child("resources"), List.of(Scalar.of(resources))));
    }
    Rewrite rewrite = Layout.rewrite(document.yaml(), now);
    if (rewrite instanceof Rewrite.Edits changed) {
      edits.add(new FileEdit.Change(home.file(), changed.shifted(document.start())));
      return "";
    }
    return home.file().path() + ": " + ((Rewrite.Refused) rewrite).reason();
  }

  private static ListValue longer(@Nullable Value list, List<? extends Value> more) {
    List<Value> items =
        new ArrayList<>(list instanceof ListValue known ? known.values() : List.of());
    items.addAll(more);
    return list instanceof ListValue known
        ? ListValue.of(items, known.source(), known.node())
        : ListValue.of(items, Source.NONE, 0);
  }

  private static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }
}
