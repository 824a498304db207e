package dev.ephor.policy.check;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the reference can decode a policy document at all. It decodes strictly: an unknown field,
 * a value of the wrong type or a missing required field makes {@code apply} go on as if the
 * document were not there, and {@code test} stop with this reason.
 */
public final class PolicyDecoding {

  private static final Set<String> MUTATING_ADMISSION =
      Set.of("MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding");
  private static final String MUTATING_ADMISSION_VERSION = "admissionregistration.k8s.io/v1alpha1";

  private PolicyDecoding() {}

  /**
   * Why the reference passes over a document whose kind it knows, as if it were not there: it reads
   * the MutatingAdmissionPolicy of Kubernetes, and bindings of it, in one version only. Empty for
   * what it reads.
   */
  public static Optional<String> passedOver(MapValue document) {
    String kind = Objects.requireNonNullElse(document.string("kind"), "");
    String version = Objects.requireNonNullElse(document.string("apiVersion"), "");
    return MUTATING_ADMISSION.contains(kind) && !version.equals(MUTATING_ADMISSION_VERSION)
        ? Optional.of("it reads " + kind + " of version " + MUTATING_ADMISSION_VERSION + " only")
        : Optional.empty();
  }

  /**
   * Why the reference throws this document away, in its words; empty for a document that it reads,
   * and for kinds whose fields are not known here.
   *
   * @param document a document whose kind says that it is a policy
   */
  public static Optional<String> refusal(MapValue document) {
    ObjectSchema schema = PolicySchemaCheck.schema(document);
    if (schema == null && !PolicyView.applies(document)) {
      return Optional.empty();
    }
    if (schema == null) {
      return Optional.of(
          "no schema for kind "
              + document.string("kind")
              + " of version "
              + document.string("apiVersion"));
    }
    List<Mismatch> dropping =
        SchemaWalk.of(document, schema).stream().filter(Mismatch::drops).toList();
    return dropping.isEmpty()
        ? Optional.empty()
        : Optional.of(
            dropping.stream().map(PolicyDecoding::reason).collect(Collectors.joining(", ")));
  }

  /** Where the first fault of a document is; the whole document where none has a place. */
  public static Place fault(MapValue document) {
    List<PolicyProblem> problems = PolicySchemaCheck.check(document);
    return problems.isEmpty() ? document.place(Place.Part.VALUE) : problems.get(0).place();
  }

  private static String reason(Mismatch mismatch) {
    String path = mismatch.path();
    if (mismatch instanceof Mismatch.UnknownField) {
      return path + ": Invalid value: value provided for unknown field";
    }
    if (mismatch instanceof Mismatch.WrongType wrong) {
      return path
          + ": Invalid value: \""
          + wrong.found().typeName()
          + "\": "
          + path
          + " in body must be of type "
          + wrong.expected().label()
          + ": \""
          + wrong.found().typeName()
          + "\"";
    }
    if (mismatch instanceof Mismatch.BadValue bad) {
      return bad.expected().allowed().isEmpty()
          ? path + ": Invalid value: out of bounds"
          : path
              + ": Unsupported value: \""
              + bad.found()
              + "\": supported values: "
              + bad.expected().allowed().stream()
                  .map(value -> "\"" + value + "\"")
                  .collect(Collectors.joining(", "));
    }
    return path + ": Required value";
  }
}
