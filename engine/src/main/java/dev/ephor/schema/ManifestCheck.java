package dev.ephor.schema;

import com.google.re2j.PatternSyntaxException;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.text.GoRegex;
import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a manifest against the structure of its kind, as an API server's strict field validation
 * does: fields that are not known, values of another type, values that are not allowed, required
 * fields that are missing. What a server writes itself, {@code status}, is not looked at, and
 * neither is a text with a variable of a template.
 */
public final class ManifestCheck {

  private static final int DEEPEST = 64;

  private final List<SchemaFinding> found = new ArrayList<>();

  private ManifestCheck() {}

  /** What is wrong with an object, in the order of the text. */
  public static List<SchemaFinding> of(MapValue manifest, Schemas schemas) {
    String version = Objects.requireNonNullElse(manifest.string("apiVersion"), "");
    String kind = Objects.requireNonNullElse(manifest.string("kind"), "");
    ManifestCheck check = new ManifestCheck();
    check.version(manifest, GroupVersionKind.of(version, kind));
    ObjectSchema type = schemas.of(version, kind);
    if (type != null) {
      check.object(manifest, type, true, 0);
    } else {
      check.unknownKind(manifest, version, kind);
    }
    return List.copyOf(check.found);
  }

  private void version(MapValue manifest, GroupVersionKind type) {
    Optional<Deprecation> deprecation = KubernetesIndex.deprecated(type);
    Value written = manifest.child("apiVersion");
    if (deprecation.isEmpty() || written == null) {
      return;
    }
    Deprecation old = deprecation.get();
    GroupVersionKind instead = old.instead();
    String advice =
        instead == null
            ? "there is nothing that replaces it"
            : "use "
                + instead.apiVersion()
                + (instead.kind().equals(type.kind()) ? "" : " " + instead.kind());
    String message =
        old.removed() == null
            ? type.kind()
                + " of "
                + type.apiVersion()
                + " is deprecated since Kubernetes "
                + old.since()
            : type.kind()
                + " of "
                + type.apiVersion()
                + " is gone since Kubernetes "
                + old.removed();
    add(
        written.place(Place.Part.VALUE),
        Severity.WARNING,
        "deprecated-version",
        message + ": " + advice);
  }

  private void unknownKind(MapValue manifest, String version, String kind) {
    Value written = manifest.child("kind");
    if (written != null) {
      add(
          written.place(Place.Part.VALUE),
          Severity.HINT,
          "unknown-kind",
          "the fields of "
              + kind
              + " of "
              + version
              + " are not known and not checked; its CustomResourceDefinition in the workspace, or"
              + " named under schemas in ephor.yaml, would tell them");
    }
  }

  private void value(Value value, Schema schema, String name, int depth) {
    if (depth > DEEPEST || value.isNull() || isTemplate(value)) {
      return;
    }
    if (schema instanceof ObjectSchema object) {
      if (value instanceof MapValue map) {
        object(map, object, false, depth);
      } else {
        wrongType(value, schema, name);
      }
    } else if (schema instanceof MapSchema map) {
      if (value instanceof MapValue entries) {
        for (int i = 0; i < entries.size(); i++) {
          value(entries.valueAt(i), map.values(), entries.keyAt(i), depth + 1);
        }
      } else {
        wrongType(value, schema, name);
      }
    } else if (schema instanceof ListSchema list) {
      if (value instanceof ListValue items) {
        items.values().forEach(item -> value(item, list.items(), "an item of " + name, depth + 1));
      } else {
        wrongType(value, schema, name);
      }
    } else if (schema instanceof ScalarSchema scalar) {
      scalar(value, scalar, name);
    }
  }

  private void object(MapValue map, ObjectSchema type, boolean top, int depth) {
    for (int i = 0; i < map.size(); i++) {
      String name = map.keyAt(i);
      Value child = map.valueAt(i);
      Field field = type.field(name);
      if (field == null) {
        add(child.place(Place.Part.KEY), Severity.WARNING, "unknown-field", unknown(type, name));
      } else if (!(top && name.equals("status"))) {
        value(child, field.type(), name, depth + 1);
      }
    }
    for (Field field : type.fields()) {
      if (!field.required()) {
        continue;
      }
      Value child = map.child(field.name());
      boolean missing = child == null || (child.isNull() && !(field.type() instanceof AnySchema));
      if (missing && field.absent() == null) {
        add(
            (child == null ? map : child).place(Place.Part.KEY),
            Severity.INFORMATION,
            "missing-field",
            "the required field " + field.name() + " is missing");
      }
    }
    List<String> alternatives = Alternatives.of(type);
    if (!alternatives.isEmpty()
        && alternatives.stream().noneMatch(name -> isWritten(map.child(name)))) {
      add(
          map.place(Place.Part.KEY),
          Severity.INFORMATION,
          "missing-field",
          "one of " + String.join(", ", alternatives) + " is needed");
    }
  }

  private static boolean isWritten(@Nullable Value value) {
    return value != null && !value.isNull();
  }

  private static String unknown(ObjectSchema type, String name) {
    return type.name()
        + " has no field "
        + name
        + type.nearest(name).map(near -> ": did you mean " + near + "?").orElse("");
  }

  private void scalar(Value value, ScalarSchema schema, String name) {
    Object content = value instanceof Scalar scalar ? scalar.content() : null;
    if (!schema.kind().holds(content)) {
      wrongType(value, schema, name);
    } else if (content instanceof String text) {
      text(value, text, schema, name);
    } else if (content instanceof Number number) {
      number(value, new BigDecimal(number.toString()), schema.limits(), name);
    }
  }

  private void text(Value value, String text, ScalarSchema schema, String name) {
    Limits limits = schema.limits();
    int length = text.codePointCount(0, text.length());
    if (!schema.allowed().isEmpty() && !schema.allowed().contains(text) && !text.isEmpty()) {
      String near =
          NearestName.of(text, schema.allowed())
              .map(name2 -> "; did you mean " + name2 + "?")
              .orElse("");
      bad(value, name + " is one of " + String.join(", ", schema.allowed()) + near);
    } else if (length > limits.maxLength()) {
      bad(value, name + " has " + length + " characters, at most " + limits.maxLength() + " fit");
    } else if (length < limits.minLength()) {
      bad(
          value,
          name + " has " + length + " characters, at least " + limits.minLength() + " are needed");
    } else if (limits.pattern() != null && !matches(limits.pattern(), text)) {
      bad(value, name + " must match " + limits.pattern());
    }
  }

  /** A pattern that RE2 cannot read demands nothing; its definition has a problem that says so. */
  private static boolean matches(String pattern, String text) {
    try {
      return GoRegex.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException unreadable) {
      return true;
    }
  }

  private void number(Value value, BigDecimal number, Limits limits, String name) {
    Limits.Bound least = limits.minimum();
    Limits.Bound most = limits.maximum();
    if (least != null && isBeyond(least.value().compareTo(number), least)) {
      bad(
          value,
          name + " must be " + (least.exclusive() ? "more than " : "at least ") + least.value());
    } else if (most != null && isBeyond(number.compareTo(most.value()), most)) {
      bad(
          value,
          name + " must be " + (most.exclusive() ? "less than " : "at most ") + most.value());
    } else if (limits.multipleOf() != null && number.remainder(limits.multipleOf()).signum() != 0) {
      bad(value, name + " must be a multiple of " + limits.multipleOf());
    }
  }

  private static boolean isBeyond(int comparison, Limits.Bound bound) {
    return comparison > 0 || (comparison == 0 && bound.exclusive());
  }

  private void bad(Value value, String message) {
    add(value.place(Place.Part.VALUE), Severity.WARNING, "bad-value", message);
  }

  private void wrongType(Value value, Schema expected, String name) {
    boolean quotes =
        expected instanceof ScalarSchema scalar
            && scalar.kind().isText()
            && value instanceof Scalar
            && !value.isNull();
    add(
        value.place(value instanceof Scalar ? Place.Part.VALUE : Place.Part.KEY),
        Severity.WARNING,
        "wrong-type",
        name
            + " must be "
            + article(expected.label())
            + ", but this is "
            + article(value.typeName())
            + (quotes ? "; put it in quotes" : ""));
  }

  private static String article(String noun) {
    return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }

  /** What a tool fills in before the manifest is read. */
  private static boolean isTemplate(Value value) {
    String text = value.asString();
    return text != null && (text.contains("{{") || text.contains("${"));
  }

  private void add(Place place, Severity severity, String code, String message) {
    found.add(new SchemaFinding(place, severity, code, message));
  }
}
