package dev.ephor.rule.variable;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import java.util.List;

/** The variables that every rule has, as one object that queries look into. */
final class RequestData {

  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  private RequestData() {}

  /** The request and who made it; without images. */
  static MapValue of(Resource resource, AdmissionRequest request) {
    boolean deleting = request.operation() == Operation.DELETE;
    MapValue.Builder about =
        map()
            .put(deleting ? "oldObject" : "object", resource.root())
            .put("namespace", Scalar.of(resource.namespace()))
            .put("operation", Scalar.of(request.operation().name()));
    MapValue.Builder root = map();
    UserInfo user = request.user();
    if (!user.equals(UserInfo.UNKNOWN)) {
      MapValue.Builder info = map().put("username", Scalar.of(user.username()));
      if (!user.groups().isEmpty()) {
        info.put("groups", strings(user.groups()));
      }
      about
          .put("userInfo", info.build())
          .put("roles", strings(user.roles()))
          .put("clusterRoles", strings(user.clusterRoles()));
      addServiceAccount(root, user.username());
    }
    return root.put("request", about.build()).build();
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

  private static ListValue strings(List<String> texts) {
    return ListValue.of(texts.stream().map(Scalar::of).toList(), Source.NONE, 0);
  }

  static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }
}
