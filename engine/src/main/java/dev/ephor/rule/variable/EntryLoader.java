package dev.ephor.rule.variable;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Realm;
import dev.ephor.context.Reply;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.jmespath.Setting;
import dev.ephor.expression.template.Query;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.expression.template.Variables;
import dev.ephor.value.GoText;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;

/**
 * Finds what context entries stand for.
 *
 * @param facts the world
 * @param setting what functions may ask
 * @param policyNamespace the namespace to which the policy is confined; empty for none
 */
record EntryLoader(Facts facts, Setting setting, String policyNamespace) {

  /** What came of an entry. */
  sealed interface Loaded {

    /**
     * A value.
     *
     * @param merges whether it adds to what is known under the entry's name, and does not replace
     *     it
     */
    record Found(Value value, boolean merges) implements Loaded {}

    /** The entry cannot be loaded, and neither can what mentions it. */
    record Failed(String reason) implements Loaded {}

    /** The entry counts as not written. */
    record Absent() implements Loaded {}
  }

  private static final Loaded ABSENT = new Loaded.Absent();

  /**
   * Loads an entry.
   *
   * @param before the variables that it may use
   */
  Loaded load(ContextEntry entry, Variables before) {
    if (entry instanceof ContextEntry.Variable variable) {
      return new VariableLoader(this, variable, before).load();
    } else if (!facts.ask(new Question.Reach(realm(entry)))) {
      return ABSENT;
    } else if (entry instanceof ContextEntry.ConfigMap configMap) {
      return configMap(configMap, before);
    } else if (entry instanceof ContextEntry.ApiCall call) {
      return new CallLoader(this, call, before).load();
    } else if (entry instanceof ContextEntry.GlobalReference reference) {
      return global(reference, before);
    }
    return image((ContextEntry.ImageRegistry) entry, before);
  }

  private static Realm realm(ContextEntry entry) {
    if (entry instanceof ContextEntry.ConfigMap) {
      return Realm.CONFIG_MAPS;
    } else if (entry instanceof ContextEntry.ApiCall) {
      return Realm.CALLS;
    }
    return entry instanceof ContextEntry.GlobalReference ? Realm.GLOBAL_CONTEXT : Realm.REGISTRIES;
  }

  private Loaded configMap(ContextEntry.ConfigMap entry, Variables before) {
    String start = "failed to retrieve config map for context entry " + entry.name() + ": ";
    String[] texts = new String[2];
    Template[] templates = {entry.configMap(), entry.namespace()};
    for (int i = 0; i < texts.length; i++) {
      String field = i == 0 ? "name" : "namespace";
      Resolution resolution = templates[i].resolve(before);
      if (resolution instanceof Unresolved unresolved) {
        return new Loaded.Failed(
            start
                + "failed to substitute variables in context "
                + entry.name()
                + " configMap."
                + field
                + " "
                + written(entry.node(), "configMap", field)
                + ": "
                + unresolved.reason());
      }
      String text = ((Resolved) resolution).value().asString();
      if (text == null) {
        return new Loaded.Failed(start + "configMap." + field + " must be a string");
      }
      texts[i] = text;
    }
    String namespace = texts[1];
    if (namespace.isEmpty()) {
      namespace = policyNamespace.isEmpty() ? "default" : policyNamespace;
    }
    if (!policyNamespace.isEmpty() && !policyNamespace.equals(namespace)) {
      return new Loaded.Failed(
          start
              + "context entry "
              + entry.name()
              + ": configMap namespace \""
              + namespace
              + "\" is different from policy namespace \""
              + policyNamespace
              + "\"");
    }
    Reply reply = facts.ask(new Question.ConfigMap(namespace, texts[0]));
    if (reply instanceof Reply.Failed failed) {
      return new Loaded.Failed(
          start
              + "failed to get configmap "
              + namespace
              + "/"
              + texts[0]
              + " : "
              + failed.reason());
    }
    return reply instanceof Reply.Found found && found.value() instanceof MapValue object
        ? new Loaded.Found(content(object), true)
        : ABSENT;
  }

  /** What the reference makes known of a config map. */
  private static MapValue content(MapValue configMap) {
    MapValue.Builder content = MapValue.builder(configMap.source(), configMap.node());
    for (String field : new String[] {"data", "metadata"}) {
      Value value = configMap.child(field);
      content.put(field, value == null ? Scalar.of(null) : value);
    }
    return content.build();
  }

  private Loaded global(ContextEntry.GlobalReference entry, Variables before) {
    String start = "failed to marshal APICall data for context entry " + entry.name() + ": ";
    Resolution resolution = entry.reference().resolve(before);
    if (!(resolution instanceof Resolved resolved)
        || !(resolved.value() instanceof MapValue reference)) {
      return new Loaded.Failed(
          start + (resolution instanceof Unresolved unresolved ? unresolved.reason() : ""));
    }
    String name = text(reference, "name");
    int dot = name.indexOf('.');
    String projection = dot < 0 ? "" : name.substring(dot + 1);
    int more = projection.indexOf('.');
    Reply reply =
        facts.ask(
            new Question.GlobalEntry(
                dot < 0 ? name : name.substring(0, dot),
                more < 0 ? projection : projection.substring(0, more)));
    if (reply instanceof Reply.Failed failed) {
      return new Loaded.Failed(start + failed.reason());
    } else if (!(reply instanceof Reply.Found found)) {
      return ABSENT;
    } else {
      String path = text(reference, "jmesPath");
      return path.isEmpty()
          ? new Loaded.Found(found.value(), true)
          : search(
              path,
              found.value(),
              start + "failed to apply JMESPath " + path + " for context entry " + entry.name());
    }
  }

  private Loaded image(ContextEntry.ImageRegistry entry, Variables before) {
    String[] texts = new String[2];
    Template[] templates = {entry.reference(), entry.jmesPath()};
    for (int i = 0; i < texts.length; i++) {
      String field = i == 0 ? "reference" : "jmesPath";
      Resolution resolution = templates[i].resolve(before);
      if (resolution instanceof Unresolved unresolved) {
        // The first word is misspelt in the reference.
        return new Loaded.Failed(
            (i == 0 ? "ailed" : "failed")
                + " to substitute variables in context entry "
                + entry.name()
                + " "
                + written(entry.node(), "imageRegistry", field)
                + ": "
                + unresolved.reason());
      }
      String text = ((Resolved) resolution).value().asString();
      if (text == null) {
        return new Loaded.Failed(
            "invalid image reference "
                + ((Resolved) resolution).value()
                + ", image reference must be a string");
      }
      texts[i] = text;
    }
    Reply reply = facts.ask(new Question.ImageData(texts[0]));
    if (reply instanceof Reply.Failed failed) {
      return new Loaded.Failed(
          "failed to fetch image descriptor: " + texts[0] + ", error: " + failed.reason());
    } else if (!(reply instanceof Reply.Found found)) {
      return ABSENT;
    } else {
      return texts[1].isEmpty()
          ? new Loaded.Found(found.value(), true)
          : search(
              texts[1],
              found.value(),
              "failed to apply JMESPath ("
                  + written(entry.node(), "imageRegistry", "jmesPath")
                  + ") results to context entry "
                  + entry.name()
                  + ", error");
    }
  }

  /** What a path takes of a value. */
  Loaded search(String path, Value value, String failure) {
    Answer answer = evaluate(Query.of(path), value);
    return answer instanceof Answer.Found found
        ? new Loaded.Found(found.value(), true)
        : new Loaded.Failed(failure + ": " + answer.error());
  }

  Answer evaluate(Query query, Value input) {
    return query.expression().evaluate(input, setting);
  }

  /** A field of an entry as it is written. */
  static String written(MapValue entry, String kind, String field) {
    MapValue map = entry.map(kind);
    Value written = map == null ? null : map.child(field);
    return written == null ? "" : GoText.format(written);
  }

  static String text(MapValue map, String field) {
    String text = map.string(field);
    return text == null ? "" : text;
  }
}
