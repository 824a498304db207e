import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.annotations.SerializedName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.swagger.annotations.ApiModel;
import io.swagger.annotations.ApiModelProperty;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what Kubernetes kinds look like, as the texts that dev.ephor.schema.KubernetesIndex loads:
 * kinds, fields and types by reflection from the fabric8 model; required marks and descriptions
 * from the annotations of the Kubernetes Java client; merge keys and enumerated values from tables
 * of our own. Runs in the build only, as a single source file; makes nothing when its files are
 * younger than what they are made of.
 *
 * <p>Arguments: the folder to write to, the merge keys, this file, the enumerated values.
 */
final class KubernetesIndexGenerator {

  private static final String SERVICES =
      "META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource";
  private static final String MODEL = "io.fabric8.kubernetes.api.model.";

  /** Types that are written as something else than their fields. */
  private static final Map<String, String> SCALARS =
      Map.ofEntries(
          Map.entry("IntOrString", "intOrString"),
          Map.entry("Quantity", "quantity"),
          Map.entry("MicroTime", "string"),
          Map.entry("ZonedDateTime", "string"),
          Map.entry("Duration", "string"),
          Map.entry("FieldsV1", "any"),
          Map.entry("RawExtension", "any"),
          Map.entry("AnyType", "any"),
          Map.entry("JSONSchemaPropsOrArray", "any"),
          Map.entry("JSONSchemaPropsOrBool", "any"),
          Map.entry("JSONSchemaPropsOrStringArray", "any"));

  private final Map<String, String> mergeKeys;
  private final Map<String, String> enums;
  private final Set<String> usedEnums = new HashSet<>();
  private final Map<Class<?>, String> names = new LinkedHashMap<>();
  private final Map<String, String> types = new TreeMap<>();
  private final Map<String, String> descriptions = new TreeMap<>();
  private final Set<String> kinds = new TreeSet<>();
  private final ClientTypes client = new ClientTypes();

  private KubernetesIndexGenerator(Map<String, String> mergeKeys, Map<String, String> enums) {
    this.mergeKeys = mergeKeys;
    this.enums = enums;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path mergeKeys = Path.of(arguments[1]);
    Path source = Path.of(arguments[2]);
    Path enums = Path.of(arguments[3]);
    Path typesFile = folder.resolve("kubernetes.types");
    Path kindsFile = folder.resolve("kubernetes.kinds");
    Path descriptionsFile = folder.resolve("kubernetes.descriptions");
    if (upToDate(
        List.of(typesFile, kindsFile, descriptionsFile), List.of(mergeKeys, source, enums))) {
      return;
    }
    Map<String, String> keys = new HashMap<>();
    for (String[] words : table(mergeKeys, 3)) {
      keys.put(words[0] + "." + words[1], words[2]);
    }
    Map<String, String> values = new HashMap<>();
    for (String[] words : table(enums, 2)) {
      values.put(words[0], words[1]);
    }
    KubernetesIndexGenerator generator = new KubernetesIndexGenerator(keys, values);
    generator.collect();
    Files.createDirectories(folder);
    Files.writeString(kindsFile, String.join("\n", generator.kinds) + "\n");
    String types = written(generator.types);
    Files.writeString(typesFile, types);
    String descriptions = written(generator.descriptions);
    Files.writeString(descriptionsFile, descriptions);
    System.out.println(
        "Kubernetes index: "
            + generator.kinds.size()
            + " kinds, "
            + generator.types.size()
            + " types, "
            + types.length()
            + " characters, "
            + types.lines().filter(line -> line.contains("! ")).count()
            + " required fields; descriptions of "
            + generator.descriptions.size()
            + " types and "
            + descriptions.lines().filter(line -> line.startsWith(" ")).count()
            + " fields, "
            + descriptions.length()
            + " characters");
  }

  private static String written(Map<String, String> bodies) {
    StringBuilder text = new StringBuilder();
    bodies.forEach((name, body) -> text.append(name).append('\n').append(body));
    return text.toString();
  }

  private static boolean upToDate(List<Path> written, List<Path> read) throws IOException {
    for (Path file : written) {
      if (!Files.isRegularFile(file) || Files.size(file) == 0) {
        return false;
      }
    }
    FileTime oldest = Files.getLastModifiedTime(written.get(0));
    for (Path file : read) {
      if (Files.getLastModifiedTime(file).compareTo(oldest) > 0) {
        return false;
      }
    }
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (Files.isRegularFile(jar) && Files.getLastModifiedTime(jar).compareTo(oldest) > 0) {
        return false;
      }
    }
    return true;
  }

  /** The lines of a table, in so many words; the last may have spaces. */
  private static List<String[]> table(Path file, int words) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split(" ", words))
        .toList();
  }

  private void collect() throws Exception {
    Deque<Class<?>> open = new ArrayDeque<>();
    Set<Class<?>> seen = new java.util.LinkedHashSet<>();
    Map<Class<?>, String[]> found = new LinkedHashMap<>();
    for (Class<?> type : resources()) {
      if (!HasMetadata.class.isAssignableFrom(type) || type.getSimpleName().endsWith("List")) {
        continue;
      }
      @SuppressWarnings("unchecked")
      Class<? extends HasMetadata> resource = (Class<? extends HasMetadata>) type;
      String apiVersion = HasMetadata.getApiVersion(resource);
      if (apiVersion != null) {
        boolean namespaced = Namespaced.class.isAssignableFrom(type);
        String kind = HasMetadata.getKind(resource);
        String plural = HasMetadata.getPlural(resource);
        found.put(
            type, new String[] {apiVersion, kind, plural, namespaced ? "namespaced" : "cluster"});
        client.pair(type, apiVersion, kind);
        open.add(type);
      }
    }
    while (!open.isEmpty()) {
      Class<?> type = open.poll();
      if (seen.add(type)) {
        for (Field field : fields(type)) {
          mentioned(field.getGenericType(), open);
          client.pairField(type, jsonName(field), structure(field.getGenericType()));
        }
      }
    }
    name(seen);
    for (Class<?> type : seen) {
      client.pairByName(type);
      types.put(names.get(type), body(type));
      String described = description(type);
      if (!described.isEmpty()) {
        descriptions.put(names.get(type), described);
      }
    }
    found.forEach((type, line) -> kinds.add(String.join(" ", line) + " " + names.get(type)));
    Set<String> unused = new TreeSet<>(enums.keySet());
    unused.removeAll(usedEnums);
    if (!unused.isEmpty()) {
      throw new IllegalStateException(
          "enumerated values of string fields that no Kubernetes type has: " + unused);
    }
  }

  private static List<Class<?>> resources() throws Exception {
    Map<String, Class<?>> types = new TreeMap<>();
    for (URL url :
        Collections.list(KubernetesIndexGenerator.class.getClassLoader().getResources(SERVICES))) {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.isBlank()) {
            types.put(line.strip(), Class.forName(line.strip()));
          }
        }
      }
    }
    return List.copyOf(types.values());
  }

  private static List<Field> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getAnnotation(JsonIgnore.class) == null)
        .filter(field -> field.getAnnotation(JsonProperty.class) != null)
        .toList();
  }

  private static String jsonName(Field field) {
    String name = field.getAnnotation(JsonProperty.class).value();
    return name.isEmpty() ? field.getName() : name;
  }

  private static void mentioned(Type type, Deque<Class<?>> open) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        mentioned(argument, open);
      }
    } else if (type instanceof Class<?> plain && structured(plain)) {
      open.add(plain);
    }
  }

  /** The object that a type is, or that its items or values are; null for none. */
  static Class<?> structure(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return structure(arguments[arguments.length - 1]);
    }
    return type instanceof Class<?> plain ? plain : null;
  }

  private static boolean structured(Class<?> type) {
    return type.getName().startsWith(MODEL)
        && !type.isInterface()
        && !SCALARS.containsKey(type.getSimpleName())
        && !fields(type).isEmpty();
  }

  /** The simple name where only one type has it, otherwise the name below the model's package. */
  private void name(Set<Class<?>> seen) {
    Map<String, Integer> counts = new HashMap<>();
    seen.forEach(type -> counts.merge(type.getSimpleName(), 1, Integer::sum));
    for (Class<?> type : seen) {
      String simple = type.getSimpleName();
      boolean core = type.getName().equals(MODEL + simple);
      names.put(
          type,
          counts.get(simple) == 1 || core ? simple : type.getName().substring(MODEL.length()));
    }
  }

  private String body(Class<?> type) {
    StringBuilder body = new StringBuilder();
    for (Field field : fields(type)) {
      String name = jsonName(field);
      String path = type.getSimpleName() + "." + name;
      String expression = expression(field.getGenericType());
      String values = enums.get(path);
      if (values != null && expression.contains("string")) {
        usedEnums.add(path);
        expression = expression.replace("string", "(" + values + ")");
      }
      body.append(' ').append(name).append(client.isRequired(type, name) ? "! " : " ");
      body.append(expression);
      if (mergeKeys.containsKey(path)) {
        body.append('/').append(mergeKeys.get(path));
      }
      body.append('\n');
    }
    return body.toString();
  }

  /** What a type and its fields are for: its own text on a line without a name. */
  private String description(Class<?> type) throws IOException {
    StringBuilder body = new StringBuilder();
    String own = client.description(type);
    ModelSource source = client.knows(type) ? ModelSource.NONE : ModelSource.of(type);
    if (own.isEmpty()) {
      own = line(source.own());
    }
    if (!own.isEmpty()) {
      body.append("  ").append(own).append('\n');
    }
    for (Field field : fields(type)) {
      String text = client.description(type, jsonName(field));
      // On a field that is one object, the model has the text of the class around it.
      if (text.isEmpty() && !(field.getGenericType() instanceof Class<?> one && structured(one))) {
        text = line(source.field(jsonName(field)));
      }
      if (!text.isEmpty()) {
        body.append(' ').append(jsonName(field)).append(' ').append(text).append('\n');
      }
    }
    return body.toString();
  }

  /** One line of plain characters, which Java holds in a byte each. */
  static String line(String text) {
    return text.strip()
        .replace("\\", "\\\\")
        .replaceAll("\\s*\\n\\s*|\\s{2,}(?=[-*] |\\d\\. )", "\\\\n")
        .replaceAll("\\s+", " ")
        .replaceAll("[\u2018\u2019]", "'")
        .replaceAll("[\u201c\u201d]", "\"")
        .replaceAll("[\u2013\u2014]", "-")
        .replace("\u2026", "...")
        .replace("\u2265", ">=")
        .replace("\u2264", "<=")
        .replaceAll("[^\\x20-\\xff]", "?");
  }

  private String expression(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Class<?> raw = (Class<?>) generic.getRawType();
      if (List.class.isAssignableFrom(raw)) {
        return "[" + expression(arguments[0]) + "]";
      }
      return Map.class.isAssignableFrom(raw) ? "{" + expression(arguments[1]) + "}" : "any";
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class || plain.isEnum()) {
      return "string";
    }
    if (plain == Integer.class || plain == Long.class) {
      return "int";
    }
    if (plain == Double.class || plain == Float.class) {
      return "number";
    }
    if (plain == Boolean.class) {
      return "boolean";
    }
    String scalar = SCALARS.get(plain.getSimpleName());
    if (scalar != null) {
      return scalar;
    }
    return structured(plain) ? names.get(plain) : "any";
  }

  /**
   * The classes of the Kubernetes Java client beside those of the fabric8 model. Pairs are found
   * from the kinds downwards, by the names of fields, for the two name their types differently.
   */
  private static final class ClientTypes {
    private static final String PACKAGE = "io.kubernetes.client.openapi.models.";

    private final Map<Class<?>, Class<?>> pairs = new HashMap<>();

    /** Pairs with types that only have the same name: their texts fit, their duties may not. */
    private final Map<Class<?>, Class<?>> namesakes = new HashMap<>();

    private final Map<Class<?>, Map<String, Method>> getters = new HashMap<>();

    void pair(Class<?> type, String apiVersion, String kind) {
      int slash = apiVersion.indexOf('/');
      String group = slash < 0 ? "core" : apiVersion.substring(0, slash).split("\\.", 2)[0];
      String version = capital(apiVersion.substring(slash + 1));
      Class<?> found = named(capital(group) + version + kind);
      found = found == null ? named(version + kind) : found;
      if (found != null) {
        pairs.put(type, found);
      }
    }

    void pairField(Class<?> owner, String field, Class<?> inner) {
      Class<?> paired = pairs.get(owner);
      Method getter = paired == null ? null : getter(paired, field);
      Class<?> found = getter == null ? null : structure(getter.getGenericReturnType());
      if (found != null && inner != null && found.getName().startsWith(PACKAGE)) {
        pairs.putIfAbsent(inner, found);
      }
    }

    void pairByName(Class<?> type) {
      if (!pairs.containsKey(type)) {
        for (String version : List.of("V1", "V2", "V1beta2", "V1beta1", "V1alpha3", "V1alpha1")) {
          Class<?> found = named(version + type.getSimpleName());
          if (found != null) {
            namesakes.put(type, found);
            return;
          }
        }
      }
    }

    boolean knows(Class<?> type) {
      return pairs.containsKey(type) || namesakes.containsKey(type);
    }

    boolean isRequired(Class<?> type, String field) {
      Class<?> paired = pairs.get(type);
      Method getter = paired == null ? null : getter(paired, field);
      ApiModelProperty property =
          getter == null ? null : getter.getAnnotation(ApiModelProperty.class);
      return property != null && property.required();
    }

    String description(Class<?> type) {
      Class<?> paired = pairs.getOrDefault(type, namesakes.get(type));
      ApiModel model = paired == null ? null : paired.getAnnotation(ApiModel.class);
      return model == null ? "" : line(model.description());
    }

    String description(Class<?> type, String field) {
      Class<?> paired = pairs.getOrDefault(type, namesakes.get(type));
      Method getter = paired == null ? null : getter(paired, field);
      ApiModelProperty property =
          getter == null ? null : getter.getAnnotation(ApiModelProperty.class);
      return property == null ? "" : line(property.value());
    }

    private Method getter(Class<?> type, String field) {
      return getters
          .computeIfAbsent(
              type,
              of -> {
                Map<String, String> byField = new HashMap<>();
                for (Field declared : of.getDeclaredFields()) {
                  SerializedName name = declared.getAnnotation(SerializedName.class);
                  if (name != null) {
                    String plain = declared.getName().replace("_", "");
                    byField.put("get" + plain.toLowerCase(Locale.ROOT), name.value());
                  }
                }
                Map<String, Method> found = new HashMap<>();
                for (Method method : of.getDeclaredMethods()) {
                  String name = byField.get(method.getName().toLowerCase(Locale.ROOT));
                  if (name != null && method.getParameterCount() == 0) {
                    found.put(name, method);
                  }
                }
                return found;
              })
          .get(field);
    }

    private static Class<?> named(String name) {
      try {
        return Class.forName(PACKAGE + name, false, ClientTypes.class.getClassLoader());
      } catch (ClassNotFoundException none) {
        return null;
      }
    }

    private static String capital(String word) {
      return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
  }

  /** The texts in the source of a class of the model, where the build has it. */
  private record ModelSource(String text) {
    static final ModelSource NONE = new ModelSource("");

    private static final Pattern OWN = Pattern.compile("\\n/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    static ModelSource of(Class<?> type) throws IOException {
      String file = "/" + type.getName().replace('.', '/') + ".java";
      try (InputStream in = KubernetesIndexGenerator.class.getResourceAsStream(file)) {
        return in == null
            ? NONE
            : new ModelSource(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }

    String own() {
      return found(OWN.matcher(text));
    }

    String field(String name) {
      return found(
          Pattern.compile(
                  "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@JsonProperty\\(\""
                      + Pattern.quote(name)
                      + "\"\\)",
                  Pattern.DOTALL)
              .matcher(text));
    }

    private static String found(Matcher doc) {
      return doc.find()
          ? doc.group(1)
              .replaceAll("(?m)^\\s*\\*\\s?", "")
              .replaceAll("(\\s*(<br>|<p>)\\s*)+", "\n")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&")
          : "";
    }
  }
}
