package dev.ephor.cli.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs {@code apply} in a folder of its own and keeps what it prints. */
abstract class ApplyFixture {

  static final String RESOURCES =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: good, namespace: shop, labels: {team: a}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: bad, labels: {app: a}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: other}
      """;

  @TempDir Path folder;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  int apply(String policy, String resources, String... options) throws IOException {
    Path policyFile = Files.writeString(folder.resolve("policy.yaml"), policy);
    Path resourceFile = Files.writeString(folder.resolve("resources.yaml"), resources);
    String[] arguments = new String[options.length + 3];
    arguments[0] = policyFile.toString();
    arguments[1] = "--resource";
    arguments[2] = resourceFile.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return run(arguments);
  }

  int run(String... arguments) {
    return new CommandLine(new ApplyCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  JsonNode report() throws IOException {
    String text = out.toString();
    return new ObjectMapper().readTree(text.substring(text.indexOf('{')));
  }
}
