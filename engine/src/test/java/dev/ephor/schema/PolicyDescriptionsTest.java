package dev.ephor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code policies.descriptions} against {@code policies.types}. */
class PolicyDescriptionsTest {

  private static final int LONGEST = 400;

  private static final List<String> WRITTEN = written();
  private static final List<String> DESCRIBED =
      lines().stream().map(line -> line.substring(0, line.indexOf(": "))).toList();

  /** Every type and field, none besides, none twice. */
  @Test
  void describesWhatIsThereInItsOrder() {
    assertThat(DESCRIBED).containsExactlyElementsOf(WRITTEN);
  }

  @Test
  void aDescriptionIsAShortSentence() {
    assertThat(lines())
        .allSatisfy(
            line -> {
              String text = line.substring(line.indexOf(": ") + 2);
              assertThat(text).hasSizeBetween(5, LONGEST).endsWith(".").doesNotContain("  ");
              assertThat(text.substring(0, 1)).matches("[A-Z`(]");
            });
  }

  private static List<String> lines() {
    return TypeLibrary.load("policies.descriptions")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /** Types, and fields as {@code Type.field}, where they are written. */
  private static List<String> written() {
    List<String> names = new ArrayList<>();
    String type = "";
    for (String line : TypeLibrary.load("policies.types").lines().toList()) {
      String entry = line.strip();
      if (entry.isEmpty() || entry.startsWith("#") || entry.startsWith("+ ")) {
        continue;
      }
      String name =
          entry.substring(0, entry.indexOf(' ') < 0 ? entry.length() : entry.indexOf(' '));
      if (line.startsWith(" ")) {
        names.add(type + "." + name.replace("!", ""));
      } else {
        type = name.replace("=", "");
        names.add(type);
      }
    }
    return names;
  }
}
