package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.List;
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
   * @param generations expressions that say what is to be created
   * @param auditAnnotations what is told besides
   */
  record Generate(List<CelClause> generations, List<CelClause> auditAnnotations)
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
