package dev.ephor.ide.completion;

import dev.ephor.autogen.AutogenRules;
import dev.ephor.autogen.GeneratedNames;
import dev.ephor.ide.completion.FieldValues.Choice;
import dev.ephor.ide.completion.WorkspaceObjects.Named;
import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.FileId;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Names of policies, and of their rules, also of those that Kyverno generates. */
final class PolicyChoices {

  private static final Set<String> CLASSIC = Set.of("ClusterPolicy", "Policy");

  private PolicyChoices() {}

  /** Those that an exception of {@code kyverno.io} may name. */
  static List<Choice> classic(Cursor cursor) {
    return choices(cursor, policy -> CLASSIC.contains(policy.kind()));
  }

  static List<Choice> ofTheKindBeside(Cursor cursor) {
    String kind = FieldValues.beside(cursor, "kind");
    return choices(
        cursor,
        policy -> kind.isEmpty() ? !CLASSIC.contains(policy.kind()) : policy.kind().equals(kind));
  }

  static FieldValues.Source ofKind(String kind) {
    return cursor -> choices(cursor, policy -> policy.kind().equals(kind));
  }

  /** All; those in the files that a test names come first. */
  static List<Choice> all(Cursor cursor) {
    Predicate<FileId> named = NameChoices.named(cursor, List.of("policies"));
    return policies(cursor).stream()
        .sorted(Comparator.comparing((Named policy) -> !named.test(policy.file())))
        .map(PolicyChoices::choice)
        .toList();
  }

  /** The rules of the policy that the field beside names. */
  static List<Choice> rulesOfThePolicyBeside(Cursor cursor) {
    String policy = FieldValues.beside(cursor, "policyName");
    return rules(cursor, policy.isEmpty() ? FieldValues.beside(cursor, "policy") : policy);
  }

  /** The rules of the policy whose values hold those of the rule. */
  static List<Choice> rulesOfThePolicyAbove(Cursor cursor) {
    List<NodePath.Step> steps = cursor.path().steps();
    for (int i = steps.size() - 1; i > 0; i--) {
      if ("rules".equals(steps.get(i).key()) && steps.get(i).in() instanceof MapValue map) {
        return rules(cursor, WorkspaceObjects.text(map, "name"));
      }
    }
    return List.of();
  }

  private static List<Choice> rules(Cursor cursor, String name) {
    List<Choice> choices = new ArrayList<>();
    for (Named policy : policies(cursor)) {
      if (CLASSIC.contains(policy.kind()) && (name.isEmpty() || written(policy).equals(name))) {
        for (AutogenRules.ForKinds rule : AutogenRules.of(policy.root())) {
          String text = WorkspaceObjects.text(rule.rule(), "name");
          if (!text.isEmpty()) {
            choices.add(
                Choice.name(
                    text, GeneratedNames.isGenerated(text) ? "generated for controllers" : name));
          }
        }
      }
    }
    return choices;
  }

  private static List<Choice> choices(Cursor cursor, Predicate<Named> wanted) {
    return policies(cursor).stream().filter(wanted).map(PolicyChoices::choice).toList();
  }

  private static List<Named> policies(Cursor cursor) {
    return WorkspaceObjects.of(cursor.snapshot()).stream()
        .filter(object -> object.sort() == DocumentKind.POLICY && !object.name().isEmpty())
        .toList();
  }

  private static Choice choice(Named policy) {
    return Choice.name(written(policy), policy.kind());
  }

  /** Policies of a namespace are named with it. */
  private static String written(Named policy) {
    return policy.kind().equals("Policy") && !policy.namespace().isEmpty()
        ? policy.namespace() + "/" + policy.name()
        : policy.name();
  }
}
