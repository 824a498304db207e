package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@link Soak}. */
class SoakTest {

  @Test
  void theHeapDoesNotGrowWithEdits(@TempDir Path folder) throws Exception {
    Soak.Heap heap = Soak.run(folder, 20, 10, 200, 1500);
    assertThat(heap.late() - heap.early()).isLessThan(8_000_000);
  }
}
