package dev.ephor.rule.variable;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.List;

/** The variables that every rule has, as one object that queries look into. */
final class RequestData {

  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  private RequestData() {}

  /** The request, who made it and what somebody gave; without images. */
  static MapValue of(Resource resource, AdmissionRequest request) {
    boolean deleting = request.operation() == Operation.DELETE;
    MapValue.Builder about =
        request.review().toBuilder().put(deleting ? "oldObject" : "object", resource.root());
    MapValue old = request.oldObject();
    if (!deleting && old != null) {
      about.put("oldObject", old);
    }
    about
        .put("namespace", Scalar.of(resource.namespace()))
        .put("operation", Scalar.of(request.operation().name()));
    MapValue.Builder root = map();
    UserInfo user = request.user();
    if (!user.equals(UserInfo.UNKNOWN)) {
      about
          .put("userInfo", info(user))
          .put("roles", strings(user.roles()))
          .put("clusterRoles", strings(user.clusterRoles()));
      addServiceAccount(root, user.username());
    }
    return GivenValues.merge(root.put("request", about.build()).build(), request.variables());
  }

  /** As Kubernetes writes it: what is empty is left out. */
  private static MapValue info(UserInfo user) {
    MapValue.Builder info = map();
    if (!user.username().isEmpty()) {
      info.put("username", Scalar.of(user.username()));
    }
    if (!user.uid().isEmpty()) {
      info.put("uid", Scalar.of(user.uid()));
    }
    if (!user.groups().isEmpty()) {
      info.put("groups", strings(user.groups()));
    }
    if (!user.extra().isEmpty()) {
      MapValue.Builder extra = map();
      user.extra().forEach((key, texts) -> extra.put(key, strings(texts)));
      info.put("extra", extra.build());
    }
    return info.build();
  }

  private static void addServiceAccount(MapValue.Builder root, String username) {
    String account =
        username.length() > SERVICE_ACCOUNT.length()
            ? username.substring(SERVICE_ACCOUNT.length())
            : "";
    String[] parts = account.split(":", -1);
    root.put("serviceAccountName", Scalar.of(parts.length >= 2 ? parts[1] : ""));
    root.put("serviceAccountNamespace", Scalar.of(parts.length >= 2 ? parts[0] : ""));
  }

  /** The reference writes a list that nobody gave as null. */
  private static Value strings(List<String> texts) {
    return texts.isEmpty()
        ? Scalar.of(null)
        : ListValue.of(texts.stream().map(Scalar::of).toList(), Source.NONE, 0);
  }

  static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }
}
