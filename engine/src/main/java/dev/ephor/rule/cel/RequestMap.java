package dev.ephor.rule.cel;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variable {@code request}: an admission request as JSON, without what would be empty.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request">Kubernetes:
 *     webhook request</a>
 */
final class RequestMap {

  private static final Scalar NULL = Scalar.of(null);

  private RequestMap() {}

  /** As the API server's admission policies see it: the objects are not in it. */
  static MapValue ofAdmission(AdmittedObject object) {
    return of(object, null, null);
  }

  /** As Kyverno's kinds see it. */
  static MapValue ofKyverno(AdmittedObject object) {
    return of(object, object.object(), object.oldObject());
  }

  private static MapValue of(
      AdmittedObject object, @Nullable MapValue now, @Nullable MapValue before) {
    GroupVersionKind type = object.type();
    MapValue kind = type(type, "kind", type.kind());
    MapValue resource = type(type, "resource", object.plural());
    MapValue.Builder request =
        map()
            .put("uid", Scalar.of(""))
            .put("kind", kind)
            .put("resource", resource)
            .put("requestKind", kind)
            .put("requestResource", resource);
    putText(request, "name", object.name());
    putText(request, "namespace", object.resource().namespace());
    return request
        .put("operation", Scalar.of(object.request().operation().name()))
        .put("userInfo", user(object.request().user()))
        .put("object", orNull(now))
        .put("oldObject", orNull(before))
        .put("dryRun", Scalar.of(false))
        .put("options", NULL)
        .build();
  }

  private static MapValue type(GroupVersionKind type, String key, String name) {
    return map()
        .put("group", Scalar.of(type.group()))
        .put("version", Scalar.of(type.version()))
        .put(key, Scalar.of(name))
        .build();
  }

  private static MapValue user(UserInfo user) {
    MapValue.Builder info = map();
    putText(info, "username", user.username());
    if (!user.groups().isEmpty()) {
      info.put("groups", strings(user.groups()));
    }
    return info.build();
  }

  private static ListValue strings(List<String> texts) {
    return ListValue.of(texts.stream().map(Scalar::of).toList(), Source.NONE, 0);
  }

  private static void putText(MapValue.Builder map, String key, String text) {
    if (!text.isEmpty()) {
      map.put(key, Scalar.of(text));
    }
  }

  private static Value orNull(@Nullable MapValue map) {
    return map == null ? NULL : map;
  }

  static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }
}
