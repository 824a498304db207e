package dev.ephor.ide.expression;

import dev.ephor.expression.cel.CelMacro;
import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.expression.cel.function.TypeExpression;
import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.ide.completion.Proposal;
import dev.ephor.ide.completion.Proposal.Kind;
import dev.ephor.policy.meaning.CelScope;
import dev.ephor.policy.meaning.CelShape;
import dev.ephor.policy.meaning.CelTyping;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.TypeLabels;
import dev.ephor.text.Span;
import dev.ephor.workspace.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be written at a place of an expression in CEL. */
final class CelCompletion {

  private static final List<String> FIRST =
      List.of(
          "object",
          "self",
          "variables",
          "request",
          "oldObject",
          "oldSelf",
          "namespaceObject",
          "params",
          "images",
          "attestors",
          "exceptions");

  private static final int MACROS = 500;
  private static final int FUNCTIONS = 700;
  private static final int REMOTE = 1_000;
  private static final int GUESSES = 250;

  private final ExpressionPlace place;
  private final Snapshot snapshot;
  private final CelScope scope;
  private final FieldRanks ranks;
  private final CelTyping typing;
  private final CelTree.Found found;
  private final Span word;

  private CelCompletion(ExpressionPlace place, Snapshot snapshot) {
    this.place = place;
    this.snapshot = snapshot;
    this.word = place.word();
    this.scope = CelScope.of(place.path(), snapshot.schemas());
    this.ranks = new FieldRanks(place.document().yaml().text(), place.map().toSource(word).start());
    CelPart root = CelSyntax.parse(place.withName());
    this.typing = CelTyping.of(root, scope.vocabulary(), snapshot.schemas(), scope.variables());
    this.found = CelTree.at(root, word.isEmpty() ? Span.at(word.start() + 1) : word);
  }

  static List<Proposal> at(ExpressionPlace place, Snapshot snapshot) {
    return new CelCompletion(place, snapshot).proposals();
  }

  private List<Proposal> proposals() {
    CelPart part = found.part();
    if (part instanceof CelPart.Constant constant) {
      return constant.type().equals("string") ? values(constant) : List.of();
    }
    Proposals proposals = new Proposals(place, word);
    if (part instanceof CelPart.Member member) {
      members(member.target(), proposals);
    } else if (part instanceof CelPart.Call call && call.target() != null) {
      members(call.target(), proposals);
    } else if (part instanceof CelPart.Made made) {
      made(made, proposals);
    } else if (part instanceof CelPart.Name || part instanceof CelPart.Call) {
      start(part, proposals);
    } else if (place.text().isBlank()) {
      start(null, proposals);
    }
    return proposals.all();
  }

  /** What an operand may begin with: variables and functions. */
  private void start(@Nullable CelPart part, Proposals proposals) {
    Map<String, CelShape> variables = new HashMap<>(scope.variables());
    if (part != null) {
      variables.putAll(typing.scope(part));
    }
    variables.forEach(
        (name, shape) -> {
          if (name.indexOf('.') < 0) {
            boolean loop = !scope.variables().containsKey(name);
            proposals.add(
                name,
                Kind.VARIABLE,
                shape.label(),
                loop ? 0 : rank(name),
                () -> Optional.of(CelNotes.variable(name, shape)));
          }
        });
    for (CelMacro macro : scope.vocabulary().macros()) {
      if (macro.receiver().isEmpty()) {
        macro(macro, macro.name(), MACROS, proposals);
      }
    }
    if (scope.vocabulary().dialect().makesObjects()) {
      proposals.add("Object", Kind.TYPE, "", MACROS, Optional::empty);
      proposals.add("JSONPatch", Kind.TYPE, "", MACROS, Optional::empty);
    }
    scope
        .vocabulary()
        .functions()
        .forEach(
            (name, declared) -> {
              if (declared.stream().anyMatch(one -> !one.overload().member())) {
                int dot = name.indexOf('.');
                if (dot > 0) {
                  String library = name.substring(0, dot);
                  proposals.add(library, Kind.TYPE, "library", FUNCTIONS, Optional::empty);
                } else {
                  function(name, declared, FUNCTIONS, proposals);
                }
              }
            });
    for (String library : List.of("cel", "math")) {
      proposals.add(library, Kind.TYPE, "library", FUNCTIONS, Optional::empty);
    }
    for (String word : List.of("true", "false", "null")) {
      proposals.add(word, Kind.KEYWORD, "", FUNCTIONS, Optional::empty);
    }
  }

  /** What expressions are about comes before the libraries that they may ask. */
  private int rank(String variable) {
    int first = FIRST.indexOf(variable);
    return first >= 0 ? 1 + first : 1 + FIRST.size() + ranks.of(variable);
  }

  /** What may follow a dot. */
  private void members(CelPart target, Proposals proposals) {
    CelShape shape = typing.shape(target);
    String path = CelTyping.path(target);
    if (path != null && (path.equals("Object") || path.startsWith("Object."))) {
      fields(CelShape.of(madeType(scope, path)), proposals);
      return;
    }
    fields(shape, proposals);
    dotted(path, proposals);
    boolean known = !shape.isUnknown();
    boolean list = known && shape.fields().isEmpty(); // a structure's fields come before its loops
    for (CelMacro macro : scope.vocabulary().macros()) {
      if (loops(macro, shape)) {
        macro(macro, macro.name(), list ? MACROS - 400 : MACROS, proposals);
      }
    }
    if (shape instanceof CelShape.Struct struct
        && scope.variables().containsValue(struct)
        && !struct.name().contains(".")) {
      return;
    }
    scope
        .vocabulary()
        .functions()
        .forEach(
            (name, declared) -> {
              List<Declared> fitting = new ArrayList<>();
              for (Declared one : declared) {
                boolean loose = name.equals("orValue") && !(shape instanceof CelShape.OptionalOf);
                if (loose
                    || (one.overload().member()
                        && shape.fits(one.overload().parameters().get(0), new HashMap<>()))) {
                  fitting.add(one);
                }
              }
              if (!fitting.isEmpty()) {
                TypeExpression receiver = fitting.get(0).overload().parameters().get(0);
                boolean near =
                    known
                        && !receiver.name().equals("dyn")
                        && (shape instanceof CelShape.OptionalOf || !name.equals("orValue"));
                function(name, fitting, near ? ranks.of(name) : REMOTE, proposals);
              }
            });
  }

  private static boolean loops(CelMacro macro, CelShape shape) {
    CelShape.Nature nature = shape.nature();
    return switch (macro.receiver()) {
      case "list" ->
          nature == CelShape.Nature.LIST
              || nature == CelShape.Nature.MAP
              || nature == CelShape.Nature.UNKNOWN;
      case "optional" -> shape instanceof CelShape.OptionalOf || shape.isUnknown();
      default -> false;
    };
  }

  /** Functions whose names have a dot, and macros that are written so. */
  private void dotted(@Nullable String path, Proposals proposals) {
    if (path == null) {
      return;
    }
    for (CelMacro macro : scope.vocabulary().macros()) {
      if (macro.receiver().equals(path)) {
        macro(macro, macro.name(), 0, proposals);
      }
    }
    scope
        .vocabulary()
        .functions()
        .forEach(
            (name, declared) -> {
              if (name.startsWith(path + ".") && name.indexOf('.', path.length() + 1) < 0) {
                function(name.substring(path.length() + 1), declared, 0, proposals);
              }
            });
  }

  private void fields(CelShape shape, Proposals proposals) {
    // The fields of a request are words that every policy is full of.
    boolean request = shape.equals(scope.variables().get("request"));
    shape
        .fields()
        .forEach(
            (name, field) -> {
              if (CelNotes.isName(name)) {
                proposals.add(
                    name,
                    Kind.FIELD,
                    field.label(),
                    request ? ranks.usual(name) : ranks.of(name),
                    () ->
                        field instanceof CelShape.Data data
                            ? Descriptions.of(data.meaning())
                            : Optional.empty());
              }
            });
    if (shape instanceof CelShape.OptionalOf optional) {
      guesses(optional.of(), proposals);
    } else {
      guesses(shape, proposals);
    }
  }

  /** Names that are in no schema but elsewhere. */
  private void guesses(CelShape shape, Proposals proposals) {
    Meaning meaning = shape instanceof CelShape.Data data ? data.meaning() : Meaning.UNKNOWN;
    int rank = 0;
    for (String key : WorkspaceKeys.at(snapshot, meaning)) {
      if (CelNotes.isName(key)) {
        proposals.add(key, Kind.NAME, "", rank++, Optional::empty);
      }
    }
    if (shape.isUnknown()
        || (shape instanceof CelShape.Data && Descriptions.mayHaveOthers(meaning))) {
      for (String name : ranks.members()) {
        proposals.add(name, Kind.NAME, "", GUESSES + ranks.of(name), Optional::empty);
      }
    }
  }

  /** What a type name that begins with {@code Object} stands for. */
  static Meaning madeType(CelScope scope, String path) {
    Meaning meaning = scope.object();
    String[] steps = path.split("\\.", -1);
    for (int i = 1; i < steps.length; i++) {
      Meaning under = meaning.under(steps[i]);
      Meaning item = under.item();
      meaning = item.isUnknown() ? under : item;
    }
    return meaning;
  }

  private void made(CelPart.Made made, Proposals proposals) {
    if (found.name().isEmpty() && made.typeSpan().end() >= word.end()) {
      int dots = (int) typeBefore(made).chars().filter(c -> c == '.').count();
      String[] names = made.type().split("\\.", -1);
      fields(
          CelShape.of(madeType(scope, String.join(".", List.of(names).subList(0, dots)))),
          proposals);
      return;
    }
    List<String> there = made.fields().stream().map(CelPart.Assigned::name).toList();
    if (made.type().equals("JSONPatch")) {
      for (String field : List.of("op", "path", "value", "from")) {
        if (!there.contains(field)) {
          proposals.add(field, field + ": ", Kind.FIELD, "", 0, Optional::empty);
        }
      }
      return;
    }
    madeType(scope, made.type())
        .fields()
        .forEach(
            (name, meaning) -> {
              if (!there.contains(name) || name.equals(found.name())) {
                proposals.add(
                    name,
                    name + ": ",
                    Kind.FIELD,
                    TypeLabels.of(meaning),
                    ranks.of(name),
                    () -> Descriptions.of(meaning));
              }
            });
  }

  private String typeBefore(CelPart.Made made) {
    return place.text().substring(made.typeSpan().start(), word.start());
  }

  private static void function(
      String label, List<Declared> declared, int rank, Proposals proposals) {
    boolean empty =
        declared.stream()
            .allMatch(
                one -> one.overload().parameters().size() == (one.overload().member() ? 1 : 0));
    proposals.call(
        label,
        empty ? "" : "$1",
        CelNotes.signature(declared.get(0)),
        rank,
        () -> Optional.of(FunctionNotes.of(declared)));
  }

  private static void macro(CelMacro macro, String label, int rank, Proposals proposals) {
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < macro.parameters().size(); i++) {
      arguments
          .append(i == 0 ? "" : ", ")
          .append("${")
          .append(i + 1)
          .append(':')
          .append(macro.parameters().get(i))
          .append('}');
    }
    proposals.call(
        label,
        arguments.toString(),
        macro.signature().substring(macro.signature().indexOf('(')),
        rank,
        () -> Optional.of(FunctionNotes.of(macro)));
  }

  /** What may stand in a text: values that what it is compared with may have, and keys. */
  private List<Proposal> values(CelPart.Constant constant) {
    Span span = constant.span();
    int start = span.start() + 1;
    int end = constant.closed() ? span.end() - 1 : span.end();
    if (constant.closed() && word.isEmpty()) {
      end--;
    }
    Proposals proposals =
        new Proposals(
            place, new Span(start, Math.max(start, Math.min(end, place.text().length()))));
    CelShape compared = found.comparedWith(typing);
    int rank = 0;
    for (String value : compared.allowed()) {
      proposals.add(value, Kind.VALUE, "", rank++, Optional::empty);
    }
    if (found.parent() instanceof CelPart.Item item && item.key() == constant) {
      CelShape target = typing.shape(item.target());
      for (Map.Entry<String, CelShape> field : target.fields().entrySet()) {
        proposals.add(
            field.getKey(),
            Kind.FIELD,
            field.getValue().label(),
            ranks.of(field.getKey()),
            Optional::empty);
      }
      if (target instanceof CelShape.Data data) {
        for (String key : WorkspaceKeys.at(snapshot, data.meaning())) {
          proposals.add(key, Kind.NAME, "", rank++, Optional::empty);
        }
      }
    }
    return proposals.all();
  }
}
