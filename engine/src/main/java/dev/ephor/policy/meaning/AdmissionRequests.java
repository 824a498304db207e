package dev.ephor.policy.meaning;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.TypeLibrary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The structure of an admission request about objects of some kinds.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request">Kubernetes:
 *     admission requests</a>
 */
final class AdmissionRequests {

  private static final TypeLibrary TYPES =
      TypeLibrary.of(
          """
          AdmissionRequest
            uid string
            kind GroupVersionKind
            resource GroupVersionResource
            subResource string
            requestKind GroupVersionKind
            requestResource GroupVersionResource
            requestSubResource string
            name string
            namespace string
            operation Operation
            userInfo User
            roles [string]
            clusterRoles [string]
            object any
            oldObject any
            dryRun boolean
            options any
          =Operation CREATE | UPDATE | DELETE | CONNECT
          GroupVersionKind
            group string
            version string
            kind string
          GroupVersionResource
            group string
            version string
            resource string
          Unknown
            apiVersion string
            kind string
            metadata ObjectMeta
            spec any
            status any
          ObjectMeta
            name string
            namespace string
            labels {string}
            annotations {string}
            generateName string
            finalizers [string]
            ownerReferences [OwnerReference]
            uid string
            creationTimestamp string
            deletionTimestamp string
            resourceVersion string
            generation int
          OwnerReference
            apiVersion string
            kind string
            name string
            uid string
            controller boolean
            blockOwnerDeletion boolean
          User
            username string
            uid string
            groups [string]
            extra {[string]}
          """);

  private AdmissionRequests() {}

  /** An object of which only what all objects have is known; it may have other fields. */
  static Meaning unknownObject() {
    return Meaning.of(
        List.of(new AnySchema(List.of(Objects.requireNonNull(TYPES.type("Unknown"))), true)));
  }

  static Meaning of(Meaning object) {
    Meaning request = Meaning.of(List.of(Objects.requireNonNull(TYPES.type("AdmissionRequest"))));
    Map<String, Meaning> objects = new LinkedHashMap<>();
    objects.put("object", object);
    objects.put("oldObject", object);
    return new Meaning(request.types(), objects, Dialect.PLAIN, List.of());
  }
}
