package dev.ephor.cli.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that somebody else wrote may be checked without a second thought. */
class TrustTest {

  private static final String SECRET =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: outside
      data: {a: a, a: b}
      """;

  @TempDir Path temporary;

  @Test
  void readsNothingThroughLinks() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.writeString(outside.resolve("secret.yaml"), SECRET);
    Path folder = Files.createDirectories(temporary.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("link.yaml"), outside.resolve("secret.yaml"));
    Files.createSymbolicLink(folder.resolve("linked"), outside);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.writeString(folder.resolve("inside.yaml"), SECRET.replace("outside", "inside"));

    CheckRun run = CheckRun.in(temporary, "folder", "-o", "json");

    assertThat(run.out())
        .contains("\"resources\": 1,")
        .contains("folder/inside.yaml")
        .doesNotContain("link", "secret", "loop");
  }

  @Test
  void writesNothing() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("folder"));
    Files.writeString(folder.resolve("inside.yaml"), SECRET);
    Map<Path, FileTime> before = times(temporary);

    CheckRun.in(temporary, "folder");

    assertThat(times(temporary)).isEqualTo(before).hasSize(3);
  }

  @Test
  void hasNoMeansToReachTheNetworkOrToRunAProgram() {
    Set<String> means =
        Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.URL",
            "java.net.URLConnection",
            "java.lang.ProcessBuilder",
            "java.lang.Process");
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ephor");
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.ephor.lsp..", "dev.ephor.cli", "dev.ephor.cluster..", "dev.ephor.git..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "reach the network or run a program",
                (JavaClass type) ->
                    means.contains(type.getName())
                        || type.getPackageName().startsWith("java.net.http")
                        || type.getPackageName().startsWith("javax.net")))
        .check(classes);
    // The cluster is asked by `ephor apply --cluster` alone.
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ephor.cli.apply", "dev.ephor.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.ephor.cluster..")
        .check(classes);
    // Git is run by --since alone.
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ephor.cli.check", "dev.ephor.cli.diff", "dev.ephor.git..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.ephor.git..")
        .check(classes);
    // `ephor jp query` looks host names up: there a person asks for it, with an expression of
    // theirs.
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ephor.cli", "dev.ephor.cluster..")
        .should()
        .callMethod(InetAddress.class, "getByName", String.class)
        .orShould()
        .callMethod(InetAddress.class, "getAllByName", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .because("a host name is looked up in the network")
        .check(classes);
  }

  private static Map<Path, FileTime> times(Path root) throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        times.put(path, Files.getLastModifiedTime(path));
      }
    }
    return times;
  }
}
