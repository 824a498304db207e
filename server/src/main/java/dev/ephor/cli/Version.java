package dev.ephor.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: this program, what it agrees with, and the Java that runs it. */
public final class Version implements IVersionProvider {

  /** The version of the Kyverno command line whose answers are reproduced. */
  public static final String KYVERNO = "1.19.0";

  /** The version written into the program's jar by the build; {@code dev} outside of it. */
  public static String ofProgram() {
    return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "ephor " + ofProgram() + " (judges as Kyverno " + KYVERNO + ")",
      "Java " + Runtime.version() + ", ${java.vendor}"
    };
  }
}
