package dev.ephor.evaluation;

import dev.ephor.policy.RuleBody;

/** When a rule has its turn. The rules of one stage keep the order of the text. */
enum Stage {
  MUTATE,
  VERIFY_IMAGES,
  VALIDATE,
  GENERATE;

  static Stage of(RuleBody body) {
    if (body instanceof RuleBody.Mutate) {
      return MUTATE;
    } else if (body instanceof RuleBody.VerifyImages) {
      return VERIFY_IMAGES;
    }
    return body instanceof RuleBody.Generate ? GENERATE : VALIDATE;
  }
}
