package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a policy that is written in CEL does with what it concerns. */
public sealed interface CelBody {

  /**
   * It judges: a ValidatingPolicy.
   *
   * @param validations in the order of the text
   * @param auditAnnotations what is told besides
   * @param actions such as {@code Deny}
   */
  record Validate(
      List<CelValidation> validations, List<CelClause> auditAnnotations, Set<String> actions)
      implements CelBody {
    public Validate {
      validations = List.copyOf(validations);
      auditAnnotations = List.copyOf(auditAnnotations);
      actions = Set.copyOf(actions);
    }
  }

  /**
   * It judges images: an ImageValidatingPolicy.
   *
   * @param validations in the order of the text
   * @param auditAnnotations what is told besides
   * @param actions such as {@code Deny}
   * @param references which images it concerns
   * @param extractors where images are in what has no containers, by the name of their list
   * @param attestors who may vouch for images
   * @param attestations what may be stated of images, by name
   * @param verifyDigest whether images must have digests
   * @param required whether images must have been verified
   */
  record ValidateImages(
      List<CelValidation> validations,
      List<CelClause> auditAnnotations,
      Set<String> actions,
      List<ImagePattern> references,
      List<CelClause> extractors,
      List<MapValue> attestors,
      Map<String, MapValue> attestations,
      boolean verifyDigest,
      boolean required)
      implements CelBody {
    public ValidateImages {
      validations = List.copyOf(validations);
      auditAnnotations = List.copyOf(auditAnnotations);
      actions = Set.copyOf(actions);
      references = List.copyOf(references);
      extractors = List.copyOf(extractors);
      attestors = List.copyOf(attestors);
      attestations = Map.copyOf(attestations);
    }
  }

  /**
   * It judges as the API server does: a ValidatingAdmissionPolicy.
   *
   * @param validations in the order of the text
   * @param auditAnnotations what is told besides
   * @param paramKind the type of its parameters; null when it has none
   */
  record Admit(
      List<CelValidation> validations,
      List<CelClause> auditAnnotations,
      @Nullable MapValue paramKind)
      implements CelBody {
    public Admit {
      validations = List.copyOf(validations);
      auditAnnotations = List.copyOf(auditAnnotations);
    }
  }

  /**
   * It changes as the API server does: a MutatingAdmissionPolicy.
   *
   * @param mutations in the order of the text
   * @param paramKind the type of its parameters; null when it has none
   */
  record MutateAdmitted(List<CelMutation> mutations, @Nullable MapValue paramKind)
      implements CelBody {
    public MutateAdmitted {
      mutations = List.copyOf(mutations);
    }
  }

  /**
   * It changes: a MutatingPolicy.
   *
   * @param mutations in the order of the text
   * @param reinvoke whether it is asked again after others have changed the object
   * @param targets which existing objects it changes; null when it changes the one that matches
   * @param auditAnnotations what is told besides
   */
  record Mutate(
      List<CelMutation> mutations,
      boolean reinvoke,
      @Nullable CelTargets targets,
      List<CelClause> auditAnnotations)
      implements CelBody {
    public Mutate {
      mutations = List.copyOf(mutations);
      auditAnnotations = List.copyOf(auditAnnotations);
    }
  }

  /**
   * It creates: a GeneratingPolicy.
   *
   * @param generations what is to be created, in the order of the text
   * @param auditAnnotations what is told besides
   */
  record Generate(List<CelGeneration> generations, List<CelClause> auditAnnotations)
      implements CelBody {
    public Generate {
      generations = List.copyOf(generations);
      auditAnnotations = List.copyOf(auditAnnotations);
    }
  }

  /**
   * It deletes at times: a DeletingPolicy.
   *
   * @param conditions what must be true of an object that is to be deleted
   */
  record Delete(List<CelClause> conditions) implements CelBody {
    public Delete {
      conditions = List.copyOf(conditions);
    }
  }
}
