package dev.ephor.given;

import dev.ephor.context.HostNames;
import dev.ephor.context.ImageDefaults;
import dev.ephor.context.Reply;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Setting;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the global context by name: those that a test mocks, and those that
 * GlobalContextEntry documents describe over a pretended cluster.
 */
public final class GlobalContext {

  /** There is no global context: rules that refer to it go on as if they did not. */
  public static final GlobalContext ABSENT = new GlobalContext(Map.of());

  private static final Setting SETTING =
      new Setting(
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
          bound -> 0,
          HostNames.OFFLINE,
          ImageDefaults.STANDARD);

  private final Map<String, Entry> entries;

  private GlobalContext(Map<String, Entry> entries) {
    this.entries = Map.copyOf(entries);
  }

  /** One entry. */
  private interface Entry {
    /** What it gives rules for a projection, an empty name meaning all of it. */
    Reply get(String projection);

    /** What it gives expressions of CEL; unavailable for what only a cluster has. */
    default Reply reference(String name, String projection) {
      return Reply.UNAVAILABLE;
    }
  }

  /**
   * An entry that a test mocks.
   *
   * @param content with a part for each projection, if there are any
   */
  private record Mock(Reply content) implements Entry {
    @Override
    public Reply get(String projection) {
      return ofMock(content, projection);
    }

    @Override
    public Reply reference(String name, String projection) {
      if (projection.isEmpty()
          || !(content instanceof Reply.Found found && found.value() instanceof MapValue map)) {
        return content;
      }
      Value part = map.child(projection);
      return part == null
          ? new Reply.Failed(
              "projection \""
                  + projection
                  + "\" not found in global context entry \""
                  + name
                  + "\"")
          : new Reply.Found(part);
    }
  }

  /**
   * Reads the {@code globalContextEntries} of a test document.
   *
   * @param files gives the documents of a file that an entry names
   */
  public static Reading<GlobalContext> read(MapValue test, Function<String, List<MapValue>> files) {
    Reading.Fields fields = new Reading.Fields();
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (MapValue entry : fields.maps(test, "globalContextEntries")) {
      String name = fields.text(entry, "name").strip();
      if (name.isEmpty()) {
        fields.problem(entry, "an entry of the global context needs a name");
      }
      if (entries.put(name, new Mock(mocked(entry, name, files, fields))) != null) {
        fields.problem(entry, "duplicate entry \"" + name + "\"");
      }
    }
    return fields.reading(new GlobalContext(entries));
  }

  /**
   * The entries that GlobalContextEntry documents describe. Those that call a service give nothing
   * here, as in the reference.
   */
  public static GlobalContext of(List<MapValue> documents, PretendedCluster cluster) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (MapValue document : documents) {
      MapValue spec = orNothing(document.map("spec"));
      MapValue resource = spec.map("kubernetesResource");
      String name = orNothing(document.map("metadata")).string("name");
      if (resource != null && name != null) {
        entries.put(name, ofResources(resource, spec, cluster));
      }
    }
    return new GlobalContext(entries);
  }

  /** Whether a document is an entry of the global context. */
  public static boolean isEntry(MapValue document) {
    return "kyverno.io/v2".equals(document.string("apiVersion"))
        && "GlobalContextEntry".equals(document.string("kind"));
  }

  /** These entries, and others where this has none. */
  public GlobalContext or(GlobalContext others) {
    Map<String, Entry> all = new LinkedHashMap<>(others.entries);
    all.putAll(entries);
    return new GlobalContext(all);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  Reply get(String name, String projection) {
    if (entries.isEmpty()) {
      return Reply.UNAVAILABLE;
    }
    Entry entry = entries.get(name);
    return entry == null
        ? new Reply.Failed("failed to fetch entry key=" + name)
        : entry.get(projection);
  }

  /**
   * What an expression of CEL is given; unavailable for an entry that there is none of.
   *
   * @param cluster whether there is a cluster in which entries exist that no test mocks
   */
  Reply reference(String name, String projection, boolean cluster) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return Reply.UNAVAILABLE;
    }
    return entry instanceof Mock || !cluster
        ? entry.reference(name, projection)
        : entry.get(projection);
  }

  private static Entry ofResources(MapValue resource, MapValue spec, PretendedCluster cluster) {
    List<MapValue> objects =
        cluster.list(
            text(resource, "group"),
            text(resource, "version"),
            text(resource, "resource"),
            text(resource, "namespace"));
    Value all = ListValue.of(objects, Source.NONE, 0);
    Map<String, Reply> projections = new LinkedHashMap<>();
    ListValue written = spec.list("projections");
    for (Value item : written == null ? List.<Value>of() : written.values()) {
      if (item instanceof MapValue projection) {
        projections.put(text(projection, "name"), search(text(projection, "jmesPath"), all, ""));
      }
    }
    return name ->
        name.isEmpty()
            ? new Reply.Found(all)
            : projections.getOrDefault(
                name, new Reply.Failed("projection \"" + name + "\" not found"));
  }

  private static Reply ofMock(Reply content, String projection) {
    if (projection.isEmpty() || !(content instanceof Reply.Found found)) {
      return content;
    }
    String start = "global context mock: projection \"" + projection + "\" ";
    if (!(found.value() instanceof MapValue map)) {
      return new Reply.Failed(start + "requested but value is not an object");
    }
    Value part = map.child(projection);
    return part == null ? new Reply.Failed(start + "not found") : new Reply.Found(part);
  }

  private static Reply mocked(
      MapValue entry, String name, Function<String, List<MapValue>> files, Reading.Fields fields) {
    String start = "globalContextEntries \"" + name + "\" ";
    Value root = root(entry, files, fields);
    String path = fields.text(entry, "fieldPath");
    if (!path.isEmpty()) {
      Reply reply = search(path, root, start + "fieldPath: ");
      if (!(reply instanceof Reply.Found found)) {
        return reply;
      }
      root = found.value();
    }
    List<MapValue> projections = fields.maps(entry, "projections");
    if (projections.isEmpty()) {
      return new Reply.Found(root);
    }
    MapValue.Builder parts = MapValue.builder(root.source(), root.node());
    for (MapValue projection : projections) {
      String part = fields.text(projection, "name");
      String of = fields.text(projection, "path");
      Reply reply = search(of, root, start + "projection \"" + part + "\" path \"" + of + "\": ");
      if (!(reply instanceof Reply.Found found)) {
        return reply;
      }
      parts.put(part, found.value());
    }
    return new Reply.Found(parts.build());
  }

  private static Value root(
      MapValue entry, Function<String, List<MapValue>> files, Reading.Fields fields) {
    List<String> named = fields.texts(entry, "resourceFiles");
    if (!named.isEmpty()) {
      List<MapValue> documents = new ArrayList<>();
      named.forEach(file -> documents.addAll(files.apply(file)));
      return ListValue.of(documents, entry.source(), entry.node());
    }
    ListValue resources = entry.list("resources");
    if (resources != null) {
      return resources;
    }
    Value data = entry.child("data");
    if (data == null || data.isNull()) {
      fields.problem(entry, "an entry of the global context needs data or resources");
      return MapValue.empty(entry.source(), entry.node());
    }
    return data;
  }

  private static Reply search(String path, Value root, String start) {
    Answer answer = Expression.parse(path).evaluate(root, SETTING);
    return answer instanceof Answer.Found found
        ? new Reply.Found(found.value())
        : new Reply.Failed(start + answer.error());
  }

  private static MapValue orNothing(@Nullable MapValue map) {
    return map == null ? Reading.NOTHING : map;
  }

  private static String text(MapValue map, String field) {
    String text = map.string(field);
    return text == null ? "" : text;
  }
}
