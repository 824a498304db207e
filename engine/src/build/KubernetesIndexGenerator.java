import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes what Kubernetes kinds look like, read by reflection from the fabric8 model, as the two
 * texts that dev.ephor.schema.KubernetesIndex loads. Runs in the build only, as a single source
 * file; does nothing when both texts are younger than the model and this file.
 *
 * <p>Arguments: the folder to write to, the merge keys, this file.
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

  private final Map<String, String> mergeKeys = new HashMap<>();
  private final Map<Class<?>, String> names = new LinkedHashMap<>();
  private final Map<String, String> types = new TreeMap<>();
  private final Set<String> kinds = new TreeSet<>();

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path mergeKeys = Path.of(arguments[1]);
    Path source = Path.of(arguments[2]);
    Path typesFile = folder.resolve("kubernetes.types");
    Path kindsFile = folder.resolve("kubernetes.kinds");
    if (upToDate(List.of(typesFile, kindsFile), List.of(mergeKeys, source))) {
      return;
    }
    KubernetesIndexGenerator generator = new KubernetesIndexGenerator();
    generator.readMergeKeys(mergeKeys);
    generator.collect();
    Files.createDirectories(folder);
    Files.writeString(kindsFile, String.join("\n", generator.kinds) + "\n");
    StringBuilder text = new StringBuilder();
    generator.types.forEach((name, fields) -> text.append(name).append('\n').append(fields));
    Files.writeString(typesFile, text);
    System.out.println(
        "Kubernetes index: "
            + generator.kinds.size()
            + " kinds, "
            + generator.types.size()
            + " types, "
            + text.length()
            + " characters");
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

  private void readMergeKeys(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] words = line.split(" ");
        mergeKeys.put(words[0] + "." + words[1], words[2]);
      }
    }
  }

  private void collect() throws Exception {
    Deque<Class<?>> open = new ArrayDeque<>();
    Set<Class<?>> seen = new HashSet<>();
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
        found.put(
            type,
            new String[] {
              apiVersion,
              HasMetadata.getKind(resource),
              HasMetadata.getPlural(resource),
              namespaced ? "namespaced" : "cluster"
            });
        open.add(type);
      }
    }
    while (!open.isEmpty()) {
      Class<?> type = open.poll();
      if (seen.add(type)) {
        for (Field field : fields(type)) {
          mentioned(field.getGenericType(), open);
        }
      }
    }
    name(seen);
    for (Class<?> type : seen) {
      types.put(names.get(type), body(type));
    }
    found.forEach((type, line) -> kinds.add(String.join(" ", line) + " " + names.get(type)));
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
    return java.util.Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getAnnotation(JsonIgnore.class) == null)
        .filter(field -> field.getAnnotation(JsonProperty.class) != null)
        .toList();
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
      String name = field.getAnnotation(JsonProperty.class).value();
      String key = mergeKeys.get(type.getSimpleName() + "." + name);
      body.append(' ').append(name.isEmpty() ? field.getName() : name).append(' ');
      body.append(expression(field.getGenericType()));
      if (key != null) {
        body.append('/').append(key);
      }
      body.append('\n');
    }
    return body.toString();
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
}
