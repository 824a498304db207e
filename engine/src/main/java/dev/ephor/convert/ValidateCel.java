package dev.ephor.convert;

import dev.ephor.expression.template.Template;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicyReader;
import dev.ephor.policy.CelValidation;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code validate} clause of a rule as validations. */
final class ValidateCel {

  private final PolicyDraft draft;
  private final Map<String, Val> names;
  private final @Nullable Schema schema;
  private final ContainerLists lists = new ContainerLists();

  ValidateCel(PolicyDraft draft, Map<String, Val> names, @Nullable Schema schema) {
    this.draft = draft;
    this.names = names;
    this.schema = schema;
  }

  /** Adds validations, and the variables that they use, to the draft. */
  void add(RuleBody.Validate validate) throws NotConvertible {
    if (validate.check() instanceof ValidateCheck.Cel cel) {
      copied(cel.node(), validate.message());
      return;
    }
    if (validate.check() instanceof ValidateCheck.PodSecurity security) {
      if (!draft.where.equals(Cel.Text.TRUE)) {
        throw new NotConvertible(
            security.node(),
            "preconditions that fail where a field is absent, beside pod security");
      }
      new PodSecurityCel(draft, lists, security.node()).add();
      draft.variables.putAll(lists.variables());
      return;
    }
    Cel demand = demand(validate.check(), Ref.of("object", schema));
    String message = validate.message();
    String computed = null;
    if (message != null && Template.concerns(message)) {
      JmesCel jmes = new JmesCel(names, schema, validate.node());
      computed = jmes.text(TextCel.of(message.strip(), jmes, validate.node()));
      message = null;
    }
    draft.variables.putAll(lists.variables());
    draft.validations.add(new PolicyDraft.Validation(where(demand), message, computed));
  }

  /** A demand under the rule's preconditions; unlike an operator, this fails where they do. */
  private String where(Cel demand) {
    if (draft.where.equals(Cel.Text.TRUE)) {
      return demand.lines();
    }
    String written = demand instanceof Cel.Ordered ? "(" + demand.lines() + ")" : demand.lines();
    String inner = written.indent(2).stripTrailing();
    return draft.where.lines() + " ?\n" + inner + " :\n  true";
  }

  private Cel demand(ValidateCheck check, Ref object) throws NotConvertible {
    if (check instanceof ValidateCheck.Pattern pattern) {
      return new PatternCel(lists).allowed(pattern.node(), object);
    } else if (check instanceof ValidateCheck.AnyPattern any) {
      return anyPattern(any.node(), object);
    } else if (check instanceof ValidateCheck.Deny deny) {
      return deny(deny.node(), names);
    } else if (check instanceof ValidateCheck.Foreach foreach) {
      return loops(foreach.node(), names, List.of());
    }
    throw new NotConvertible(check.node(), "validate." + kind(check));
  }

  private static String kind(ValidateCheck check) {
    String name = check.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private Cel anyPattern(Value patterns, Ref object) throws NotConvertible {
    List<Cel> passes = new ArrayList<>();
    List<Cel> skips = new ArrayList<>();
    if (!(patterns instanceof ListValue list)) {
      throw new NotConvertible(patterns, "an anyPattern that is no list");
    }
    for (Value pattern : list.values()) {
      passes.add(new PatternCel(lists).passes(pattern, object));
      skips.add(new PatternCel(lists).skips(pattern, object));
    }
    return Cel.or(Cel.or(passes), Cel.and(skips));
  }

  private Cel deny(MapValue deny, Map<String, Val> known) throws NotConvertible {
    Value conditions = deny.child("conditions");
    return conditions == null || conditions.isNull()
        ? Cel.Text.FALSE
        : Cel.not(inOrder(new ConditionsCel(known, schema).of(conditions)));
  }

  /** What a condition reads of the cluster may be missing, and then the rule asks no other. */
  private static Cel inOrder(Cel conditions) {
    if (conditions instanceof Cel.Join join) {
      List<Cel> before = join.parts().subList(0, join.parts().size() - 1);
      if (before.stream().anyMatch(part -> part.line().contains("variables."))) {
        return Cel.inOrder(join);
      }
    }
    return conditions;
  }

  private Cel loops(ListValue written, Map<String, Val> known, List<String> used)
      throws NotConvertible {
    List<Cel> loops = new ArrayList<>();
    for (Value item : written.values()) {
      if (item instanceof MapValue loop) {
        loops.add(loop(loop, known, used));
      }
    }
    return Cel.and(loops);
  }

  private Cel loop(MapValue loop, Map<String, Val> known, List<String> used) throws NotConvertible {
    JmesCel jmes = new JmesCel(known, schema, loop);
    String list = loop.string("list");
    Val.Each each = jmes.each(jmes.list(list == null ? "" : list), true);
    Map<String, Val> inner = new HashMap<>(known);
    inner.put("element", each.item());
    inner.put("element" + used.size(), each.item());
    ContextCel.add(loop.list("context"), schema, inner);
    Value preconditions = loop.child("preconditions");
    List<String> more = new ArrayList<>(used);
    each.levels().forEach(level -> more.add(level.variable()));
    Cel holds =
        preconditions == null || preconditions.isNull()
            ? Cel.Text.TRUE
            : ofElement(preconditions, inner, more);
    return each.all(Cel.or(Cel.not(holds), check(loop, each.item(), inner, more)));
  }

  /** Kyverno 1.19: conditions that fail matter only for the last element. */
  private Cel ofElement(Value written, Map<String, Val> known, List<String> items)
      throws NotConvertible {
    ConditionsCel conditions = new ConditionsCel(known, schema);
    Cel condition = conditions.of(written);
    for (String field : conditions.failing()) {
      if (items.stream().anyMatch(item -> field.startsWith(item + "."))) {
        throw new NotConvertible(
            written, "a field of an element that may be absent: the rule minds only of the last");
      }
    }
    return condition;
  }

  private Cel check(MapValue loop, Val element, Map<String, Val> known, List<String> used)
      throws NotConvertible {
    Value pattern = loop.child("pattern");
    ListValue any = loop.list("anyPattern");
    MapValue deny = loop.map("deny");
    ListValue nested = loop.list("foreach");
    Value denied = deny == null ? null : deny.child("conditions");
    if (deny != null) {
      return denied == null || denied.isNull()
          ? Cel.Text.FALSE
          : Cel.not(inOrder(ofElement(denied, known, used)));
    } else if (nested != null) {
      return loops(nested, known, used);
    }
    boolean whole =
        loop.child("elementScope") instanceof Scalar s && Boolean.FALSE.equals(s.content());
    Ref at =
        whole
            ? Ref.of("object", schema)
            : element instanceof Val.Path path ? path.ref() : Ref.of(text(element, loop), null);
    if (pattern != null) {
      return new PatternCel(lists).allowed(pattern, at);
    } else if (any != null) {
      return anyPattern(any, at);
    }
    throw new NotConvertible(loop, "a foreach without a check");
  }

  private String text(Val value, Value clause) throws NotConvertible {
    return new JmesCel(names, schema, clause).text(value);
  }

  /** A rule that is written in CEL already. */
  private void copied(MapValue cel, @Nullable String message) throws NotConvertible {
    CelBody.Admit body = CelPolicyReader.admitted(cel);
    if (body.paramKind() != null) {
      throw new NotConvertible(body.paramKind(), "parameters of a CEL rule");
    }
    for (CelClause variable : CelPolicyReader.clauses(cel, "variables")) {
      draft.variables.put(variable.name(), variable.expression());
    }
    for (CelValidation validation : body.validations()) {
      CelClause computed = validation.messageExpression();
      String own = validation.message().isEmpty() ? message : validation.message();
      draft.validations.add(
          new PolicyDraft.Validation(
              where(new Cel.Text(validation.expression().expression(), false)),
              own,
              computed == null ? null : computed.expression()));
    }
    for (CelClause annotation : body.auditAnnotations()) {
      draft.auditAnnotations.add(new PolicyDraft.Named(annotation.name(), annotation.expression()));
    }
  }
}
