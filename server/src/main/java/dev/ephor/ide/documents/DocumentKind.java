package dev.ephor.ide.documents;

import dev.ephor.policy.PolicyReader;
import dev.ephor.schema.PolicySchemas;
import dev.ephor.schema.Schemas;
import dev.ephor.testing.LiveTests;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a document is, by its {@code apiVersion} and {@code kind}, or by its file's name. */
public enum DocumentKind {
  /** A policy of any kind that Kyverno or Kubernetes knows. */
  POLICY,
  /** An exception from policies. */
  EXCEPTION,
  /** A {@code kyverno-test.yaml}. */
  TEST,
  /** Another file of Kyverno's command line: values, user info, a context. */
  TOOL,
  /** Several objects under {@code items}. */
  LIST,
  /** Any other Kubernetes object. */
  RESOURCE,
  /** An {@code ephor.yaml}. */
  SETTINGS,
  /** Nothing of ours: whatever it is, others know it. */
  OTHER;

  private static final String SETTINGS_FILE = "ephor.yaml";

  /** What a document of a file is, or an item of a list in it. */
  public static DocumentKind of(FileId file, Value root) {
    if (isSettings(file)) {
      return SETTINGS;
    }
    if (!(root instanceof MapValue map)) {
      return OTHER;
    }
    if (PolicyReader.isPolicy(map)) {
      return POLICY;
    }
    if (!map.containsKey("apiVersion") || !map.containsKey("kind")) {
      return LiveTests.isTest(file) ? TEST : OTHER;
    }
    String version = Objects.requireNonNullElse(map.string("apiVersion"), "");
    String kind = Objects.requireNonNullElse(map.string("kind"), "");
    String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    if (group.equals("cli.kyverno.io")) {
      return kind.equals("Test") ? TEST : TOOL;
    }
    boolean kyverno = group.equals("kyverno.io") || group.endsWith(".kyverno.io");
    if (kyverno && kind.equals("PolicyException")) {
      return EXCEPTION;
    }
    return kind.endsWith("List") && map.list("items") != null ? LIST : RESOURCE;
  }

  /** The document at an offset of a file that holds anything of ours; null where there is none. */
  public static @Nullable PlacedDocument ourAt(Snapshot snapshot, FileId file, int offset) {
    return ours(snapshot, file).isEmpty() ? null : snapshot.documentAt(file, offset);
  }

  /** Whether a file is an {@code ephor.yaml}. */
  public static boolean isSettings(FileId file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1).equals(SETTINGS_FILE);
  }

  /** The structures of what a file holds: settings do not say what they are. */
  public static Schemas schemas(Snapshot snapshot, FileId file) {
    return isSettings(file)
        ? snapshot.schemas().ofFile(PolicySchemas.configuration())
        : snapshot.schemas();
  }

  /**
   * The documents of a file that holds anything of ours; none for other files, about which nobody
   * asked us. A document without a kind is among them where a neighbour has one: it may be one that
   * is being typed.
   */
  public static List<PlacedDocument> ours(Snapshot snapshot, FileId file) {
    List<PlacedDocument> documents = snapshot.documents(file);
    boolean any =
        documents.stream().anyMatch(document -> of(file, document.yaml().root()) != OTHER);
    return any ? documents : List.of();
  }
}
