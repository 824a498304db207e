package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The benchmarks of answers, small: what is found after typing is what a fresh workspace finds, and
 * a workspace that is ten times as large makes an answer not ten times as much work. Work is
 * counted in allocated bytes, which do not depend on how busy the machine is.
 */
class SmallBenchmarkTest {

  private static final int MANIFESTS = 20;
  private static final int POLICIES = 8;
  private static final long SMALL_CHANGE = 4_000_000;

  static Stream<Place> places() {
    return Stream.concat(
        CompletionBenchmark.places().stream(), FeaturesBenchmark.features().stream());
  }

  @ParameterizedTest
  @MethodSource("places")
  void whatIsFoundAfterTypingIsWhatAFreshWorkspaceFinds(Place place) {
    Workspace typed = new Workspace();
    typed.update(FeaturesBenchmark.shop(MANIFESTS, POLICIES));
    for (String number : List.of("1", "12", "3")) {
      List<Change> edit = List.of(edit(place, number));
      int found = ask(place, number, typed.update(edit));
      List<Change> all = new ArrayList<>(FeaturesBenchmark.shop(MANIFESTS, POLICIES));
      all.addAll(edit);
      assertThat(found).isPositive().isEqualTo(ask(place, number, new Workspace().update(all)));
    }
  }

  static Stream<Place> placesOfOneFile() {
    return places().filter(place -> !place.name().contains(" of a policy"));
  }

  @ParameterizedTest
  @MethodSource("placesOfOneFile")
  void moreManifestsAreNotMoreWork(Place place) {
    long few = work(place, MANIFESTS);
    long many = work(place, 10 * MANIFESTS);
    assertThat(many).isLessThan(3 * few + SMALL_CHANGE);
  }

  /** What an answer allocates when it is asked for again after typing, in bytes. */
  private static long work(Place place, int manifests) {
    Workspace workspace = new Workspace();
    workspace.update(FeaturesBenchmark.shop(manifests, POLICIES));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (int i = 0; i < 3; i++) {
      String number = String.valueOf(10 + i);
      List<Change> edit = List.of(edit(place, number));
      long before = threads.getCurrentThreadAllocatedBytes();
      ask(place, number, workspace.update(edit));
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return allocated;
  }

  private static Change edit(Place place, String number) {
    return AnswerTimes.change(place.file(), place.text().replace("#", number).replace("‸", ""));
  }

  private static int ask(Place place, String number, Snapshot snapshot) {
    int cursor = place.text().replace("#", number).indexOf('‸');
    return place.asked().ask(snapshot, new FileId(place.file()), cursor);
  }
}
