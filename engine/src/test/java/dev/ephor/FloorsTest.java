package dev.ephor;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.ephor.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A package imports only from lower floors (docs/architecture.md). */
class FloorsTest {

  private static final List<List<String>> FLOORS =
      List.of(
          List.of("text"),
          List.of("value"),
          List.of("yaml"),
          List.of("kubernetes"),
          List.of("schema"),
          List.of("context"),
          List.of("expression"),
          List.of("policy"),
          List.of("autogen"),
          List.of("rule"),
          List.of("evaluation"),
          List.of("given"),
          List.of("report"),
          List.of("workspace"),
          List.of("convert", "explain", "fix", "impact", "lint", "preview", "testing"));

  @Test
  void importsGoDown() {
    JavaClasses classes =
        new ClassFileImporter()
            .importUrl(Workspace.class.getProtectionDomain().getCodeSource().getLocation());
    LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (List<String> floor : FLOORS) {
      for (String room : floor) {
        layers = layers.optionalLayer(room).definedBy("dev.ephor." + room + "..");
      }
    }
    for (int i = 0; i < FLOORS.size(); i++) {
      String[] below = FLOORS.subList(0, i).stream().flatMap(List::stream).toArray(String[]::new);
      for (String room : FLOORS.get(i)) {
        layers =
            below.length == 0
                ? layers.whereLayer(room).mayNotAccessAnyLayer()
                : layers.whereLayer(room).mayOnlyAccessLayers(below);
      }
    }
    layers.check(classes);
  }
}
