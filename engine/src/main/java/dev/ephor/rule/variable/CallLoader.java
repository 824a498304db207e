package dev.ephor.rule.variable;

import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Variables;
import dev.ephor.rule.variable.EntryLoader.Loaded;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loads an {@code apiCall} entry.
 *
 * @param loader its tools
 * @param entry the entry
 * @param before the variables that it may use
 */
record CallLoader(EntryLoader loader, ContextEntry.ApiCall entry, Variables before) {

  /** The default stands in for a call that fails, not for a path that finds nothing. */
  Loaded load() {
    Resolution resolution = entry.call().resolve(before);
    if (resolution instanceof Unresolved unresolved) {
      return orDefault(
          "failed to substitute variables in context entry "
              + entry.name()
              + " "
              + EntryLoader.written(entry.node(), "apiCall", "urlPath")
              + ": "
              + unresolved.reason());
    }
    MapValue call =
        ((Resolved) resolution).value() instanceof MapValue map
            ? map
            : MapValue.empty(Source.NONE, 0);
    String method = EntryLoader.text(call, "method");
    method = method.isEmpty() ? "GET" : method;
    String path = EntryLoader.text(call, "urlPath");
    Reply reply = path.isEmpty() ? service(call, method) : api(call, method, path);
    if (reply instanceof Reply.Failed failed) {
      return orDefault(failed.reason());
    } else if (!(reply instanceof Reply.Found found)) {
      return new Loaded.Absent();
    } else {
      String query = EntryLoader.text(call, "jmesPath");
      return query.isEmpty()
          ? new Loaded.Found(found.value(), true)
          : loader.search(
              query,
              found.value(),
              "failed to store data for APICall: failed to apply JMESPath "
                  + query
                  + " for context entry "
                  + entry.name());
    }
  }

  private Reply api(MapValue call, String method, String path) {
    Reply reply = loader.facts().ask(new Question.ApiCall(method, path, data(call)));
    return reply instanceof Reply.Failed failed
        ? new Reply.Failed(
            "failed to " + method + " resource with raw url: " + path + ": " + failed.reason())
        : reply;
  }

  private Reply service(MapValue call, String method) {
    MapValue service = call.map("service");
    if (service == null) {
      return new Reply.Failed("missing service for APICall " + entry.name());
    }
    if (!method.equals("GET") && !method.equals("POST")) {
      return new Reply.Failed(
          "failed to build HTTP request for APICall "
              + entry.name()
              + ": invalid request type "
              + method
              + " for APICall "
              + entry.name());
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (Value header : items(service, "headers")) {
      if (header instanceof MapValue map) {
        headers.merge(
            EntryLoader.text(map, "key"),
            EntryLoader.text(map, "value"),
            (one, other) -> one + ", " + other);
      }
    }
    Reply reply =
        loader
            .facts()
            .ask(
                new Question.ServiceCall(
                    method,
                    EntryLoader.text(service, "url"),
                    headers,
                    method.equals("POST") ? data(call) : MapValue.empty(Source.NONE, 0),
                    EntryLoader.text(service, "caBundle"),
                    Question.ServiceCall.Caller.RULE));
    return reply instanceof Reply.Failed failed
        ? new Reply.Failed(
            "failed to execute HTTP request for APICall " + entry.name() + ": " + failed.reason())
        : reply;
  }

  private static MapValue data(MapValue call) {
    MapValue.Builder data = MapValue.builder(Source.NONE, 0);
    for (Value item : items(call, "data")) {
      if (item instanceof MapValue pair) {
        Value value = pair.child("value");
        data.put(EntryLoader.text(pair, "key"), value == null ? Scalar.of(null) : value);
      }
    }
    return data.build();
  }

  private static Iterable<Value> items(MapValue map, String field) {
    ListValue list = map.list(field);
    return list == null ? java.util.List.of() : list.values();
  }

  /** The default is taken as it is written: nothing in it is filled in. */
  private Loaded orDefault(String reason) {
    MapValue call = entry.node().map("apiCall");
    Value written = call == null ? null : call.child("default");
    return written == null || written.isNull()
        ? new Loaded.Failed("failed to fetch data for APICall: " + reason)
        : new Loaded.Found(written, true);
  }
}
