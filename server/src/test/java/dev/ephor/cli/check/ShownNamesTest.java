package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.workspace.FileId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNamesTest {

  private final ShownNames names = new ShownNames(Path.of("/srv/shop"));

  @ParameterizedTest
  @CsvSource({
    "/srv/shop/a.yaml,       a.yaml,         a.yaml",
    "/srv/shop/b c/größe.yaml, b c/größe.yaml, b%20c/gr%C3%B6%C3%9Fe.yaml",
    "/srv/shop/a#b?c%d.yaml, a#b?c%d.yaml,   a%23b%3Fc%25d.yaml",
    "/srv/shop/c:d.yaml,     c:d.yaml,       c:d.yaml",
    "/srv/other/a.yaml,      ../other/a.yaml, file:///srv/other/a.yaml",
    "/etc/a.yaml,                /etc/a.yaml,    file:///etc/a.yaml",
  })
  void forPeopleAndForPrograms(String path, String shown, String uri) {
    assertThat(names.shown(new FileId(path))).isEqualTo(shown);
    assertThat(names.uri(new FileId(path))).isEqualTo(uri);
  }

  @Test
  void standardInput() {
    assertThat(names.shown(ShownNames.STANDARD_INPUT)).isEqualTo("<stdin>");
    assertThat(names.uri(ShownNames.STANDARD_INPUT)).isEqualTo("stdin:///manifests.yaml");
    assertThat(names.inside(ShownNames.STANDARD_INPUT)).isFalse();
  }
}
