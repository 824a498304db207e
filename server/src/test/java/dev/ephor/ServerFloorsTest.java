package dev.ephor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The upper floors: files and ide, then lsp, then the command line (docs/architecture.md). */
class ServerFloorsTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ephor");

  @Test
  void importsGoDown() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .optionalLayer("files")
        .definedBy("dev.ephor.files..")
        .optionalLayer("ide")
        .definedBy("dev.ephor.ide..")
        .optionalLayer("lsp")
        .definedBy("dev.ephor.lsp..")
        .optionalLayer("cluster")
        .definedBy("dev.ephor.cluster..")
        .optionalLayer("git")
        .definedBy("dev.ephor.git..")
        .optionalLayer("cli")
        .definedBy("dev.ephor.cli..")
        .whereLayer("files")
        .mayNotAccessAnyLayer()
        .whereLayer("ide")
        .mayNotAccessAnyLayer()
        .whereLayer("cluster")
        .mayNotAccessAnyLayer()
        .whereLayer("git")
        .mayOnlyAccessLayers("files")
        .whereLayer("lsp")
        .mayOnlyAccessLayers("files", "ide")
        .check(classes);
  }

  @Test
  void onlyOneRoomSpeaksTheProtocol() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ephor.lsp..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.lsp4j..")
        .check(classes);
  }

  @Test
  void theEngineOpensNoFileAndNoConnection() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.ephor.files..",
            "dev.ephor.ide..",
            "dev.ephor.lsp..",
            "dev.ephor.cluster..",
            "dev.ephor.git..",
            "dev.ephor.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.nio.channels..")
        .check(classes);
  }

  @Test
  void onlyOneRoomKnowsTheClientOfKubernetes() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ephor.cluster..")
        .and()
        .haveSimpleNameNotEndingWith("Test")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(classes);
  }
}
