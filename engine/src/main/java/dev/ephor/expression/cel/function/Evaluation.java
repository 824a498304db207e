package dev.ephor.expression.cel.function;

import dev.ephor.context.Facts;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/** What a function may ask for, and do, while an expression is evaluated. */
public interface Evaluation {

  /** The world. */
  Facts facts();

  /** The namespace of the policy; empty where it stands in none. */
  default String namespace() {
    return "";
  }

  /** What is known of images; null where nothing can be. */
  default @Nullable ImageChecks images() {
    return null;
  }

  /** Generates an object in a namespace. */
  default void generate(String namespace, Value object) {
    throw new IllegalStateException("nothing is generated here");
  }
}
