package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.value.MapValue;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the values of particular fields come from. A new source is a line here. */
final class FieldValues {

  /** Values that one may write. */
  @FunctionalInterface
  interface Source {
    List<Choice> choices(Cursor cursor);
  }

  /**
   * A value.
   *
   * @param text what it is
   * @param kind its sign
   * @param detail what is said beside it
   * @param deprecated whether it is better not used
   */
  record Choice(String text, Proposal.Kind kind, String detail, boolean deprecated) {

    Choice(String text, Proposal.Kind kind, String detail) {
      this(text, kind, detail, false);
    }

    static Choice name(String text, String detail) {
      return new Choice(text, Proposal.Kind.NAME, detail);
    }

    static Choice type(String text, String detail) {
      return new Choice(text, Proposal.Kind.TYPE, detail);
    }

    static Choice value(String text) {
      return new Choice(text, Proposal.Kind.VALUE, "");
    }
  }

  private static final Map<String, Source> SOURCES = sources();

  private FieldValues() {}

  private static Map<String, Source> sources() {
    Map<String, Source> sources = new HashMap<>();
    sources.put("ResourceDescription.kinds", KindChoices::selectors);
    sources.put("CloneList.kinds", KindChoices::selectors);
    sources.put("TestResult.kind", KindChoices::ofTestedObjects);
    sources.put("PolicyRef.kind", KindChoices::ofPolicies);
    sources.put("Subject.kind", fixed("ServiceAccount", "User", "Group"));
    sources.put("RoleRef.kind", fixed("ClusterRole", "Role"));
    sources.put("RoleRef.apiGroup", fixed("rbac.authorization.k8s.io"));
    for (String rule :
        List.of("NamedRule", "PolicyRule", "RuleWithOperations", "NamedRuleWithOperations")) {
      sources.put(rule + ".apiGroups", ApiChoices::groups);
      sources.put(rule + ".apiVersions", ApiChoices::versions);
      sources.put(rule + ".resources", ApiChoices::resources);
      sources.put(rule + ".operations", fixed("CREATE", "UPDATE", "DELETE", "CONNECT", "*"));
    }
    sources.put(
        "PolicyRule.verbs",
        fixed(
            "get",
            "list",
            "watch",
            "create",
            "update",
            "patch",
            "delete",
            "deletecollection",
            "*"));
    sources.put(
        "PodControllers.controllers",
        fixed("deployments", "daemonsets", "statefulsets", "replicasets", "jobs", "cronjobs"));
    sources.put("ObjectMeta.namespace", NameChoices::namespaces);
    sources.put("ResourceDescription.namespaces", NameChoices::namespaces);
    sources.put("FailureActionOverride.namespaces", NameChoices::namespaces);
    sources.put("ResourceDescription.names", NameChoices::matchedObjects);
    sources.put("ResourceDescription.name", NameChoices::matchedObjects);
    sources.put("ConfigMapReference.name", NameChoices.ofKind("ConfigMap"));
    sources.put("ConfigMapReference.namespace", NameChoices::namespaces);
    sources.put("CloneSource.namespace", NameChoices::namespaces);
    sources.put("CloneSource.name", NameChoices::allObjects);
    sources.put("ConfigMapEnvSource.name", NameChoices.ofKind("ConfigMap"));
    sources.put("ConfigMapKeySelector.name", NameChoices.ofKind("ConfigMap"));
    sources.put("ConfigMapVolumeSource.name", NameChoices.ofKind("ConfigMap"));
    sources.put("ConfigMapProjection.name", NameChoices.ofKind("ConfigMap"));
    sources.put("SecretEnvSource.name", NameChoices.ofKind("Secret"));
    sources.put("SecretKeySelector.name", NameChoices.ofKind("Secret"));
    sources.put("SecretVolumeSource.secretName", NameChoices.ofKind("Secret"));
    sources.put("SecretProjection.name", NameChoices.ofKind("Secret"));
    sources.put("IngressTLS.secretName", NameChoices.ofKind("Secret"));
    sources.put("IngressServiceBackend.name", NameChoices.ofKind("Service"));
    sources.put(
        "PersistentVolumeClaimVolumeSource.claimName", NameChoices.ofKind("PersistentVolumeClaim"));
    sources.put("PodSpec.serviceAccountName", NameChoices.ofKind("ServiceAccount"));
    sources.put("PodSpec.priorityClassName", NameChoices.ofKind("PriorityClass"));
    sources.put("CrossVersionObjectReference.name", NameChoices::objectsOfTheKindBeside);
    sources.put("RoleRef.name", NameChoices::objectsOfTheKindBeside);
    sources.put("ParamRef.name", NameChoices::allObjects);
    sources.put("Condition.value", ConditionChoices::values);
    sources.put("ConditionV2.value", ConditionChoices::values);
    sources.put("Exception.policyName", PolicyChoices::classic);
    sources.put("Exception.ruleNames", PolicyChoices::rulesOfThePolicyBeside);
    sources.put("PolicyRef.name", PolicyChoices::ofTheKindBeside);
    sources.put(
        "AdmissionBindingSpec.policyName", PolicyChoices.ofKind("ValidatingAdmissionPolicy"));
    sources.put(
        "MutatingAdmissionBindingSpec.policyName", PolicyChoices.ofKind("MutatingAdmissionPolicy"));
    sources.put("TestResult.policy", PolicyChoices::all);
    sources.put("TestResult.rule", PolicyChoices::rulesOfThePolicyBeside);
    sources.put("TestResult.resources", NameChoices::testedObjects);
    sources.put("TestResult.resource", NameChoices::testedObjects);
    sources.put("PolicyValues.name", PolicyChoices::all);
    sources.put("RuleValues.name", PolicyChoices::rulesOfThePolicyAbove);
    sources.put("ResourceValues.name", NameChoices::testedObjects);
    for (String field :
        List.of("resources", "targetResources", "clusterResources", "paramResources")) {
      sources.put("Test." + field, FileChoices::ofObjects);
    }
    sources.put("Test.policies", FileChoices::ofPolicies);
    sources.put("Test.exceptions", FileChoices.ofKind("PolicyException"));
    sources.put("Test.variables", FileChoices.ofKind("Values"));
    sources.put("Test.userinfo", FileChoices.ofKind("UserInfo"));
    sources.put("Test.context", FileChoices.ofKind("Context"));
    sources.put("TestResult.patchedResources", FileChoices::ofObjects);
    sources.put("TestResult.patchedResource", FileChoices::ofObjects);
    sources.put("TestResult.generatedResource", FileChoices::ofObjects);
    sources.put("TestResult.cloneSourceResource", FileChoices::ofObjects);
    return sources;
  }

  private static Source fixed(String... texts) {
    List<Choice> choices = List.of(texts).stream().map(Choice::value).toList();
    return cursor -> choices;
  }

  /** The values for what is typed, in the order of their source. */
  static List<Proposal> of(Cursor cursor, String lead) {
    Source source = source(cursor);
    List<Proposal> proposals = new ArrayList<>();
    if (source != null) {
      List<String> there = cursor.otherItems();
      for (Choice choice : source.choices(cursor)) {
        if (!there.contains(choice.text)) {
          proposals.add(
              ValueProposals.plain(
                  cursor,
                  choice.text,
                  choice.kind,
                  choice.detail,
                  lead,
                  proposals.size(),
                  choice.deprecated));
        }
      }
    }
    return proposals;
  }

  private static @Nullable Source source(Cursor cursor) {
    List<NodePath.Step> steps = cursor.path().steps();
    String key = steps.isEmpty() ? null : steps.get(steps.size() - 1).key();
    Source source =
        cursor.declaration().map(declaration -> SOURCES.get(name(declaration))).orElse(null);
    if (source == null && !cursor.isKey() && "kind".equals(key)) {
      return KindChoices::kinds;
    } else if (source == null && !cursor.isKey() && "apiVersion".equals(key)) {
      return KindChoices::versions;
    }
    return source;
  }

  private static String name(Meaning.Declaration declaration) {
    String owner = declaration.owner().name();
    return owner.substring(owner.lastIndexOf('.') + 1) + "." + declaration.field().name();
  }

  /**
   * The text of a field beside the one that is typed, or beside the list of which it is an item.
   */
  static String beside(Cursor cursor, String field) {
    return besideAt(cursor.path(), field);
  }

  private static String besideAt(NodePath path, String field) {
    List<NodePath.Step> steps = path.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).key() != null) {
        return steps.get(i).in() instanceof MapValue map
            ? Objects.requireNonNullElse(map.string(field), "")
            : "";
      }
    }
    return "";
  }
}
