package dev.ephor.testing.mutant;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.rule.validate.Anchor;
import dev.ephor.testing.mutant.Mutant.Family;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Patterns of validations, patches of mutations, data of generated objects. */
final class PatternMutants {

  private static final List<String> SIGNS = List.of(">=", "<=", ">", "<", "!");

  /** What an operator of a pattern becomes: the opposite, then what lies beside it. */
  private static List<String> others(String sign) {
    return switch (sign) {
      case ">=" -> List.of("<", ">");
      case "<=" -> List.of(">", "<");
      case ">" -> List.of("<=", ">=");
      case "<" -> List.of(">=", "<=");
      case "!" -> List.of("");
      default -> List.of("!");
    };
  }

  private PatternMutants() {}

  static void at(Site site) {
    boolean data = site.inside() == Dialect.PLAIN && isBelowData(site);
    if (site.inside() == Dialect.PLAIN && !data) {
      return;
    }
    String key = site.key();
    if (key != null) {
      anchors(site, key, data);
      boolean identity = data && Set.of("apiVersion", "kind", "name").contains(key);
      if (site.siblings() > 1 ? !identity : site.value() instanceof Scalar) {
        site.drop(Family.FIELD, "without " + key);
      }
    } else if (site.siblings() > 1) {
      site.drop(Family.FIELD, "without the item");
    }
    if (site.value() instanceof Scalar scalar) {
      if (site.inside() == Dialect.PATTERN && scalar.content() instanceof String text) {
        terms(site, text);
      } else if (site.inside() == Dialect.PATTERN && scalar.content() == null) {
        site.replace(Family.VALUE, "\"?*\" instead of null", "?*");
      } else {
        Constants.at(site);
      }
    }
  }

  /** The fields of an object that a generate rule writes. */
  private static boolean isBelowData(Site site) {
    List<String> keys = site.keys();
    int data = keys.indexOf("data");
    return data > 0
        && data < keys.size() - 1
        && keys.indexOf("generate") < data
        && keys.contains("generate");
  }

  private static void anchors(Site site, String key, boolean data) {
    Anchor anchor = Anchor.parse(key);
    if (anchor != null) {
      site.rename(Family.ANCHOR, anchor.key() + " instead of " + key, anchor.key());
    } else if (!data && !key.contains("{{") && !isAlwaysThere(site)) {
      String with =
          new Anchor(
                  site.inside() == Dialect.PATTERN
                      ? Anchor.Kind.EQUALITY
                      : Anchor.Kind.ADD_IF_ABSENT,
                  key)
              .toString();
      site.rename(Family.ANCHOR, with + " instead of " + key, with);
    }
  }

  /** An anchor that asks whether a field is there says nothing of one that always is. */
  private static boolean isAlwaysThere(Site site) {
    boolean required = false;
    for (Meaning.Declaration declaration : site.meaning().declarations()) {
      required |= declaration.field().required();
    }
    boolean collection = site.value() instanceof MapValue || site.value() instanceof ListValue;
    return required
        || (collection
            && Set.of("spec", "metadata", "template", "containers").contains(site.nearestKey()));
  }

  private static void terms(Site site, String text) {
    if (text.contains("{{")) {
      return;
    }
    String[] alternatives = text.split("\\|", -1);
    if (alternatives.length > 1) {
      for (int i = 0; i < alternatives.length; i++) {
        List<String> kept = new ArrayList<>();
        for (int j = 0; j < alternatives.length; j++) {
          if (i != j) {
            kept.add(alternatives[j].strip());
          }
        }
        replace(site, Family.VALUE, text, String.join(" | ", kept));
      }
      return;
    }
    String[] both = text.split("&", -1);
    if (both.length > 1) {
      for (String one : both) {
        replace(site, Family.VALUE, text, one.strip());
      }
      return;
    }
    String sign = SIGNS.stream().filter(text::startsWith).findFirst().orElse("");
    String operand = text.substring(sign.length()).strip();
    for (String other : others(sign)) {
      replace(site, Family.OPERATOR, text, other + operand);
    }
    replace(site, Family.VALUE, text, sign + operand(operand));
  }

  private static String operand(String operand) {
    if (operand.equals("?*")) {
      return "*";
    }
    return operand.contains("*") || operand.contains("?") ? "*" : Constants.other(operand);
  }

  private static void replace(Site site, Family family, String was, String is) {
    if (!was.equals(is)) {
      site.replace(family, Constants.shown(is) + " instead of " + Constants.shown(was), is);
    }
  }
}
