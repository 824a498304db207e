package dev.ephor.expression.cel;

import dev.ephor.expression.cel.function.Library;
import dev.ephor.expression.cel.function.Overload;
import dev.ephor.expression.cel.function.TypeExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the expressions of a dialect may name, for whoever helps to write them. Immutable and
 * shared.
 */
public final class CelVocabulary {

  /**
   * A way to call a function, and the library that has it.
   *
   * @param library what documentation calls the library
   * @param overload the call
   */
  public record Declared(String library, Overload overload) {}

  /** Words that CEL does not take as names of fields or variables. */
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private record Key(CelDialect dialect, boolean namespaced) {}

  private static final Map<Key, CelVocabulary> ALL = new ConcurrentHashMap<>();

  private final CelDialect dialect;
  private final Map<String, TypeExpression> variables = new LinkedHashMap<>();
  private final Map<String, List<Declared>> functions = new LinkedHashMap<>();

  private CelVocabulary(CelDialect dialect, boolean namespaced) {
    this.dialect = dialect;
    Dialects.variables(dialect)
        .forEach((name, type) -> variables.put(name, TypeExpression.parse(type)));
    for (Library library : Dialects.libraries(dialect, namespaced)) {
      for (Overload overload : library.overloads()) {
        if (isWritable(overload.function())) {
          functions
              .computeIfAbsent(overload.function(), name -> new ArrayList<>())
              .add(new Declared(library.name(), overload));
        }
      }
    }
  }

  /** Whether a word is none that a field or variable may be called by without more ado. */
  public static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  /**
   * The vocabulary of a place.
   *
   * @param namespaced whether the policy stands in a namespace
   */
  public static CelVocabulary of(CelDialect dialect, boolean namespaced) {
    return ALL.computeIfAbsent(
        new Key(dialect, namespaced), key -> new CelVocabulary(key.dialect(), key.namespaced()));
  }

  /** Operators are functions too, but have names that nobody writes. */
  private static boolean isWritable(String name) {
    return !name.startsWith("_") && !name.contains("@") && !name.endsWith("_");
  }

  /** The dialect. */
  public CelDialect dialect() {
    return dialect;
  }

  /** The types of the variables by their names; dotted names are variables too. */
  public Map<String, TypeExpression> variables() {
    return variables;
  }

  /** All functions: the ways to call each, by name; of {@code math.round} the whole of it. */
  public Map<String, List<Declared>> functions() {
    return functions;
  }

  /** The ways to call a function. */
  public List<Declared> named(String function) {
    return functions.getOrDefault(function, List.of());
  }

  /** The macros of the dialect. */
  public List<CelMacro> macros() {
    return CelMacro.ALL.stream()
        .filter(macro -> macro.variables() < 2 || dialect.isOfKubernetes())
        .toList();
  }

  /** The fields of an object type of a library, none for other types. */
  public static Map<String, TypeExpression> fields(String type) {
    Map<String, TypeExpression> fields = new LinkedHashMap<>();
    Structs.all()
        .getOrDefault(type, Map.of())
        .forEach((name, written) -> fields.put(name, TypeExpression.parse(written)));
    return fields;
  }
}
