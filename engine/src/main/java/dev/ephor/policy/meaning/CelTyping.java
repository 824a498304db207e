package dev.ephor.policy.meaning;

import dev.ephor.expression.cel.CelMacro;
import dev.ephor.expression.cel.CelVocabulary;
import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.expression.cel.function.TypeExpression;
import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.schema.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of an expression in CEL are, as far as it is known before anything is computed:
 * with the structures of documents, which the compiler does not know. Remembers what it finds.
 */
public final class CelTyping {

  private final CelVocabulary vocabulary;
  private final Schemas schemas;
  private final IdentityHashMap<CelPart, CelShape> shapes = new IdentityHashMap<>();
  private final IdentityHashMap<CelPart, Map<String, CelShape>> scopes = new IdentityHashMap<>();

  private CelTyping(CelVocabulary vocabulary, Schemas schemas) {
    this.vocabulary = vocabulary;
    this.schemas = schemas;
  }

  /**
   * Looks at a whole expression.
   *
   * @param schemas the kinds that it may ask for
   * @param variables what it may begin with
   */
  public static CelTyping of(
      CelPart root, CelVocabulary vocabulary, Schemas schemas, Map<String, CelShape> variables) {
    CelTyping typing = new CelTyping(vocabulary, schemas);
    typing.find(root, variables);
    return typing;
  }

  /** What a part of the expression is. */
  public CelShape shape(CelPart part) {
    return shapes.getOrDefault(part, CelShape.Any.ANY);
  }

  /** The variables that a part may name, those of the loops around it included. */
  public Map<String, CelShape> scope(CelPart part) {
    return scopes.getOrDefault(part, Map.of());
  }

  /** The ways in which a call may be meant: those that fit, or all of the name where none does. */
  public List<Declared> meant(CelPart.Call call) {
    List<Declared> fitting = new ArrayList<>();
    for (Declared declared : candidates(call)) {
      if (bound(declared, operands(call, declared)) != null) {
        fitting.add(declared);
      }
    }
    return fitting.isEmpty() ? candidates(call) : fitting;
  }

  /** The ways to call the function on this receiver, whatever the arguments are. */
  public List<Declared> receiving(CelPart.Call call) {
    CelPart target = call.target();
    List<Declared> candidates = candidates(call);
    List<Declared> fitting = new ArrayList<>();
    for (Declared declared : candidates) {
      boolean member = declared.overload().member();
      if (target == null
          || !member
          || shape(target).fits(declared.overload().parameters().get(0), new HashMap<>())) {
        fitting.add(declared);
      }
    }
    return fitting.isEmpty() ? candidates : fitting;
  }

  /** The macro that a call is, or null. */
  public static @Nullable CelMacro macro(CelPart.Call call) {
    String receiver =
        call.target() == null
            ? ""
            : call.target() instanceof CelPart.Name name
                    && (name.name().equals("cel") || name.name().equals("math"))
                ? name.name()
                : "list";
    return CelMacro.find(receiver, call.name(), call.arguments().size());
  }

  /** The ways to call functions of the call's name. */
  public List<Declared> candidates(CelPart.Call call) {
    CelPart target = call.target();
    if (target == null) {
      return vocabulary.named(call.name()).stream().filter(d -> !d.overload().member()).toList();
    }
    String path = path(target);
    if (path != null) {
      List<Declared> named = vocabulary.named(path + "." + call.name());
      if (!named.isEmpty()) {
        return named;
      }
    }
    return vocabulary.named(call.name()).stream().filter(d -> d.overload().member()).toList();
  }

  /** The dotted name that a part may be, null where it is none. */
  public static @Nullable String path(CelPart part) {
    if (part instanceof CelPart.Name name) {
      return name.name();
    } else if (part instanceof CelPart.Member member && !member.optional()) {
      String before = path(member.target());
      return before == null ? null : before + "." + member.name();
    }
    return null;
  }

  private CelShape find(CelPart part, Map<String, CelShape> scope) {
    scopes.put(part, scope);
    CelShape shape = shape(part, scope);
    shapes.put(part, shape);
    return shape;
  }

  private CelShape shape(CelPart part, Map<String, CelShape> scope) {
    if (part instanceof CelPart.Name name) {
      return scope.getOrDefault(name.name(), CelShape.Any.ANY);
    } else if (part instanceof CelPart.Constant constant) {
      return new CelShape.Simple(constant.type());
    } else if (part instanceof CelPart.Member member) {
      CelShape target = find(member.target(), scope);
      String dotted = path(member);
      if (dotted != null && scope.containsKey(dotted)) {
        return scope.getOrDefault(dotted, CelShape.Any.ANY);
      }
      CelShape field = target.field(member.name());
      return member.optional() && !(field instanceof CelShape.OptionalOf)
          ? new CelShape.OptionalOf(field)
          : field;
    } else if (part instanceof CelPart.Item item) {
      return item(item, scope);
    } else if (part instanceof CelPart.Call call) {
      CelMacro macro = macro(call);
      return macro == null ? call(call, scope) : expanded(call, macro, scope);
    } else if (part instanceof CelPart.Operation operation) {
      return operation(operation, scope);
    } else if (part instanceof CelPart.Listed list) {
      CelShape each = CelShape.Any.ANY;
      for (CelPart item : list.items()) {
        CelShape shape = find(item, scope);
        each = each.isUnknown() ? shape : each;
      }
      return new CelShape.ListOf(each);
    } else if (part instanceof CelPart.Mapped map) {
      return map(map, scope);
    } else if (part instanceof CelPart.Made made) {
      made.fields().forEach(field -> find(field.value(), scope));
      return new CelShape.Simple(made.type());
    }
    return CelShape.Any.ANY;
  }

  private CelShape map(CelPart.Mapped map, Map<String, CelShape> scope) {
    Map<String, CelShape> fields = new LinkedHashMap<>();
    for (CelPart.Entry entry : map.entries()) {
      find(entry.key(), scope);
      CelShape value = find(entry.value(), scope);
      if (entry.key() instanceof CelPart.Constant key && key.type().equals("string")) {
        fields.put(key.content(), value);
      }
    }
    return fields.isEmpty()
        ? new CelShape.MapOf(CelShape.Any.ANY, CelShape.Any.ANY)
        : new CelShape.Struct("map", fields);
  }

  private CelShape item(CelPart.Item item, Map<String, CelShape> scope) {
    CelShape target = find(item.target(), scope);
    find(item.key(), scope);
    CelShape found =
        item.key() instanceof CelPart.Constant key && key.type().equals("string")
            ? target.field(key.content())
            : target.each();
    return item.optional() && !(found instanceof CelShape.OptionalOf)
        ? new CelShape.OptionalOf(found)
        : found;
  }

  private CelShape operation(CelPart.Operation operation, Map<String, CelShape> scope) {
    List<CelShape> shapes = new ArrayList<>();
    operation.operands().forEach(operand -> shapes.add(find(operand, scope)));
    return switch (operation.operator()) {
      case "?:" -> shapes.get(1).isUnknown() ? shapes.get(2) : shapes.get(1);
      case "+", "-", "*", "/", "%" ->
          shapes.get(0).isUnknown() && shapes.size() > 1 ? shapes.get(1) : shapes.get(0);
      default -> CelShape.Simple.BOOL;
    };
  }

  private CelShape expanded(CelPart.Call call, CelMacro macro, Map<String, CelShape> scope) {
    CelPart target = call.target();
    boolean named = macro.receiver().equals("cel") || macro.receiver().equals("math");
    CelShape range = target == null || named ? CelShape.Any.ANY : find(target, scope);
    Map<String, CelShape> inner = new HashMap<>(scope);
    List<CelPart> arguments = call.arguments();
    int first = macro.variables();
    if (macro.receiver().equals("cel")) {
      bind(
          arguments,
          0,
          arguments.size() > 1 ? find(arguments.get(1), scope) : CelShape.Any.ANY,
          inner);
      first = 2;
    } else if (macro.receiver().equals("optional")) {
      bind(
          arguments,
          0,
          range instanceof CelShape.OptionalOf optional ? optional.of() : CelShape.Any.ANY,
          inner);
    } else if (macro.variables() == 1) {
      bind(arguments, 0, range.looped(), inner);
    } else if (macro.variables() == 2) {
      bind(arguments, 0, range.index(), inner);
      bind(arguments, 1, range.each(), inner);
    }
    CelShape last = CelShape.Any.ANY;
    for (int i = Math.min(first, arguments.size()); i < arguments.size(); i++) {
      last = find(arguments.get(i), inner);
    }
    return switch (macro.gives()) {
      case BOOL -> CelShape.Simple.BOOL;
      case LIST -> new CelShape.ListOf(last);
      case SAME ->
          range.nature() == CelShape.Nature.MAP
              ? new CelShape.ListOf(CelShape.Simple.STRING)
              : range;
      case MAP -> new CelShape.MapOf(range.index(), last);
      case LAST -> last;
      case OPTIONAL -> new CelShape.OptionalOf(last);
      case NUMBER -> last;
    };
  }

  private static void bind(
      List<CelPart> arguments, int index, CelShape shape, Map<String, CelShape> scope) {
    if (index < arguments.size() && arguments.get(index) instanceof CelPart.Name name) {
      scope.put(name.name(), shape);
    }
  }

  private CelShape call(CelPart.Call call, Map<String, CelShape> scope) {
    CelPart target = call.target();
    CelShape receiver = target == null ? CelShape.Any.ANY : find(target, scope);
    call.arguments().forEach(argument -> find(argument, scope));
    if (call.name().equals("orValue") && call.arguments().size() == 1) {
      CelShape held = receiver instanceof CelShape.OptionalOf optional ? optional.of() : receiver;
      return held.isUnknown() ? shape(call.arguments().get(0)) : held;
    }
    if (target == null && call.name().equals("dyn")) {
      return call.arguments().isEmpty() ? CelShape.Any.ANY : shape(call.arguments().get(0));
    }
    CelShape asked = asked(call);
    if (!asked.isUnknown()) {
      return asked;
    }
    CelShape result = null;
    for (Declared declared : candidates(call)) {
      Map<String, CelShape> bound = bound(declared, operands(call, declared));
      if (bound != null) {
        CelShape one = CelShape.of(declared.overload().result(), bound);
        if (result != null && !result.equals(one)) {
          return CelShape.Any.ANY;
        }
        result = one;
      }
    }
    return result == null ? CelShape.Any.ANY : result;
  }

  /** What the world is asked for: objects of a kind that is written, facts of an image. */
  private CelShape asked(CelPart.Call call) {
    String name = call.name().toLowerCase(Locale.ROOT);
    if (name.equals("getmetadata") || name.equals("getimagedata")) {
      return CelShape.of(KnownAnswers.image());
    }
    boolean resource =
        call.target() instanceof CelPart.Name target && target.name().equals("resource");
    if (resource
        && call.arguments().size() > 1
        && call.arguments().get(0) instanceof CelPart.Constant version
        && call.arguments().get(1) instanceof CelPart.Constant plural) {
      return CelShape.of(
          KnownAnswers.ofKind(version.content(), plural.content(), name.equals("list"), schemas));
    }
    return CelShape.Any.ANY;
  }

  private List<CelPart> operands(CelPart.Call call, Declared declared) {
    List<CelPart> operands = new ArrayList<>();
    if (declared.overload().member() && call.target() != null) {
      operands.add(call.target());
    }
    operands.addAll(call.arguments());
    return operands;
  }

  /** What the type parameters stand for where arguments fit; null where they do not. */
  private @Nullable Map<String, CelShape> bound(Declared declared, List<CelPart> operands) {
    List<TypeExpression> parameters = declared.overload().parameters();
    if (operands.size() != parameters.size()) {
      return null;
    }
    Map<String, CelShape> bound = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      if (!shape(operands.get(i)).fits(parameters.get(i), bound)) {
        return null;
      }
    }
    return bound;
  }
}
