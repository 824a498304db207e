package dev.ephor.files;

import dev.ephor.kubernetes.UserInfo;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.lint.Lint;
import dev.ephor.lint.Lints;
import dev.ephor.schema.NearestName;
import dev.ephor.schema.SchemaSource;
import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.FileRoles;
import dev.ephor.workspace.PathGlob;
import dev.ephor.workspace.SeverityRules;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code ephor.yaml}. Strict, so that a misspelt field is told and not silently without
 * effect; what is wrong is left out and the rest holds. The file is documented in {@code
 * docs/configuration.md}.
 */
public final class SettingsReader {

  /** The file's name, at the top of a folder. */
  public static final String FILE = "ephor.yaml";

  private static final Map<String, Severity> SEVERITIES =
      Map.of(
          "error", Severity.ERROR,
          "warning", Severity.WARNING,
          "information", Severity.INFORMATION,
          "hint", Severity.HINT);
  private static final String SEVERITY_NAMES = "error, warning, information or hint";

  private final FileId folder;
  private final YamlDocument document;
  private final List<Problem> problems;

  private SettingsReader(FileId folder, YamlDocument document) {
    this.folder = folder;
    this.document = document;
    this.problems = new ArrayList<>(document.problems());
  }

  /**
   * Reads a text.
   *
   * @param folder the folder whose configuration it is; patterns are relative to it
   */
  public static Settings read(FileId folder, String text) {
    return new SettingsReader(folder, YamlParser.parse(new Source(FILE), text)).settings();
  }

  private Settings settings() {
    MapValue root = asMap(document.root(), FILE);
    checkFields(
        root,
        List.of(
            "policies",
            "resources",
            "exceptions",
            "ignore",
            "severity",
            "namespaces",
            "user",
            "failOn",
            "imageLayout",
            "schemas",
            "limits"));
    MapValue limits = map(root, "limits");
    checkFields(limits, List.of("diagnosticsPerFile"));
    Integer maxDiagnostics = positive(limits.child("diagnosticsPerFile"));
    FileRoles roles =
        new FileRoles(
            scopes(root, "policies"), scopes(root, "resources"), scopes(root, "exceptions"));
    SeverityRules severities = severities(map(root, "severity"));
    Map<String, Map<String, String>> namespaces = namespaces(map(root, "namespaces"));
    UserInfo user = user(map(root, "user"));
    List<PathGlob> ignored = strings(root.child("ignore")).stream().map(PathGlob::of).toList();
    Value failOn = root.child("failOn");
    boolean never = failOn != null && "never".equals(failOn.asString());
    Optional<Severity> threshold =
        failOn == null || never
            ? Optional.empty()
            : Optional.ofNullable(severity(failOn, SEVERITY_NAMES + ", or never"));
    OciLayout images = images(root.child("imageLayout"));
    SchemaSource schemas = schemas(root.child("schemas"));
    FileId file = folder.resolve(folder.path() + "/" + FILE);
    Map<FileId, List<Problem>> told =
        problems.isEmpty() ? Map.of() : Map.of(file, List.copyOf(problems));
    return new Settings(
        new Configuration(namespaces, user, roles, severities, images, schemas, told),
        ignored,
        threshold,
        never,
        maxDiagnostics);
  }

  /** A layout is named relative to the folder. */
  private @Nullable OciLayout images(@Nullable Value named) {
    String name = named == null ? null : string(named);
    OciLayout layout = name == null ? null : OciLayout.at(Path.of(folder.path()).resolve(name));
    if (named != null && name != null && layout == null) {
      problem(
          named,
          Place.Part.VALUE,
          "no-image-layout",
          "There is no OCI image layout in " + name + ": a folder with index.json and blobs.");
    }
    return layout;
  }

  /** Files and folders with schemas, named relative to the folder. */
  private SchemaSource schemas(@Nullable Value named) {
    List<Path> paths = new ArrayList<>();
    List<Value> items =
        named == null || named.isNull()
            ? List.of()
            : named instanceof ListValue list ? list.values() : List.of(named);
    for (Value item : items) {
      String name = string(item);
      Path path = name == null ? null : Path.of(folder.path()).resolve(name).normalize();
      if (path != null && Files.exists(path)) {
        paths.add(path);
      } else if (path != null) {
        problem(
            item,
            Place.Part.VALUE,
            "no-schemas",
            "There is nothing at "
                + name
                + ": a file or folder with CustomResourceDefinitions (YAML), or a folder with JSON"
                + " schemas.");
      }
    }
    return paths.isEmpty() ? SchemaSource.NONE : new SchemaFiles(paths);
  }

  private List<FileRoles.Scope> scopes(MapValue root, String field) {
    return strings(root.child(field)).stream()
        .map(glob -> new FileRoles.Scope(folder, PathGlob.of(glob)))
        .toList();
  }

  private SeverityRules severities(MapValue severity) {
    checkFields(severity, List.of("minimum", "policies", "schema", "tests", "lints"));
    Value least = severity.child("minimum");
    Severity minimum = least == null ? null : severity(least, SEVERITY_NAMES);
    MapValue policies = map(severity, "policies");
    List<SeverityRules.Choice> choices = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      choose(policies.keyAt(i), policies.valueAt(i), choices);
    }
    Value structure = severity.child("schema");
    if (structure != null) {
      choose(SeverityRules.STRUCTURE, structure, choices);
    }
    Value tests = severity.child("tests");
    if (tests != null) {
      choose(SeverityRules.TESTS, tests, choices);
    }
    MapValue named = map(severity, "lints");
    List<SeverityRules.Choice> lints = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      lint(named.keyAt(i), named.valueAt(i));
      choose(named.keyAt(i), named.valueAt(i), lints);
    }
    return new SeverityRules(choices, lints, minimum == null ? Severity.HINT : minimum);
  }

  /** Tells a name that no lint has. */
  private void lint(String name, Value value) {
    List<String> known = Lints.all().stream().map(Lint::name).toList();
    if (known.stream().noneMatch(lint -> Wildcard.matches(name, lint))) {
      String nearest = NearestName.of(name, known).orElse(null);
      problem(
          value,
          Place.Part.KEY,
          "unknown-value",
          "There is no lint '"
              + name
              + "'. "
              + (nearest == null
                  ? "`ephor lint --list` lists them."
                  : "Did you mean '" + nearest + "'?"));
    }
  }

  private void choose(String code, Value value, List<SeverityRules.Choice> choices) {
    // Unquoted, YAML reads off as false.
    boolean off =
        "off".equals(value.asString())
            || (value instanceof Scalar scalar && Boolean.FALSE.equals(scalar.content()));
    Severity given = off ? null : severity(value, SEVERITY_NAMES + ", or off");
    if (off || given != null) {
      choices.add(new SeverityRules.Choice(code, Optional.ofNullable(given)));
    }
  }

  private Map<String, Map<String, String>> namespaces(MapValue namespaces) {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    for (int i = 0; i < namespaces.size(); i++) {
      MapValue namespace = asMap(namespaces.valueAt(i), "a namespace");
      checkFields(namespace, List.of("labels"));
      Map<String, String> own = new LinkedHashMap<>();
      MapValue given = map(namespace, "labels");
      for (int j = 0; j < given.size(); j++) {
        String value = string(given.valueAt(j));
        if (value != null) {
          own.put(given.keyAt(j), value);
        }
      }
      labels.put(namespaces.keyAt(i), Map.copyOf(own));
    }
    return labels;
  }

  private UserInfo user(MapValue user) {
    checkFields(user, List.of("username", "groups", "roles", "clusterRoles"));
    Value username = user.child("username");
    String name = username == null ? null : string(username);
    return user.isEmpty()
        ? UserInfo.UNKNOWN
        : new UserInfo(
            name == null ? "" : name,
            strings(user.child("groups")),
            strings(user.child("roles")),
            strings(user.child("clusterRoles")));
  }

  private void checkFields(MapValue map, List<String> known) {
    for (int i = 0; i < map.size(); i++) {
      if (!known.contains(map.keyAt(i))) {
        String nearest = NearestName.of(map.keyAt(i), known).orElse(null);
        problem(
            map.valueAt(i),
            Place.Part.KEY,
            "unknown-field",
            "There is no field '"
                + map.keyAt(i)
                + "' here. "
                + (nearest == null
                    ? "Fields are: " + String.join(", ", known) + "."
                    : "Did you mean '" + nearest + "'?"));
      }
    }
  }

  private MapValue map(MapValue parent, String field) {
    Value value = parent.child(field);
    return value == null ? MapValue.empty(parent.source(), parent.node()) : asMap(value, field);
  }

  private MapValue asMap(Value value, String what) {
    if (value instanceof MapValue map) {
      return map;
    }
    if (!value.isNull()) {
      problem(value, Place.Part.VALUE, "wrong-type", what + " must be a map of fields.");
    }
    return MapValue.empty(value.source(), value.node());
  }

  /** The strings of a list; a single string is a list of one. */
  private List<String> strings(@Nullable Value value) {
    List<String> strings = new ArrayList<>();
    List<Value> items =
        value == null || value.isNull()
            ? List.of()
            : value instanceof ListValue list ? list.values() : List.of(value);
    for (Value item : items) {
      String text = string(item);
      if (text != null) {
        strings.add(text);
      }
    }
    return strings;
  }

  private @Nullable String string(Value value) {
    if (value.asString() == null) {
      problem(value, Place.Part.VALUE, "wrong-type", "This must be a string; put it in quotes.");
    }
    return value.asString();
  }

  private @Nullable Severity severity(Value value, String choices) {
    String name = value.asString();
    Severity severity = name == null ? null : SEVERITIES.get(name);
    if (severity == null) {
      problem(value, Place.Part.VALUE, "unknown-value", "This must be " + choices + ".");
    }
    return severity;
  }

  private @Nullable Integer positive(@Nullable Value value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Scalar scalar
        && scalar.content() instanceof Long number
        && number > 0
        && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    problem(value, Place.Part.VALUE, "wrong-type", "This must be a whole number above 0.");
    return null;
  }

  private void problem(Value value, Place.Part part, String code, String message) {
    problems.add(new Problem(document.span(value.node(), part), Severity.ERROR, code, message));
  }
}
