package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/features.md} against the program: what it says works has a route and is announced,
 * and nothing works that it does not mention.
 */
class FeaturesTableTest {

  private static final Set<String> FROM_CLIENT =
      ServiceEndpoints.getSupportedMethods(LanguageServer.class).keySet();

  private static final Set<String> FROM_SERVER =
      ServiceEndpoints.getSupportedMethods(LanguageClient.class).keySet();

  /** What the library knows of the protocol's next version. */
  private static final Set<String> OF_3_18 =
      Set.of(
          "textDocument/inlineCompletion",
          "textDocument/rangesFormatting",
          "workspace/foldingRange/refresh",
          "workspace/textDocumentContent",
          "workspace/textDocumentContent/refresh");

  /** How the capabilities of features are called whose name does not follow from the method. */
  private static final Map<String, String> PROVIDERS =
      Map.ofEntries(
          Map.entry("textDocument/formatting", "documentFormattingProvider"),
          Map.entry("textDocument/rangeFormatting", "documentRangeFormattingProvider"),
          Map.entry("textDocument/onTypeFormatting", "documentOnTypeFormattingProvider"),
          Map.entry("textDocument/documentColor", "colorProvider"),
          Map.entry("textDocument/colorPresentation", "colorProvider"),
          Map.entry("textDocument/prepareRename", "renameProvider"),
          Map.entry("textDocument/semanticTokens/full", "semanticTokensProvider"),
          Map.entry("textDocument/semanticTokens/full/delta", "semanticTokensProvider"),
          Map.entry("textDocument/semanticTokens/range", "semanticTokensProvider"),
          Map.entry("workspace/symbol", "workspaceSymbolProvider"),
          Map.entry("workspace/executeCommand", "executeCommandProvider"));

  /** Every method of the table and whether it is said to work. */
  private static Map<String, Boolean> table() {
    try {
      String text = Files.readString(Path.of("../docs/features.md"));
      Map<String, Boolean> methods = new LinkedHashMap<>();
      String protocol = text.substring(text.indexOf("## Language Server Protocol"));
      for (String row : protocol.lines().filter(line -> line.startsWith("|")).toList()) {
        String[] cells = row.split("(?<!\\\\)\\|");
        boolean works = cells.length > 2 && cells[2].strip().startsWith("yes");
        List<String> named = new ArrayList<>();
        Matcher matcher = Pattern.compile("`([^`]+)`").matcher(cells[1]);
        while (matcher.find()) {
          named.add(full(matcher.group(1), named));
        }
        named.forEach(method -> methods.put(method, works));
      }
      return methods;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A later method of a row may leave out what it has in common with the first. */
  private static String full(String written, List<String> before) {
    if (!before.isEmpty()) {
      String start = before.get(0);
      while (start.contains("/")) {
        start = start.substring(0, start.lastIndexOf('/'));
        String method = start + "/" + written;
        if (FROM_CLIENT.contains(method) || FROM_SERVER.contains(method)) {
          return method;
        }
      }
    }
    return written;
  }

  @Test
  void everyMethodOfTheProtocolIsInTheTable() {
    Set<String> missing = new TreeSet<>(FROM_CLIENT);
    missing.addAll(FROM_SERVER);
    missing.removeAll(table().keySet());
    missing.removeAll(OF_3_18);
    assertThat(missing).isEmpty();
  }

  @Test
  void whatWorksHasARoute() {
    Set<String> promised = new TreeSet<>();
    table()
        .forEach(
            (method, works) -> {
              // The client's own methods are sent, and $/progress goes both ways.
              if (works && FROM_CLIENT.contains(method) && !FROM_SERVER.contains(method)) {
                promised.add(method);
              }
            });
    assertThat(promised).hasSizeGreaterThan(20);
    assertThat(Routes.BY_METHOD.keySet()).containsAll(promised);
  }

  @Test
  void whatHasARouteIsSaidToWork() {
    Map<String, Boolean> table = table();
    assertThat(Routes.BY_METHOD.keySet())
        .allSatisfy(method -> assertThat(table).as(method).containsEntry(method, true));
  }

  @Test
  void aClientThatCanDoEverythingIsToldOfEverythingThatWorks() {
    JsonObject can = capabilities(everything());
    Map<String, String> providers = new TreeMap<>();
    table()
        .forEach(
            (method, works) -> {
              if (FROM_CLIENT.contains(method) && method.startsWith("textDocument/") && works
                  || PROVIDERS.containsKey(method) && works) {
                providers.put(provider(method), method);
              }
            });
    providers.keySet().removeIf(name -> name.startsWith("did")); // announced as textDocumentSync
    assertThat(can.keySet()).containsAll(providers.keySet());
    Set<String> announced =
        can.keySet().stream().filter(key -> key.endsWith("Provider")).collect(Collectors.toSet());
    assertThat(providers.keySet()).containsAll(announced);
  }

  @Test
  void aClientThatCanDoNothingIsToldOfAlmostNothing() {
    assertThat(
            capabilities(new JsonObject()).keySet().stream()
                .filter(key -> key.endsWith("Provider"))
                .toList())
        .containsExactly("documentFormattingProvider"); // older Neovim asks without a word
  }

  private static String provider(String method) {
    String last = method.substring(method.lastIndexOf('/') + 1);
    return PROVIDERS.getOrDefault(method, last.startsWith("did") ? last : last + "Provider");
  }

  /** The capabilities of a client that names all that there is. */
  private static JsonObject everything() {
    Set<String> names = new HashSet<>();
    for (String method : FROM_CLIENT) {
      if (method.startsWith("textDocument/")) {
        names.add(method.split("/")[1]);
      }
    }
    JsonObject textDocument = new JsonObject();
    names.forEach(name -> textDocument.add(name, Wire.json(ANYTHING)));
    JsonObject workspace = Wire.json("{'symbol':{},'executeCommand':{},'applyEdit':true}");
    JsonObject all = new JsonObject();
    all.add("textDocument", textDocument);
    all.add("workspace", workspace);
    return all;
  }

  /** What features ask of their client, whichever it is. */
  private static final String ANYTHING =
      """
      {'dynamicRegistration': false, 'prepareSupport': true,
       'requests': {'range': true, 'full': {'delta': true}},
       'tokenTypes': ['variable', 'function', 'keyword', 'property', 'string', 'operator'],
       'tokenModifiers': [], 'formats': ['relative'],
       'codeActionLiteralSupport': {'codeActionKind': {'valueSet': ['quickfix', 'refactor']}}}
      """;

  private static JsonObject capabilities(JsonObject client) {
    JsonObject params = new JsonObject();
    params.add("capabilities", client);
    try (Wire wire = Wire.toServerHere()) {
      return wire.request("initialize", params)
          .getAsJsonObject("result")
          .getAsJsonObject("capabilities");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
