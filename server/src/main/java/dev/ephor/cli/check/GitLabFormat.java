package dev.ephor.cli.check;

import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.text.Severity;
import dev.ephor.workspace.Diagnostic;
import java.io.IOException;

/**
 * For a merge request: GitLab's code quality report, a list of issues with the members that its
 * documentation names. An issue is the same as before when its fingerprint is, wherever it moved.
 */
final class GitLabFormat implements CheckFormat {

  @Override
  public void write(CheckResult result, Presentation how, Appendable out) throws IOException {
    Json.write(
        out,
        json -> {
          Fingerprints fingerprints = new Fingerprints();
          json.writeStartArray();
          for (Findings file : result.files()) {
            for (Diagnostic diagnostic : file.diagnostics()) {
              json.writeStartObject();
              json.writeStringField("description", diagnostic.message().strip());
              json.writeStringField("check_name", diagnostic.code());
              json.writeStringField(
                  "fingerprint", fingerprints.of(how.names().uri(file.file()), diagnostic));
              json.writeStringField("severity", severity(diagnostic.severity()));
              json.writeObjectFieldStart("location");
              json.writeStringField("path", how.names().shown(file.file()));
              json.writeObjectFieldStart("lines");
              json.writeNumberField(
                  "begin", Json.Region.of(file.text(), diagnostic.span()).startLine());
              json.writeEndObject();
              json.writeEndObject();
              json.writeEndObject();
            }
          }
          json.writeEndArray();
        });
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "major";
      case WARNING -> "minor";
      case INFORMATION, HINT -> "info";
    };
  }
}
