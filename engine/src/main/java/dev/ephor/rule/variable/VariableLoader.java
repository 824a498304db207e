package dev.ephor.rule.variable;

import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.template.Query;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.expression.template.Variables;
import dev.ephor.rule.variable.EntryLoader.Loaded;
import dev.ephor.value.GoText;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Loads a {@code variable} entry.
 *
 * @param loader its tools
 * @param entry the entry
 * @param before the variables that it may use
 */
record VariableLoader(EntryLoader loader, ContextEntry.Variable entry, Variables before) {

  Loaded load() {
    String start = "failed to substitute variables in context entry " + entry.name() + " ";
    String path = "";
    if (entry.jmesPath() != null) {
      Resolution resolution = entry.jmesPath().resolve(before);
      if (resolution instanceof Unresolved unresolved) {
        return new Loaded.Failed(start + written("jmesPath") + ": " + unresolved.reason());
      }
      String text = ((Resolved) resolution).value().asString();
      if (text == null) {
        return new Loaded.Failed(
            "jmespath value must be a string "
                + entry.name()
                + " "
                + written("jmesPath")
                + ": <nil>");
      }
      path = text;
    }
    Value fallback = null;
    if (entry.fallback() != null) {
      Resolution resolution = entry.fallback().resolve(before);
      if (resolution instanceof Unresolved unresolved) {
        return new Loaded.Failed(start + written("default") + ": " + unresolved.reason());
      }
      fallback = ((Resolved) resolution).value();
    }
    Resolution output = output(path, start, fallback);
    if (output instanceof Unresolved unresolved) {
      return new Loaded.Failed(unresolved.reason());
    }
    Value value = ((Resolved) output).value();
    return value.isNull()
        ? new Loaded.Failed(
            "failed to add context entry for variable "
                + entry.name()
                + " since it evaluated to nil")
        : new Loaded.Found(value, false);
  }

  private Resolution output(String path, String start, @Nullable Value fallback) {
    Value nothing = fallback == null ? Scalar.of(null) : fallback;
    Value written = null;
    Resolution taken;
    Template template = entry.value();
    if (template != null) {
      Resolution resolution = template.resolve(before);
      if (resolution instanceof Unresolved unresolved) {
        return new Unresolved(start + written("value") + ": " + unresolved.reason());
      }
      written = ((Resolved) resolution).value();
      if (path.isEmpty()) {
        return new Resolved(written);
      }
      Answer answer = loader.evaluate(Query.of(path), written);
      taken =
          answer instanceof Answer.Found found
              ? new Resolved(found.value())
              : new Unresolved(answer.error());
    } else if (path.isEmpty()) {
      return new Resolved(nothing);
    } else {
      taken = before.query(Query.of(path));
      if (taken instanceof Resolved resolved && resolved.value().isNull()) {
        return new Resolved(nothing);
      }
    }
    if (taken instanceof Unresolved unresolved) {
      return fallback != null && !fallback.isNull()
          ? new Resolved(fallback)
          : new Unresolved(
              "failed to apply jmespath "
                  + path
                  + " to variable "
                  + (written == null ? "<nil>" : GoText.format(written))
                  + ": "
                  + unresolved.reason());
    }
    return taken;
  }

  private String written(String field) {
    return EntryLoader.written(entry.node(), "variable", field);
  }
}
