package dev.ephor.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ephor.text.PositionEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code initialize} says of the client. Read from the JSON tree: binding lsp4j's classes for
 * every capability there is would cost a fifth of the time in which the server must answer.
 *
 * @param processId the client's process, whose end is the server's
 * @param encoding the unit of positions, the client's favourite among those we know
 * @param encodingNegotiated whether the client named any; otherwise it is not answered
 * @param pullsDiagnostics asks for diagnostics, so that none is pushed
 * @param refreshesDiagnostics can be told that diagnostics changed elsewhere
 * @param relatedInformation shows the other end of a diagnostic
 * @param workDoneProgress shows progress
 * @param registersWatchers watches files for us when asked
 * @param registersConfiguration tells of changed settings when asked
 * @param answersConfiguration can be asked for its settings
 * @param capabilities everything it says it can do; ask with {@link #has} and {@link #can}
 * @param folders URIs of the workspace's folders
 * @param options {@code initializationOptions}
 */
record Client(
    OptionalLong processId,
    PositionEncoding encoding,
    boolean encodingNegotiated,
    boolean pullsDiagnostics,
    boolean refreshesDiagnostics,
    boolean relatedInformation,
    boolean workDoneProgress,
    boolean registersWatchers,
    boolean registersConfiguration,
    boolean answersConfiguration,
    JsonObject capabilities,
    List<String> folders,
    @Nullable JsonElement options) {

  /** A client of which nothing is known yet. */
  static final Client UNKNOWN = of(new JsonObject());

  Client {
    folders = List.copyOf(folders);
  }

  static Client of(JsonObject params) {
    @Nullable PositionEncoding encoding =
        favourite(at(params, "capabilities.general.positionEncodings"));
    JsonElement processId = at(params, "processId");
    return new Client(
        processId != null && isNumber(processId)
            ? OptionalLong.of(processId.getAsLong())
            : OptionalLong.empty(),
        encoding == null ? PositionEncoding.UTF_16 : encoding,
        encoding != null,
        at(params, "capabilities.textDocument.diagnostic") instanceof JsonObject,
        flag(params, "capabilities.workspace.diagnostics.refreshSupport")
            // What drafts of 3.17 called it; some clients still do.
            || flag(params, "capabilities.workspace.diagnostic.refreshSupport"),
        flag(params, "capabilities.textDocument.publishDiagnostics.relatedInformation")
            || flag(params, "capabilities.textDocument.diagnostic.relatedInformation"),
        flag(params, "capabilities.window.workDoneProgress"),
        flag(params, "capabilities.workspace.didChangeWatchedFiles.dynamicRegistration"),
        flag(params, "capabilities.workspace.didChangeConfiguration.dynamicRegistration"),
        flag(params, "capabilities.workspace.configuration"),
        at(params, "capabilities") instanceof JsonObject given ? given : new JsonObject(),
        folders(params),
        at(params, "initializationOptions"));
  }

  /** Whether the client names a capability, such as {@code textDocument.foldingRange}. */
  boolean has(String capability) {
    return at(capabilities, capability) != null;
  }

  /** Whether a capability of the client is {@code true}. */
  boolean can(String capability) {
    return flag(capabilities, capability);
  }

  /** Whether a capability of the client is a list that has a text in it. */
  boolean lists(String capability, String text) {
    return at(capabilities, capability) instanceof JsonArray array
        && array.contains(new JsonPrimitive(text));
  }

  /** The number that a capability of the client is, such as a limit; null where it says none. */
  @Nullable Integer number(String capability) {
    JsonElement found = at(capabilities, capability);
    return found != null && isNumber(found) ? found.getAsInt() : null;
  }

  private static List<String> folders(JsonObject params) {
    if (at(params, "workspaceFolders") instanceof JsonArray array) {
      List<String> uris = new ArrayList<>();
      for (JsonElement folder : array) {
        String uri = text(at(folder, "uri"));
        if (uri != null) {
          uris.add(uri);
        }
      }
      return uris;
    }
    String uri = text(at(params, "rootUri"));
    if (uri != null) {
      return List.of(uri);
    }
    String path = text(at(params, "rootPath"));
    return path == null || path.isEmpty() ? List.of() : List.of(Uris.ofPath(path));
  }

  private static @Nullable PositionEncoding favourite(@Nullable JsonElement offered) {
    if (offered instanceof JsonArray array) {
      for (JsonElement each : array) {
        PositionEncoding known =
            switch (String.valueOf(text(each))) {
              case "utf-8" -> PositionEncoding.UTF_8;
              case "utf-16" -> PositionEncoding.UTF_16;
              case "utf-32" -> PositionEncoding.UTF_32;
              default -> null;
            };
        if (known != null) {
          return known;
        }
      }
    }
    return null;
  }

  /** The element at a path of member names, or null. */
  private static @Nullable JsonElement at(JsonElement root, String path) {
    JsonElement found = root;
    for (String name : path.split("\\.")) {
      found = found instanceof JsonObject object ? object.get(name) : null;
    }
    return found == null || found.isJsonNull() ? null : found;
  }

  private static boolean flag(JsonObject root, String path) {
    JsonElement found = at(root, path);
    return found != null
        && found.isJsonPrimitive()
        && found.getAsJsonPrimitive().isBoolean()
        && found.getAsBoolean();
  }

  private static @Nullable String text(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()
        ? element.getAsString()
        : null;
  }

  private static boolean isNumber(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
  }
}
