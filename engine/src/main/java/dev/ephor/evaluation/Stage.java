package dev.ephor.evaluation;

import dev.ephor.policy.RuleBody;
import java.util.List;

/** When a rule has its turn. The rules of one stage keep the order of the text. */
public enum Stage {
  MUTATE,
  VERIFY_IMAGES,
  VALIDATE,
  GENERATE,
  /** Not a part of admission: what a schedule does later. */
  CLEAN_UP;

  /** The stages of admission, in their order. */
  static final List<Stage> IN_ORDER = List.of(MUTATE, VERIFY_IMAGES, VALIDATE, GENERATE);

  static Stage of(RuleBody body) {
    if (body instanceof RuleBody.Mutate) {
      return MUTATE;
    } else if (body instanceof RuleBody.VerifyImages) {
      return VERIFY_IMAGES;
    }
    return body instanceof RuleBody.Generate ? GENERATE : VALIDATE;
  }
}
