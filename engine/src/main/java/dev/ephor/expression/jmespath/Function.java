package dev.ephor.expression.jmespath;

import dev.ephor.value.Value;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function of the dialect.
 *
 * @param name its name
 * @param origin who defines it
 * @param parameters for each parameter the types it takes, in the order of messages
 * @param variadic whether the last parameter may be repeated; such functions do not check types
 * @param returns the types of results
 * @param note what it does, in a phrase
 * @param body what it does
 */
public record Function(
    String name,
    Origin origin,
    List<List<ArgumentType>> parameters,
    boolean variadic,
    List<ArgumentType> returns,
    String note,
    Body body) {

  /** Who defines a function. */
  public enum Origin {
    /** The JMESPath specification. */
    STANDARD,
    /** Kyverno; {@code jp function} lists these. */
    KYVERNO
  }

  /** What a function does with its arguments, which are of the declared types. */
  @FunctionalInterface
  public interface Body {
    Value apply(Invocation call);
  }

  /** The signature as {@code jp function} prints it, without the note. */
  public String signature() {
    String types = parameters.stream().map(p -> labels(p, "|")).collect(Collectors.joining(", "));
    return name + "(" + types + (variadic ? "..." : "") + ") " + labels(returns, ",");
  }

  private static String labels(List<ArgumentType> types, String separator) {
    return types.stream().map(ArgumentType::label).collect(Collectors.joining(separator));
  }
}
