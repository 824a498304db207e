package dev.ephor.cli.init;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import dev.ephor.cli.init.StarterFiles.Kinds;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.text.SourceText;
import dev.ephor.value.GoJson;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import dev.ephor.workspace.WorkspacePolicy;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies of {@code samples/policies}: sound, tested, and the same in both kinds. */
class StarterSetTest {

  private static final Path SAMPLES = Path.of("../samples/policies");

  static List<StarterSet> sets() {
    return StarterSet.TABLE;
  }

  @Test
  void theTableNamesEveryFile() throws IOException {
    Set<String> expected = new TreeSet<>();
    for (StarterSet set : StarterSet.TABLE) {
      for (Kinds kinds : Kinds.values()) {
        set.policies().forEach(it -> expected.add(kinds + "/" + set.name() + "/" + it + ".yaml"));
        expected.add(kinds + "/" + set.name() + "/test/kyverno-test.yaml");
      }
      expected.add("old/" + set.name() + "/test/resources.yaml");
      set.expected().forEach(file -> expected.add("old/" + set.name() + "/test/" + file));
    }
    try (Stream<Path> walk = Files.walk(SAMPLES)) {
      assertThat(walk.filter(Files::isRegularFile).map(it -> SAMPLES.relativize(it).toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void nothingIsFoundInThemAndTheirTestsPass() {
    Shell tests = Shell.run("test", SAMPLES.toString());
    assertThat(tests.status()).as(tests.out()).isZero();
    Shell lints = Shell.run("lint", "--fail-on=warning", "--quiet", SAMPLES.toString());
    assertThat(lints.status()).as("lint says why").isZero();

    Workspace workspace = new Workspace();
    for (StarterSet set : StarterSet.TABLE) {
      for (Kinds kinds : Kinds.values()) {
        set.policies().forEach(policy -> add(workspace, kinds, set, policy + ".yaml"));
      }
    }
    Snapshot snapshot = workspace.current();
    assertThat(snapshot.files().stream().flatMap(file -> diagnostics(snapshot, file)))
        .extracting(Diagnostic::message)
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void eachSaysWhatItIsFor(Kinds kinds) throws IOException {
    for (StarterSet set : StarterSet.TABLE) {
      for (String policy : set.policies()) {
        MapValue root = read(kinds + "/" + set.name() + "/" + policy + ".yaml");
        MapValue metadata = Objects.requireNonNull(root.map("metadata"));
        assertThat(metadata.string("name")).isEqualTo(policy);
        MapValue annotations = Objects.requireNonNull(metadata.map("annotations"));
        for (String name : List.of("title", "category", "severity", "description")) {
          assertThat(annotations.string("policies.kyverno.io/" + name))
              .as("%s of %s", name, policy)
              .isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyRuleThatValidatesFailsInItsTests(StarterSet set) throws IOException {
    Set<String> failing = new HashSet<>();
    ListValue rows = read("old/" + set.name() + "/test/kyverno-test.yaml").list("results");
    for (Value row : Objects.requireNonNull(rows).values()) {
      if (row instanceof MapValue map && "fail".equals(map.string("result"))) {
        failing.add(map.string("policy") + "/" + map.string("rule"));
      }
    }
    for (String policy : set.policies()) {
      MapValue spec = read("old/" + set.name() + "/" + policy + ".yaml").map("spec");
      for (Value rule : Objects.requireNonNull(spec.list("rules")).values()) {
        if (rule instanceof MapValue map && map.map("validate") != null) {
          assertThat(failing).contains(policy + "/" + map.string("name"));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void bothKindsSayTheSame(StarterSet set) {
    Map<String, String> old = answers(set, Kinds.old);

    assertThat(old).isNotEmpty();
    assertThat(answers(set, Kinds.cel)).isEqualTo(old);
  }

  /** What each policy comes to for each resource: refused or let through, changed into, made. */
  private static Map<String, String> answers(StarterSet set, Kinds kinds) {
    Workspace workspace = new Workspace();
    set.policies().forEach(policy -> add(workspace, kinds, set, policy + ".yaml"));
    add(workspace, Kinds.old, set, "test/resources.yaml");
    Snapshot snapshot = workspace.current();
    Map<String, String> answers = new TreeMap<>();
    List<WorkspacePolicy> policies = snapshot.policies(Edition.TYPED, Cancellation.NEVER);
    for (Judged judged : snapshot.judged(Edition.TYPED, Cancellation.NEVER)) {
      String resource =
          judged.resource().type().kind()
              + " "
              + judged.resource().namespace()
              + "/"
              + judged.resource().name();
      for (WorkspacePolicy policy : policies) {
        String answer = answer(judged.outcomes(policy));
        if (!answer.isEmpty()) {
          answers.put(policy.name() + " on " + resource, answer);
        }
      }
    }
    return answers;
  }

  private static String answer(List<RuleOutcome> outcomes) {
    Set<Status> statuses = outcomes.stream().map(RuleOutcome::status).collect(toSet());
    assertThat(statuses).doesNotContain(Status.ERROR);
    List<String> made = new ArrayList<>();
    for (RuleOutcome outcome : outcomes) {
      if (outcome.effect() instanceof Effect.Mutated mutated) {
        made.add(json(mutated.root()));
      } else if (outcome.effect() instanceof Effect.Generated generated) {
        generated.roots().forEach(root -> made.add(json(plain(root))));
      }
    }
    made.sort(null);
    return statuses.contains(Status.FAIL)
        ? "refused"
        : statuses.contains(Status.PASS) ? "let through " + made : "";
  }

  /** With the keys in order and numbers as they are written. */
  private static String json(MapValue root) {
    try {
      return GoJson.write(root, 100_000);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  /** A made object without the labels by which Kyverno finds it again. */
  private static MapValue plain(MapValue root) {
    return root.with("metadata", Objects.requireNonNull(root.map("metadata")).without("labels"));
  }

  private static void add(Workspace workspace, Kinds kinds, StarterSet set, String file) {
    String path = kinds + "/" + set.name() + "/" + file;
    try {
      SourceText text = SourceText.of(Files.readString(SAMPLES.resolve(path)));
      workspace.update(List.of(new Change.OnDisk(new FileId("/w/" + path), text)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static MapValue read(String path) throws IOException {
    return (MapValue)
        YamlParser.parse(new Source(path), Files.readString(SAMPLES.resolve(path))).root();
  }

  private static Stream<Diagnostic> diagnostics(Snapshot snapshot, FileId file) {
    return snapshot.diagnostics(file, Cancellation.NEVER).stream();
  }
}
