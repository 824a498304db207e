package dev.ephor.lsp;

import dev.ephor.preview.Deletion;
import dev.ephor.preview.DiffLine;
import dev.ephor.preview.FilePreview;
import dev.ephor.preview.Made;
import dev.ephor.preview.PolicyPreview;
import dev.ephor.preview.PreviewText;
import dev.ephor.preview.Previews;
import dev.ephor.preview.Trouble;
import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The commands {@code ephor.preview} and {@code ephor.applyMutations}. */
final class PreviewCommands {

  private PreviewCommands() {}

  /** What policies would do to a file's manifests, or a policy to all. */
  static Object preview(Question question, Arguments arguments) {
    FileId file = arguments.places(question).file();
    boolean showSecrets = arguments.flag("showSecrets");
    Snapshot snapshot = question.moment().snapshot();
    Optional<String> policy = arguments.optionalText("policy");
    if (policy.isPresent()) {
      PolicyPreview preview =
          PolicyPreview.of(snapshot, policy.get(), showSecrets, question.cancellation())
              .orElseThrow(
                  () ->
                      arguments.wrong(
                          "is about "
                              + policy.get()
                              + ", which is no policy of the workspace that"
                              + " can be evaluated"));
      return Invocations.json(question, ofPolicy(preview));
    }
    FilePreview preview =
        Previews.of(snapshot, file, showSecrets, question.cancellation())
            .orElseThrow(() -> arguments.wrong("is about a file that is gone"));
    return Invocations.json(question, ofFile(preview));
  }

  /** Edits a file so that policies have nothing left to change in it. */
  static Object apply(Question question, Arguments arguments) {
    FileId file = arguments.places(question).file();
    Previews.Application application =
        Previews.application(question.moment().snapshot(), file, question.cancellation())
            .orElseThrow(() -> arguments.wrong("is about a file that is gone"));
    if (!application.edits().isEmpty()) {
      WorkspaceEdits.apply(
          question,
          "Apply mutation",
          List.of(new FileEdit.Change(file, application.edits())),
          reason -> question.session().log().warn("mutations were not applied: " + reason));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("edits", application.edits().size());
    json.put("refused", application.refusals());
    return Invocations.json(question, json);
  }

  private static Map<String, Object> ofFile(FilePreview preview) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("languageId", "yaml");
    json.put("before", preview.before());
    json.put("text", preview.after());
    json.put("masked", preview.masked());
    json.put("lines", lines(preview.lines()));
    json.put("report", PreviewText.of(preview, file -> name(file)));
    json.put("made", preview.made().stream().map(PreviewCommands::made).toList());
    json.put("deletions", preview.deletions().stream().map(PreviewCommands::deletion).toList());
    json.put("troubles", preview.troubles().stream().map(PreviewCommands::trouble).toList());
    return json;
  }

  private static Map<String, Object> ofPolicy(PolicyPreview preview) {
    StringBuilder text = new StringBuilder();
    preview.files().forEach(file -> text.append(PreviewText.of(file, id -> name(id))));
    if (preview.left() > 0) {
      text.append("and " + preview.left() + " more files\n");
    }
    if (text.length() == 0) {
      text.append(preview.policy() + " changes no manifest of this workspace.\n");
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("languageId", "diff");
    json.put("text", text.toString());
    json.put("files", preview.files().stream().map(FilePreview::file).toList());
    json.put("left", preview.left());
    return json;
  }

  /** The name alone; a path says where somebody's folders are. */
  private static String name(FileId file) {
    String path = file.path();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static List<Map<String, Object>> lines(List<DiffLine> lines) {
    return lines.stream()
        .filter(line -> line.kind() != DiffLine.Kind.KEPT)
        .map(
            line -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("kind", line.kind().name().toLowerCase(Locale.ROOT));
              json.put("line", Math.max(line.before(), line.after()) - 1);
              json.put("text", line.text());
              json.put("rules", line.rules());
              return json;
            })
        .toList();
  }

  private static Map<String, Object> made(Made made) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("resource", made.name());
    json.put("trigger", made.trigger());
    json.put("rule", made.rule());
    made.source()
        .ifPresent(
            source -> {
              json.put("copyOf", source.name());
              json.put("copyOfUri", source.file());
            });
    json.put("synchronisation", made.synchronisation());
    json.put("text", made.text());
    made.existing()
        .ifPresent(
            there -> {
              json.put("existingUri", there.file());
              json.put("existingLines", lines(there.lines()));
            });
    return json;
  }

  private static Map<String, Object> deletion(Deletion deletion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("resource", deletion.resource());
    json.put("policy", deletion.policy());
    json.put("schedule", deletion.schedule());
    deletion
        .at()
        .ifPresent(at -> json.put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at)));
    json.put("because", deletion.because());
    return json;
  }

  private static Map<String, Object> trouble(Trouble trouble) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("resource", trouble.resource());
    json.put("rule", trouble.rule());
    json.put("reason", trouble.reason());
    return json;
  }
}
