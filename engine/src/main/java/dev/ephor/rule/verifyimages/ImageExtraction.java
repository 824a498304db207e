package dev.ephor.rule.verifyimages;

import dev.ephor.context.HostNames;
import dev.ephor.context.ImageDefaults;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Setting;
import dev.ephor.kubernetes.ImageReference;
import dev.ephor.kubernetes.ImageReference.InvalidImage;
import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images of a resource: of pods and their controllers, or where a rule's {@code
 * imageExtractors} say.
 *
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/verify-images/#verifying-image-signatures">Kyverno:
 *     verify images</a>
 */
public final class ImageExtraction {

  /** The text of an image says the same at any time and place. */
  private static final Setting STILL =
      new Setting(
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
          bound -> 0,
          HostNames.OFFLINE,
          ImageDefaults.STANDARD);

  private final List<String> fields;
  private final String group;
  private final @Nullable String key;
  private final String value;
  private final @Nullable String jmesPath;

  private ImageExtraction(
      List<String> fields,
      String group,
      @Nullable String key,
      String value,
      @Nullable String jmesPath) {
    this.fields = List.copyOf(fields);
    this.group = group;
    this.key = key;
    this.value = value;
    this.jmesPath = jmesPath;
  }

  /** Images cannot be told; the message is Kyverno's. */
  public static final class Failure extends Exception {
    private final String reason;

    Failure(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }
  }

  /**
   * The images of a resource, by container kind or extractor name and then by key.
   *
   * @param extractors a rule's {@code imageExtractors}; null for none
   */
  public static Map<String, Map<String, Image>> of(Resource resource, @Nullable MapValue extractors)
      throws Failure {
    Map<String, Map<String, Image>> images = new LinkedHashMap<>();
    for (ImageExtraction extraction : forKind(resource.type().kind(), extractors)) {
      Map<String, Image> found = new LinkedHashMap<>();
      extraction.extract(resource.root(), List.of(), 0, found);
      if (!found.isEmpty()) {
        images.put(extraction.group, found);
      }
    }
    return images;
  }

  private static List<ImageExtraction> forKind(String kind, @Nullable MapValue extractors)
      throws Failure {
    ListValue custom = extractors == null ? null : extractors.list(kind);
    List<ImageExtraction> found = new ArrayList<>();
    if (custom != null) {
      if (custom.isEmpty()) {
        throw new Failure("no extractors found for " + kind);
      }
      for (Value item : custom.values()) {
        if (item instanceof MapValue map) {
          found.add(custom(map));
        }
      }
      return found;
    }
    List<String> podSpec = PodSpecs.path(kind);
    if (podSpec != null) {
      for (String containers : List.of("initContainers", "containers", "ephemeralContainers")) {
        List<String> fields = new ArrayList<>(podSpec);
        fields.add(containers);
        fields.add("*");
        found.add(new ImageExtraction(fields, containers, "name", "image", null));
      }
    }
    return found;
  }

  private static ImageExtraction custom(MapValue map) throws Failure {
    List<String> fields =
        new ArrayList<>(
            Arrays.stream(text(map, "path").split("/", -1))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .toList());
    String value = text(map, "value");
    if (value.isEmpty()) {
      if (fields.isEmpty()) {
        throw new Failure("invalid image config");
      }
      value = fields.remove(fields.size() - 1);
    }
    String name = text(map, "name");
    return new ImageExtraction(
        fields,
        name.isEmpty() ? "custom" : name,
        map.string("key"),
        value,
        text(map, "jmesPath").isEmpty() ? null : text(map, "jmesPath"));
  }

  private void extract(@Nullable Value from, List<String> path, int depth, Map<String, Image> found)
      throws Failure {
    if (from == null || from.isNull()) {
      return;
    }
    if (depth < fields.size() && fields.get(depth).equals("*")) {
      if (from instanceof ListValue list) {
        for (int i = 0; i < list.size(); i++) {
          extract(list.at(i), joined(path, Integer.toString(i)), depth + 1, found);
        }
      } else if (from instanceof MapValue map) {
        for (int i = 0; i < map.size(); i++) {
          extract(map.valueAt(i), joined(path, map.keyAt(i)), depth + 1, found);
        }
      } else {
        throw new Failure("invalid type");
      }
    } else if (!(from instanceof MapValue map)) {
      throw new Failure("invalid image config");
    } else if (depth < fields.size()) {
      String field = fields.get(depth);
      extract(map.child(field), joined(path, field), depth + 1, found);
    } else {
      add(map, path, found);
    }
  }

  private void add(MapValue holder, List<String> path, Map<String, Image> found) throws Failure {
    String name = "/" + String.join("/", path) + "/" + value;
    if (key != null && !key.isEmpty()) {
      String named = holder.string(key);
      if (named == null) {
        throw new Failure("invalid key");
      }
      name = named;
    }
    Value written = holder.child(value);
    String text = written == null ? null : written.asString();
    if (written != null && text != null && !text.isBlank()) {
      found.put(name, image(transformed(text), joined(path, value), written));
    }
  }

  private static Image image(String text, List<String> path, Value written) throws Failure {
    ImageDefaults defaults = ImageDefaults.STANDARD;
    try {
      return new Image(
          ImageReference.parse(text, defaults.registry(), defaults.mutate()), path, written);
    } catch (InvalidImage invalid) {
      throw new Failure("invalid image '" + text + "' (" + invalid.getMessage() + ")");
    }
  }

  private String transformed(String text) throws Failure {
    if (jmesPath == null) {
      return text;
    }
    Expression expression = Expression.parse(jmesPath);
    if (expression.syntaxError().isPresent()) {
      throw new Failure(
          "invalid jmespath " + jmesPath + ": " + expression.syntaxError().get().message());
    }
    Answer answer = expression.evaluate(Scalar.of(text), STILL);
    if (!(answer instanceof Answer.Found result)) {
      throw new Failure("failed to apply jmespath " + jmesPath + ": " + answer.error());
    }
    String transformed = result.value().asString();
    if (transformed == null) {
      throw new Failure(
          "jmespath "
              + jmesPath
              + " must produce a string, but produced "
              + GoText.format(result.value()));
    }
    return transformed;
  }

  private static List<String> joined(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private static String text(MapValue map, String field) {
    return Objects.requireNonNullElse(map.string(field), "");
  }
}
