package dev.ephor.policy.check;

import dev.ephor.value.Place;
import java.util.function.Consumer;

/** {@code element} and {@code elementIndex} exist inside {@code foreach} only. */
final class LoopElements implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    GoOrder.texts(
        rule.map(),
        TypedJson.type("rules"),
        "",
        text -> {
          if (text.path().contains("/foreach/")) {
            return;
          }
          for (String variable : Template.variables(text.text())) {
            String inner = Template.inner(variable);
            if (inner.startsWith("element")) {
              found.accept(
                  Finding.refusal(
                      text.at().place(text.key() ? Place.Part.KEY : Place.Part.VALUE),
                      "element-outside-foreach",
                      inner + " exists inside foreach only",
                      "variable '"
                          + inner
                          + "' present outside of foreach at path "
                          + text.path()));
            }
          }
        });
  }
}
