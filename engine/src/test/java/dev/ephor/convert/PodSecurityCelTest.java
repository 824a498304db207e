package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pod security, control by control. Each level was proven by breaking each of its controls. */
class PodSecurityCelTest {

  private static String text(String rest) {
    return Conversions.text("Pod", "validate:\n  podSecurity:\n" + rest.indent(4));
  }

  @ParameterizedTest
  @CsvSource({"restricted, v1.24", "baseline, latest"})
  void everyLevelIsProven(String level, String version) {
    assertThat(text("level: " + level + "\nversion: " + version))
        .contains(
            "- message: 'Host Namespaces: hostNetwork, hostPID and hostIPC must not be true.'")
        .contains(
            """
                expression: |-
                  object.spec.?hostNetwork.orValue(false) == false &&
                  object.spec.?hostPID.orValue(false) == false &&
                  object.spec.?hostIPC.orValue(false) == false
            """);
  }

  @Test
  void imagesThatAreExcludedAreLetIn() {
    assertThat(
            text(
                """
                level: restricted
                version: latest
                exclude:
                - {controlName: Privileged Containers, images: ["test/*"]}
                """))
        .contains(
            """
                  variables.allContainers.all(container,
                    container.image.startsWith('test/') ||
                    container.?securityContext.?privileged.orValue(false) == false)
            """);
  }

  @Test
  void whatCannotBeSaidIsNamed() {
    assertThat(
            Conversions.reason(
                "Pod",
                "validate: {podSecurity: {level: baseline, exclude: [{controlName: Sysctls,"
                    + " restrictedField: 'spec.securityContext.sysctls[*].name', values: [a]}]}}"))
        .isEqualTo("an exclusion of single fields or values from pod security");
    assertThat(
            Conversions.reason(
                "Pod",
                "validate: {podSecurity: {level: restricted,"
                    + " exclude: [{controlName: Running as Non-root}]}}"))
        .isEqualTo("an exclusion of pods from a control that demands something of containers");
    assertThat(
            Conversions.reason("Pod", "validate: {podSecurity: {level: baseline, version: v1.18}}"))
        .isEqualTo("pod security of a version before 1.19");
  }
}
