package dev.ephor.rule.cel;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.expression.cel.value.Doubles;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Trace;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A resource as an admission request brings it.
 *
 * @param resource the object, of a deletion the old one
 * @param request the circumstances
 * @param plural the kind's name in API paths
 * @param trace hears of what is looked at
 */
public record AdmittedObject(
    Resource resource, AdmissionRequest request, String plural, Trace trace) {

  /** An object that is not there, as Kyverno's kinds see it. */
  static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

  /** Looks up the kind. */
  public static AdmittedObject of(Resource resource, AdmissionRequest request) {
    return of(resource, request, Trace.OFF);
  }

  /**
   * Looks up the kind.
   *
   * @param trace hears of what is looked at
   */
  public static AdmittedObject of(Resource resource, AdmissionRequest request, Trace trace) {
    return new AdmittedObject(resource, request, PluralName.of(resource.type()), trace);
  }

  /** {@code metadata.name}, which an object that is being created need not have. */
  String name() {
    return metadata("name");
  }

  String generateName() {
    return metadata("generateName");
  }

  private String metadata(String field) {
    MapValue metadata = resource.root().map("metadata");
    String text = metadata == null ? null : metadata.string(field);
    return text == null ? "" : text;
  }

  GroupVersionKind type() {
    return resource.type();
  }

  public boolean isNamespace() {
    return type().kind().equals("Namespace")
        && type().version().equals("v1")
        && type().group().isEmpty();
  }

  /** The object after the request; null for a deletion. */
  @Nullable MapValue object() {
    return request.operation() == Operation.DELETE ? null : resource.root();
  }

  /** The object as expressions see it. */
  MapValue shown() {
    return Doubles.in(resource.root());
  }

  /** The old object as expressions see it; null for a creation. */
  @Nullable MapValue shownOld() {
    MapValue old = oldObject();
    return old == null ? null : Doubles.in(old);
  }

  /** Where what concerns the object as such is shown: at its kind. */
  public Place whole() {
    MapValue root = resource.root();
    Value kind = root.child("kind");
    return kind == null ? root.place(Place.Part.KEY) : kind.place(Place.Part.VALUE);
  }

  /** A reason that is the object as such, for what demanded otherwise. */
  Finding finding(Value clause) {
    return new Finding(whole(), clause.place(Place.Part.VALUE));
  }

  /** The object before the request; null for a creation. */
  @Nullable MapValue oldObject() {
    MapValue old = request.oldObject();
    return request.operation() == Operation.DELETE && old == null ? resource.root() : old;
  }
}
