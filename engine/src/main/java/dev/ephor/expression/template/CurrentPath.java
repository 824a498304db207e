package dev.ephor.expression.template;

import dev.ephor.value.GoJson;
import java.util.ArrayList;
import java.util.List;

/** What the variable {@code @} stands for: the place in the resource that it has in the pattern. */
final class CurrentPath {

  private CurrentPath() {}

  /**
   * The expression for {@code @} at a path. The reference leaves out what precedes {@code foreach},
   * and then two steps, which were once the rule's and the pattern's.
   */
  static String at(String path) {
    List<String> steps = steps(path);
    steps = steps.subList(steps.indexOf("foreach") + 1, steps.size());
    steps = steps.size() > 2 ? steps.subList(2, steps.size()) : List.of();
    StringBuilder expression = new StringBuilder("request.object");
    for (String step : steps) {
      if (!step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9')) {
        expression.append('[').append(step).append(']');
      } else if (step.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        expression.append('.').append(step);
      } else {
        expression.append('.').append(GoJson.quote(step));
      }
    }
    return expression.toString();
  }

  /** The steps of a path; a slash inside a key has a backslash before it. */
  static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' && i + 1 < path.length()) {
        step.append(path.charAt(++i));
      } else if (c == '/') {
        if (step.length() > 0) {
          steps.add(step.toString());
        }
        step.setLength(0);
      } else {
        step.append(c);
      }
    }
    if (step.length() > 0) {
      steps.add(step.toString());
    }
    return steps;
  }
}
