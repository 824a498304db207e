package dev.ephor.policy.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.SyntaxProblem;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A variable must begin with something that exists: the request, the element of a loop, a context
 * entry, or a call of a function.
 */
final class UnknownVariables implements RuleCheck {

  private static final String ADMISSION =
      "request|serviceAccountName|serviceAccountNamespace|element|elementIndex|@|images|image|"
          + "([a-z_0-9]+\\()[^{}]";
  private static final String BACKGROUND =
      "request\\.|element|elementIndex|@|images|images\\.|image\\.|([a-z_0-9]+\\()[^{}]";
  private static final String ADMISSION_TARGET =
      "request\\.|serviceAccountName|serviceAccountNamespace|element|elementIndex|@|images|"
          + "images\\.|image\\.|target\\.|([a-z_0-9]+\\()[^{}]";
  private static final String BACKGROUND_TARGET =
      "request\\.|element|elementIndex|@|images|images\\.|image\\.|target\\.|"
          + "([a-z_0-9]+\\()[^{}]";

  /** Variables inside variables inside variables; more than anybody writes. */
  private static final int MAX_NESTING = 32;

  private static final Pattern LIST_OF_NAMES = Pattern.compile("^\\s*\\[\\s*([^\\[\\]]+)\\]\\s*");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    boolean background = rule.policy().background();
    boolean target = rule.mutatesTargets();
    String allowed =
        target
            ? background ? BACKGROUND_TARGET : ADMISSION_TARGET
            : background ? BACKGROUND : ADMISSION;
    Pattern start = Pattern.compile(allowed);
    List<String> names = names(rule);
    GoOrder.texts(
        rule.map(),
        TypedJson.type("rules"),
        "",
        text -> {
          if (text.path().contains("/attestations/") && text.path().contains("/conditions/")) {
            return;
          }
          malformed(rule, text, found);
          for (String variable : unknown(text.text(), start, names)) {
            found.accept(
                Finding.refusal(
                    text.at().place(text.key() ? Place.Part.KEY : Place.Part.VALUE),
                    "unknown-variable",
                    "nothing here is called "
                        + variable
                        + ": variables begin with request., element, images or a context entry",
                    "policy contains invalid variables: variable substitution failed for rule "
                        + rule.name()
                        + ": variable "
                        + variable
                        + " must match regex \""
                        + allowed
                        + "\" or patterns "
                        + names.toString().replace(", ", " ")));
          }
        });
  }

  /** Reports variables that are no expressions at all. */
  private static void malformed(RuleView rule, GoOrder.Text text, Consumer<Finding> found) {
    String rest = text.text();
    for (int round = 0; round < MAX_NESTING; round++) {
      List<String> variables = Template.variables(rest);
      if (variables.isEmpty()) {
        return;
      }
      for (String variable : variables) {
        String query = Template.inner(variable);
        SyntaxProblem problem = Expression.parse(query).syntaxError().orElse(null);
        if (problem != null && !query.isEmpty()) {
          found.accept(
              Finding.refusal(
                  text.at().place(text.key() ? Place.Part.KEY : Place.Part.VALUE),
                  "bad-expression",
                  query + " is not a JMESPath expression: " + problem.message(),
                  "policy contains invalid variables: variable substitution failed for rule "
                      + rule.name()
                      + ": failed to resolve "
                      + query
                      + " at path "
                      + text.path()
                      + ": invalid JMESPath query "
                      + query
                      + ": "
                      + problem.message()));
        }
        rest = rest.replace(variable, "null");
      }
    }
  }

  private static List<String> unknown(String text, Pattern start, List<String> names) {
    List<String> unknown = new ArrayList<>();
    String rest = text;
    for (int round = 0; round < MAX_NESTING; round++) {
      List<String> variables = Template.variables(rest);
      if (variables.isEmpty()) {
        break;
      }
      for (String variable : variables) {
        String query = Template.inner(variable).replace("\"", "");
        if (!query.isEmpty() && !known(query, start, names)) {
          Matcher list = LIST_OF_NAMES.matcher(query);
          if (!list.find()) {
            unknown.add(query);
          } else {
            for (String name : list.group(1).split(",", -1)) {
              if (!name.isBlank() && !known(name.strip(), start, names)) {
                unknown.add(name.strip());
                break;
              }
            }
          }
        }
        rest = rest.replace(variable, "null");
      }
    }
    return unknown;
  }

  private static boolean known(String query, Pattern start, List<String> names) {
    return start.matcher(query).find()
        || names.stream().anyMatch(name -> Wildcard.matches(name, query));
  }

  /** The names that context entries add, as wildcards in the reference's order. */
  private static List<String> names(RuleView rule) {
    List<String> names = new ArrayList<>();
    entries(rule.map(), names);
    for (MapValue image : rule.verifyImages()) {
      if (!PolicyView.map(image, "validate").isEmpty()) {
        PolicyView.maps(image.list("attestations"))
            .forEach(attestation -> names.add(PolicyView.text(attestation, "name") + "*"));
      }
    }
    loops(rule.validate(), names);
    loops(rule.mutate(), names);
    PolicyView.maps(rule.mutate().list("targets")).forEach(target -> entries(target, names));
    loops(rule.generate(), names);
    return names;
  }

  private static void loops(MapValue holder, List<String> names) {
    for (MapValue loop : PolicyView.maps(holder.list("foreach"))) {
      entries(loop, names);
      loops(loop, names);
    }
  }

  private static void entries(MapValue holder, List<String> names) {
    for (MapValue entry : PolicyView.maps(holder.list("context"))) {
      String name = PolicyView.text(entry, "name");
      if (entry.child("configMap") != null) {
        names.add(name + ".data");
        names.add(name + ".metadata");
        names.add(name + ".data.*");
        names.add(name + ".metadata.*");
      } else {
        names.add(name + "*");
      }
    }
  }
}
