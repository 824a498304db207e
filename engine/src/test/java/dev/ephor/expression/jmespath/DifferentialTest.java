package dev.ephor.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.Value;
import io.burt.jmespath.jcf.JcfRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import software.amazon.smithy.jmespath.JmespathExpression;
import software.amazon.smithy.jmespath.ast.LiteralExpression;

/**
 * The standard language against two other implementations. Where Kyverno's dialect leaves the
 * specification (a missing key at the top is an error; value projections see nulls) nothing is
 * generated, or the missing key is taken for the null that it is elsewhere.
 */
class DifferentialTest {

  private static final JcfRuntime BURT = new JcfRuntime();

  private static final String INPUT =
      """
      {"a": {"b": [1, 2, 3], "c": "x", "d": null},
       "l": [{"n": 1, "s": "p", "t": ["u"]}, {"n": 3, "s": "q"}, {"s": "r", "n": 2, "t": []}],
       "m": [[1, [2]], [], [3, null], "z"], "e": [], "o": {}, "t": true, "f": false, "k": 2}
      """;

  @Provide
  Arbitrary<String> expressions() {
    Arbitrary<String> names =
        Arbitraries.of("a", "b", "c", "d", "l", "m", "e", "o", "t", "f", "k", "n", "s");
    Arbitrary<String> leaves =
        Arbitraries.oneOf(
            names, Arbitraries.of("@", "a.b", "l[0]", "'x'", "`2`", "`null`", "l[*].n", "a.c"));
    return Arbitraries.recursive(() -> leaves, DifferentialTest::grown, 0, 3);
  }

  private static Arbitrary<String> grown(Arbitrary<String> inner) {
    Arbitrary<String> suffixes =
        Arbitraries.of(
            "[0]",
            "[-1]",
            "[*]",
            "[]",
            "[1:]",
            "[::-1]",
            ".n",
            ".b",
            "[?n > `1`]",
            "[*].s",
            "[?s == 'q'].n",
            ".[n, s]",
            ".{x: n, y: @}",
            " | [0]",
            " | length(to_array(@))");
    Arbitrary<String> operators = Arbitraries.of(" || ", " && ", " == ", " != ", " < ", " | ");
    return Arbitraries.oneOf(
        Combinators.combine(inner, suffixes).as((e, s) -> "(" + e + ")" + s),
        Combinators.combine(inner, operators, inner).as((l, o, r) -> "(" + l + o + r + ")"),
        inner.map(e -> "!(" + e + ")"),
        Combinators.combine(inner, inner).as((l, r) -> "[" + l + ", " + r + "]"),
        inner.map(e -> "{k: " + e + "}"),
        inner.map(e -> "type(" + e + ")"),
        inner.map(e -> "not_null(" + e + ", 'none')"));
  }

  @Property(tries = 2_000)
  void agreesWithTheOthers(@ForAll("expressions") String text) {
    Value input = GoJsonReader.read(INPUT);
    Answer answer = Expression.parse(text).evaluate(input, Settings.FIXED);
    assertThat(answer).as(text).isNotInstanceOf(Answer.Failed.class);
    Value ours = answer instanceof Answer.Found found ? found.value() : Types.NULL;
    Object plain = plain(input);
    Object burt = BURT.compile(text).search(plain);
    Object smithy =
        LiteralExpression.unwrap(
            JmespathExpression.parse(text).evaluate(LiteralExpression.from(plain)));
    String first = json(burt);
    String second = json(smithy);
    boolean agreed = first.equals(second);
    Statistics.label("the others agree").collect(agreed);
    if (agreed) {
      assertThat(GoJson.write(ours, 100_000)).as(text).isEqualTo(first);
    }
  }

  private static Object plain(Value value) {
    Object java = value.toJava();
    if (java instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put((String) k, v instanceof Value inner ? plain(inner) : v));
      return copy;
    }
    if (java instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(v -> copy.add(v instanceof Value inner ? plain(inner) : v));
      return copy;
    }
    return java;
  }

  /** Through a JSON text, so that kinds of numbers and maps do not count. */
  private static String json(Object java) {
    StringBuilder out = new StringBuilder();
    append(out, java);
    return GoJson.write(GoJsonReader.read(out.toString()), 100_000);
  }

  private static void append(StringBuilder out, Object java) {
    if (java instanceof Map<?, ?> map) {
      out.append('{');
      map.forEach(
          (k, v) -> {
            out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
            out.append(GoJson.quote(String.valueOf(k))).append(':');
            append(out, v);
          });
      out.append('}');
    } else if (java instanceof Iterable<?> list) {
      out.append('[');
      boolean first = true;
      for (Object item : list) {
        out.append(first ? "" : ",");
        first = false;
        append(out, item);
      }
      out.append(']');
    } else if (java instanceof String text) {
      out.append(GoJson.quote(text));
    } else {
      out.append(java);
    }
  }
}
