package dev.ephor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ephor.context.HostNames;
import dev.ephor.given.ClusterResourceFile;
import dev.ephor.given.ContextFile;
import dev.ephor.given.GivenRequests;
import dev.ephor.given.GlobalContext;
import dev.ephor.given.MockedResponse;
import dev.ephor.given.UserInfoFile;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.ExceptionReader;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicySchemaCheck;
import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.PolicyDocuments;
import dev.ephor.testing.Surroundings;
import dev.ephor.testing.TestFiles;
import dev.ephor.testing.TestMaterial;
import dev.ephor.testing.TestReader;
import dev.ephor.testing.TestReading;
import dev.ephor.testing.TestRun;
import dev.ephor.value.MapValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Files that a command line is given besides policies, broken in their structure. */
class MangledFilesTest {

  private static final List<MapValue> FILES = Seeds.of("files.yaml");
  private static final List<MapValue> POLICIES = Seeds.of("policies.yaml");
  private static final List<MapValue> OBJECTS = Seeds.of("objects.yaml");
  private static final Surroundings NOTHING_REAL =
      new Surroundings(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), bound -> 0, HostNames.OFFLINE);

  /** Every reader reads every file: people give the wrong one, too. */
  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void everyFileIsReadOrToldOf(@ForAll long seed) {
    Mangler mangler = new Mangler(seed);
    MapValue file = mangler.document(mangler.pick(FILES));
    assertThatCode(() -> read(file)).as("%s", file).doesNotThrowAnyException();
  }

  private static void read(MapValue file) {
    PolicySchemaCheck.check(file);
    ContextFile.read(file);
    ClusterResourceFile.read(file);
    MockedResponse.read(file);
    GlobalContext.read(file, path -> OBJECTS);
    GlobalContext.isEntry(file);
    if (ExceptionReader.isException(file)) {
      ExceptionReader.read(file);
    }
    ValuesFile values = ValuesFile.read(file).content();
    values.namespaceLabels("default");
    GivenRequests requests = new GivenRequests(values, Map.of(), UserInfoFile.read(file).content());
    for (MapValue document : POLICIES.subList(0, 3)) {
      Policy policy = PolicyReader.read(document).policy();
      OBJECTS.forEach(object -> requests.of(policy, Resource.of(object)));
    }
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void everyTestRunsOrSaysWhyNot(@ForAll long seed) {
    Mangler mangler = new Mangler(seed);
    MapValue written = mangler.document(FILES.get(2));
    MapValue named = mangler.document(mangler.pick(FILES));
    TestReading reading = TestReader.read(written);
    if (reading.test() == null) {
      assertThat(reading.problems()).as("%s", written).isNotEmpty();
      return;
    }
    Given files = new Given(List.of(named));
    try {
      TestMaterial material = TestMaterial.of(reading.test(), files, NOTHING_REAL);
      TestRun.run(reading.test(), reading.test().results(), material, files);
    } catch (TestFiles.Unreadable told) {
      assertThat(told.getMessage()).as("%s", written).isNotEmpty();
    }
  }

  /** Every path holds valid policies and objects; all other files are one broken document. */
  private record Given(List<MapValue> broken) implements TestFiles {

    @Override
    public List<LoadedPolicy> policies(String path) {
      return PolicyDocuments.of(List.copyOf(POLICIES)).policies();
    }

    @Override
    public List<MapValue> bindings(String path) {
      return broken;
    }

    @Override
    public List<MapValue> objects(String path) {
      return OBJECTS;
    }

    @Override
    public List<MapValue> documents(String path) {
      return broken;
    }
  }
}
