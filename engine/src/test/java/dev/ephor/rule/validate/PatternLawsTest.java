package dev.ephor.rule.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws that hold for every pattern and every resource. */
class PatternLawsTest {

  /** Bounded: an unbounded generator once in a while builds a value that takes hours. */
  private static final int DEPTH = 5;

  @Property
  void everyPatternSaysSomethingOfEveryResource(
      @ForAll("odd") Value pattern, @ForAll("odd") Value resource) {
    PatternResult result = CompiledPattern.of(pattern).match(resource);
    if (result instanceof PatternResult.Fail fail) {
      assertThat(fail.path()).startsWith("/").endsWith("/");
      assertThat(ValidateMessages.failed("r", "m", fail)).isNotEmpty();
    } else if (result instanceof PatternResult.Skip skip) {
      assertThat(skip.message()).contains(" anchor mismatch: ");
    } else if (result instanceof PatternResult.Pathless error) {
      assertThat(error.message()).isNotEmpty();
    }
  }

  @Property
  void aResourceMatchesThePatternMadeOfItself(@ForAll("plain") Value value) {
    assertThat(CompiledPattern.of(value).match(value)).isInstanceOf(PatternResult.Pass.class);
  }

  @Property
  void everyConditionIsDecided(@ForAll("odd") Value key, @ForAll("odd") Value value) {
    for (String operator : ConditionOperators.names()) {
      Value condition = map("key", key).with("operator", Scalar.of(operator)).with("value", value);
      Value conditions = map("all", ListValue.of(List.of(condition), Source.NONE, 0));
      assertThat(Conditions.evaluate(conditions, Conditions.Substitution.NONE))
          .isInstanceOf(Conditions.Decided.class);
    }
  }

  @Property(tries = 5)
  void depthIsBounded() {
    Value deep = Scalar.of("x");
    for (int i = 0; i < 5_000; i++) {
      deep = map("a", deep);
    }
    PatternResult result = CompiledPattern.of(deep).match(deep);
    assertThat(((PatternResult.Fail) result).reason().message()).contains("nests deeper than");
  }

  @Provide
  Arbitrary<Value> odd() {
    Arbitrary<String> keys =
        Arbitraries.of(
            "a", "b", "(a)", "=(a)", "^(a)", "X(b)", "<(b)", "+(a)", "metadata", "labels", "a*");
    Arbitrary<Object> scalars =
        Arbitraries.of(
            0L, 5L, 1.5, true, "", "*", "?*", "!a", ">1", "1-3", "1!-3", "a|b", "a&b", "1h", "1Gi",
            "[\"a\"]", "<", "e5", "-", "a");
    return values(keys, scalars.injectNull(0.1), DEPTH);
  }

  /** Values without operators, empty lists, or lists that a pattern cannot say again. */
  @Provide
  Arbitrary<Value> plain() {
    Arbitrary<Object> scalars = Arbitraries.of(0L, 5L, 1.5, true, "web", "nginx:1.25", "");
    Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "metadata", "labels");
    return plain(keys, scalars, DEPTH);
  }

  private static Arbitrary<Value> plain(
      Arbitrary<String> keys, Arbitrary<Object> scalars, int depth) {
    Arbitrary<Value> leaf = scalars.map(Scalar::of);
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Value> inner = plain(keys, scalars, depth - 1);
    return Arbitraries.oneOf(
        leaf,
        leaf,
        Arbitraries.maps(keys, inner).ofMaxSize(3).map(PatternLawsTest::mapOf),
        inner.map(one -> ListValue.of(List.of(one, one), Source.NONE, 0)));
  }

  private static Arbitrary<Value> values(
      Arbitrary<String> keys, Arbitrary<Object> scalars, int depth) {
    Arbitrary<Value> leaf = scalars.map(Scalar::of);
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Value> inner = values(keys, scalars, depth - 1);
    return Arbitraries.oneOf(
        leaf,
        leaf,
        Arbitraries.maps(keys, inner).ofMaxSize(3).map(PatternLawsTest::mapOf),
        inner.list().ofMaxSize(3).map(l -> ListValue.of(l, Source.NONE, 0)));
  }

  private static MapValue mapOf(java.util.Map<String, Value> entries) {
    MapValue.Builder map = MapValue.builder(Source.NONE, 0);
    entries.forEach(map::put);
    return map.build();
  }

  private static MapValue map(String key, Value value) {
    return MapValue.builder(Source.NONE, 0).put(key, value).build();
  }
}
