package dev.ephor.ide.expression;

import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.policy.meaning.CelShape;
import java.util.Map;
import java.util.regex.Pattern;

/** Words about names in CEL. */
final class CelNotes {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private CelNotes() {}

  /** Whether a text can stand behind a dot as it is. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** What the variables of the language are. */
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("object", "the object as it is to become; of a deletion null"),
          Map.entry("oldObject", "the object as it is; of a creation null"),
          Map.entry("request", "the admission request"),
          Map.entry("namespaceObject", "the namespace of the object; null for cluster-wide kinds"),
          Map.entry("params", "the object that a binding or `paramRef` chooses"),
          Map.entry("authorizer", "asks whether the user may do something"),
          Map.entry("variables", "what `variables` of the policy define"),
          Map.entry("images", "the images of the object, by the names of their extractors"),
          Map.entry("attestors", "the attestors of the policy, by name"),
          Map.entry("attestations", "the attestations of the policy, by name"),
          Map.entry("exceptions", "what exceptions allow"),
          Map.entry("resource", "asks the cluster: `resource.Get`, `resource.List`"),
          Map.entry("http", "calls services: `http.Get`, `http.Post`"),
          Map.entry("globalContext", "reads the global context: `globalContext.Get`"),
          Map.entry("image", "asks registries: `image.GetMetadata`"),
          Map.entry("json", "reads and writes JSON: `json.unmarshal`, `json.marshal`"),
          Map.entry("yaml", "reads YAML: `yaml.parse`"),
          Map.entry("generator", "generates objects: `generator.Apply`"),
          Map.entry("ref", "the reference of the image"),
          Map.entry("mcp", "reads messages of the Model Context Protocol: `mcp.Parse`"),
          Map.entry("self", "the value that the schema of this rule describes"),
          Map.entry("oldSelf", "the same value before the change"));

  /** What a variable is. */
  static String variable(String name, CelShape shape) {
    String note = VARIABLES.get(name);
    return "**" + name + "** `" + shape.label() + "`" + (note == null ? "" : "\n\n" + note);
  }

  /** How a function is called, without its name and receiver: {@code (int) -> string}. */
  static String signature(Declared declared) {
    String id = declared.overload().id();
    String function = declared.overload().function();
    int at = id.indexOf(function + "(");
    return at < 0 ? id : id.substring(at + function.length());
  }
}
