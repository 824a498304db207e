package dev.ephor.expression.jmespath;

import dev.ephor.expression.jmespath.Function.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the dialect. To add one, write it in the file of its family and add a line here:
 * its signature, its body and what it does in a phrase. In a signature {@code |} stands between
 * types of which one will do, and {@code ...} says that the parameter may be repeated.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/jmespath/">Kyverno:
 *     JMESPath</a>
 */
public final class Functions {

  private static final List<Function> ALL =
      sorted(
          // numbers
          standard("abs(number) number", NumberFunctions::abs, "the size of a number"),
          standard("ceil(number) number", NumberFunctions::ceil, "the next integer up"),
          standard("floor(number) number", NumberFunctions::floor, "the next integer down"),
          standard("avg(array[number]) number", NumberFunctions::avg, "the mean"),
          standard(
              "max(array[number]|array[string]) any", NumberFunctions::max, "the greatest item"),
          standard("min(array[number]|array[string]) any", NumberFunctions::min, "the least item"),
          standard(
              "to_number(any) number",
              NumberFunctions::toNumber,
              "the number that a text writes, or null"),
          kyverno(
              "round(number, number) number",
              NumberFunctions::round,
              "rounds to a number of decimal places"),
          // arithmetic of numbers, quantities and durations
          kyverno(
              "add(any, any) any",
              ArithmeticFunctions::add,
              "adds two numbers, quantities or durations"),
          kyverno(
              "sum(array) any",
              ArithmeticFunctions::sum,
              "adds up a list of numbers, quantities or durations"),
          kyverno(
              "subtract(any, any) any",
              ArithmeticFunctions::subtract,
              "takes the second number, quantity or duration from the first"),
          kyverno(
              "multiply(any, any) any",
              ArithmeticFunctions::multiply,
              "multiplies two numbers, or a quantity or duration by a number"),
          kyverno(
              "divide(any, any) any",
              ArithmeticFunctions::divide,
              "divides by a number, quantity or duration that is not zero"),
          kyverno(
              "modulo(any, any) any",
              ArithmeticFunctions::modulo,
              "the rest of a division of whole amounts; the divisor is not zero"),
          // strings
          standard(
              "starts_with(string, string) bool",
              StringFunctions::startsWith,
              "whether the first text begins with the second"),
          standard(
              "ends_with(string, string) bool",
              StringFunctions::endsWith,
              "whether the first text ends with the second"),
          standard(
              "join(string, array[string]) string",
              StringFunctions::join,
              "the texts of a list with another between them"),
          kyverno(
              "compare(string, string) number",
              StringFunctions::compare,
              "-1, 0 or 1: the order of two texts by their bytes"),
          kyverno(
              "equal_fold(string, string) bool",
              StringFunctions::equalFold,
              "whether two texts are equal but for the case of letters"),
          kyverno(
              "replace(string, string, string, number) string",
              StringFunctions::replace,
              "in the first text replaces the second by the third, at most so many times; negative: all"),
          kyverno(
              "replace_all(string, string, string) string",
              StringFunctions::replaceAll,
              "in the first text replaces the second by the third wherever it stands"),
          kyverno("to_upper(string) string", StringFunctions::toUpper, "the text in upper case"),
          kyverno("to_lower(string) string", StringFunctions::toLower, "the text in lower case"),
          kyverno(
              "trim(string, string) string",
              StringFunctions::trim,
              "takes the characters of the second text from both ends of the first"),
          kyverno(
              "trim_prefix(string, string) string",
              StringFunctions::trimPrefix,
              "the first text without the second at its start"),
          kyverno(
              "split(string, string) array[string]",
              StringFunctions::split,
              "the parts of the first text between occurrences of the second"),
          kyverno(
              "truncate(string, number) string",
              StringFunctions::truncate,
              "at most so many characters of a text"),
          kyverno(
              "pattern_match(string, string|number) bool",
              StringFunctions::patternMatch,
              "whether a wildcard pattern with * and ? describes a text"),
          kyverno(
              "to_boolean(string) bool",
              StringFunctions::toBoolean,
              "true or false as the text says, in any case of letters"),
          // regular expressions
          kyverno(
              "regex_match(string, string|number) bool",
              RegexFunctions::match,
              "whether an RE2 expression matches in a text"),
          kyverno(
              "regex_replace_all(string, string|number, string|number) string",
              RegexFunctions::replaceAll,
              "replaces the matches of an RE2 expression; $1 and ${name} stand for groups"),
          kyverno(
              "regex_replace_all_literal(string, string|number, string|number) string",
              RegexFunctions::replaceAllLiteral,
              "replaces the matches of an RE2 expression by a text as it is"),
          // collections
          standard(
              "length(string|array|object) number",
              CollectionFunctions::length,
              "how many characters, items or entries"),
          standard(
              "contains(array|string, any) bool",
              CollectionFunctions::contains,
              "whether a text has a part, or a list an item"),
          standard(
              "reverse(array|string) any",
              CollectionFunctions::reverse,
              "a text or list from its end"),
          standard(
              "sort(array[string]|array[number]) array",
              CollectionFunctions::sort,
              "numbers or texts in order"),
          standard(
              "keys(object) array[string]", CollectionFunctions::keys, "the keys of an object"),
          standard("values(object) array", CollectionFunctions::values, "the values of an object"),
          standard(
              "merge(object...) object",
              CollectionFunctions::merge,
              "the entries of all objects; later ones win"),
          standard(
              "not_null(any...) any", CollectionFunctions::notNull, "the first that is not null"),
          standard(
              "to_array(any) array",
              CollectionFunctions::toArray,
              "the value as a list, alone unless it is one"),
          standard(
              "to_string(any) string",
              CollectionFunctions::toString,
              "the value as JSON, a text as it is"),
          standard(
              "type(any) string", CollectionFunctions::type, "the name of the value's JSON type"),
          kyverno(
              "lookup(object|array, string|number) any",
              CollectionFunctions::lookup,
              "the value under a key, or the item at an index; null if there is none"),
          kyverno(
              "items(object|array, string, string) array",
              CollectionFunctions::items,
              "objects that give key and value of each entry under two names"),
          kyverno(
              "object_from_lists(array, array) object",
              CollectionFunctions::objectFromLists,
              "an object made of a list of keys and a list of values"),
          kyverno(
              "label_match(object, object) bool",
              CollectionFunctions::labelMatch,
              "whether the second object has all entries of the first"),
          // expressions
          standard(
              "map(expref, array) array",
              ExpressionFunctions::map,
              "what an expression gives for each item"),
          standard(
              "max_by(array, expref) any",
              ExpressionFunctions::maxBy,
              "the item for which an expression gives most"),
          standard(
              "min_by(array, expref) any",
              ExpressionFunctions::minBy,
              "the item for which an expression gives least"),
          standard(
              "sort_by(array, expref) array",
              ExpressionFunctions::sortBy,
              "the items in the order of what an expression gives"),
          // encodings and hashes
          kyverno(
              "base64_decode(string) string",
              EncodingFunctions::base64Decode,
              "the text that base 64 writes"),
          kyverno(
              "base64_encode(string) string",
              EncodingFunctions::base64Encode,
              "the text in base 64"),
          kyverno(
              "sha256(string) string",
              EncodingFunctions::sha256,
              "the SHA-256 hash in hexadecimal"),
          kyverno("sha1(string) string", EncodingFunctions::sha1, "the SHA-1 hash in hexadecimal"),
          kyverno("md5(string) string", EncodingFunctions::md5, "the MD5 hash in hexadecimal"),
          // documents
          kyverno(
              "parse_json(string) any",
              DocumentFunctions::parseJson,
              "the value that a JSON text writes"),
          kyverno(
              "parse_yaml(string) any",
              DocumentFunctions::parseYaml,
              "the value that a YAML text writes"),
          // times
          kyverno(
              "time_since(string, string, string) string",
              TimeFunctions::since,
              "the duration from the second time to the third, or to now if that is empty, in a layout"),
          kyverno("time_now() string", TimeFunctions::nowLocal, "the time now, in RFC 3339"),
          kyverno(
              "time_now_utc() string", TimeFunctions::nowUtc, "the time now in UTC, in RFC 3339"),
          kyverno(
              "time_to_cron(string) string", TimeFunctions::toCron, "the time as a cron schedule"),
          kyverno(
              "time_add(string, string) string", TimeFunctions::add, "the time after a duration"),
          kyverno(
              "time_parse(string, string) string",
              TimeFunctions::parse,
              "a time in a layout, as RFC 3339"),
          kyverno("time_utc(string) string", TimeFunctions::utc, "the same time in UTC"),
          kyverno(
              "time_diff(string, string) string",
              TimeFunctions::diff,
              "the duration from the first time to the second"),
          kyverno(
              "time_before(string, string) bool",
              TimeFunctions::before,
              "whether the first time is before the second"),
          kyverno(
              "time_after(string, string) bool",
              TimeFunctions::after,
              "whether the first time is after the second"),
          kyverno(
              "time_between(string, string, string) bool",
              TimeFunctions::between,
              "whether the first time is after the second and before the third"),
          kyverno(
              "time_truncate(string, string) string",
              TimeFunctions::truncate,
              "the time down to a multiple of a duration"),
          // the rest
          kyverno(
              "path_canonicalize(string) string",
              PathFunctions::canonicalize,
              "the shortest way to write a path"),
          kyverno(
              "semver_compare(string, string) bool",
              VersionFunctions::compare,
              "whether a semantic version lies in a range"),
          kyverno(
              "random(string) string",
              RandomFunctions::random,
              "a text by chance that a regular expression describes"),
          kyverno(
              "x509_decode(string) object",
              CertificateFunctions::decode,
              "a certificate or certificate request in PEM as an object"),
          kyverno(
              "image_normalize(string) string",
              ImageFunctions::normalize,
              "an image reference with registry and tag or digest"),
          kyverno(
              "is_external_url(string) bool",
              NetworkFunctions::isExternalUrl,
              "whether a URL leads to a public address"));

  private static final Map<String, Function> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Function::name, f -> f));

  private Functions() {}

  /** All functions in the order of their names. */
  public static List<Function> all() {
    return ALL;
  }

  /** The function of a name, or null where there is none. */
  public static @Nullable Function find(String name) {
    return BY_NAME.get(name);
  }

  private static Function standard(String signature, Function.Body body, String note) {
    return function(Origin.STANDARD, signature, body, note);
  }

  private static Function kyverno(String signature, Function.Body body, String note) {
    return function(Origin.KYVERNO, signature, body, note);
  }

  private static Function function(
      Origin origin, String signature, Function.Body body, String note) {
    int open = signature.indexOf('(');
    int close = signature.indexOf(')');
    String inside = signature.substring(open + 1, close);
    boolean variadic = inside.endsWith("...");
    List<List<ArgumentType>> parameters = new ArrayList<>();
    for (String parameter : inside.replace("...", "").split(", ")) {
      if (!parameter.isEmpty()) {
        parameters.add(types(parameter));
      }
    }
    return new Function(
        signature.substring(0, open),
        origin,
        List.copyOf(parameters),
        variadic,
        types(signature.substring(close + 2)),
        note,
        body);
  }

  private static List<ArgumentType> types(String written) {
    List<ArgumentType> types = new ArrayList<>();
    for (String label : written.split("\\|")) {
      types.add(ArgumentType.of(label));
    }
    return List.copyOf(types);
  }

  private static List<Function> sorted(Function... functions) {
    return List.of(functions).stream().sorted(Comparator.comparing(Function::name)).toList();
  }
}
