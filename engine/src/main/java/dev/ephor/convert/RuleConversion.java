package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import java.util.List;

/** What became of one rule. */
public sealed interface RuleConversion {

  /** The rule's name. */
  String rule();

  /** What has no counterpart; empty where everything has. */
  List<Unconverted> left();

  /**
   * A policy in CEL.
   *
   * @param kind the policy's
   * @param name the policy's
   * @param text its document, which ends with a line feed
   * @param types the kinds that it is about, as far as they are known
   */
  record Made(
      String rule,
      String kind,
      String name,
      String text,
      List<GroupVersionKind> types,
      List<Unconverted> left)
      implements RuleConversion {
    public Made {
      types = List.copyOf(types);
      left = List.copyOf(left);
    }
  }

  /** Nothing was made, because of one clause. */
  record Kept(String rule, Unconverted why) implements RuleConversion {
    @Override
    public List<Unconverted> left() {
      return List.of(why);
    }
  }
}
