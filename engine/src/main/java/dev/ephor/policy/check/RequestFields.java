package dev.ephor.policy.check;

import com.google.re2j.Matcher;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.meaning.JmesScope;
import dev.ephor.policy.meaning.JmesTypes;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.PolicyScalars;
import dev.ephor.schema.NearestName;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.schema.Schemas;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields that an expression in JMESPath reads of the request and that none of the kinds that its
 * rule matches has. The reference takes them for absent. Says nothing as soon as one of the kinds
 * is not known.
 */
public final class RequestFields {

  private final List<PolicyProblem> problems = new ArrayList<>();

  private RequestFields() {}

  /** The problems of a policy of the {@code kyverno.io} kinds. */
  public static List<PolicyProblem> check(MapValue policy) {
    RequestFields check = new RequestFields();
    for (PolicyScalars.Found found : PolicyScalars.of(policy)) {
      boolean whole = found.kind() == ScalarSchema.Kind.JMESPATH && !found.text().contains("{{");
      boolean variables = found.text().contains("request.") && found.text().contains("{{");
      if ((whole || variables) && PolicyScalars.knowsMatched(found.path(), Schemas.BUILT_IN)) {
        check.text(found, whole);
      }
    }
    return check.problems;
  }

  private void text(PolicyScalars.Found found, boolean whole) {
    JmesScope scope = JmesScope.of(found.path(), Schemas.BUILT_IN, (namespace, name) -> null);
    Meaning hand = scope.request();
    if (whole) {
      if (scope.startsWithVariables()) {
        expression(found, found.text(), 0, hand);
      }
      return;
    }
    Matcher matcher = Template.matcher(found.text());
    while (matcher.find()) {
      String variable = matcher.group(2);
      expression(found, variable.substring(2, variable.length() - 2), matcher.start(2) + 2, hand);
    }
  }

  private void expression(PolicyScalars.Found found, String text, int offset, Meaning hand) {
    Expression expression = Expression.parse(text);
    if (expression.syntaxError().isEmpty()) {
      JmesTypes types = JmesTypes.in(expression.root(), hand);
      walk(expression.root(), types, found, offset);
    }
  }

  private void walk(Node node, JmesTypes types, PolicyScalars.Found found, int offset) {
    if (node instanceof Node.Field field) {
      field(field, types.at(field), found, offset);
    }
    node.children().forEach(child -> walk(child, types, found, offset));
  }

  private void field(Node.Field field, Meaning at, PolicyScalars.Found found, int offset) {
    List<ObjectSchema> owners = new ArrayList<>();
    for (Schema type : at.types()) {
      if (!(type instanceof ObjectSchema object) || object.field(field.name()) != null) {
        return;
      }
      owners.add(object);
    }
    if (owners.isEmpty() || at.made().containsKey(field.name())) {
      return;
    }
    List<String> known = new ArrayList<>(at.fields().keySet());
    String nearest =
        NearestName.of(field.name(), known).map(name -> ": did you mean " + name + "?").orElse("");
    List<NodePath.Step> steps = found.path().steps();
    Place place = steps.get(steps.size() - 1).value().place(Place.Part.VALUE);
    Span span = new Span(offset + field.span().start(), offset + field.span().end());
    problems.add(
        new PolicyProblem(
            place,
            span,
            Severity.WARNING,
            "unknown-field",
            simple(owners.get(0)) + " has no field " + field.name() + nearest));
  }

  /** A type's name without its group. */
  private static String simple(ObjectSchema type) {
    return type.name().substring(type.name().lastIndexOf('.') + 1);
  }
}
