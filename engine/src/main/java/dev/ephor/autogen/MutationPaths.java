package dev.ephor.autogen;

import java.util.List;

/**
 * Makes an expression about a pod, or one that makes a partial pod, be about the pod's owner. It is
 * a replacement of text, as in the reference, with what it gets wrong: a partial object that names
 * {@code Object.metadata} is wrapped into a template but keeps that name.
 *
 * @param owner the path from the owner to the pod, such as {@code spec.template}
 */
record MutationPaths(String owner) {

  private static final String START = "Object{";
  private static final List<String> METADATA = List.of("labels", "annotations");

  String moved(String expression) {
    String moved = expression;
    for (String object : List.of("object.", "Object.")) {
      moved = moved.replace(object + "spec", object + owner + ".spec");
    }
    for (String part : METADATA) {
      for (String object : List.of("object.", "Object.")) {
        moved = moved.replace(object + "metadata." + part, object + owner + ".metadata." + part);
      }
    }
    String made = moved.strip();
    if (!made.startsWith(START)) {
      return moved;
    }
    int end = closing(made);
    return end <= START.length()
        ? moved
        : opening() + made.substring(START.length(), end) + closings() + made.substring(end + 1);
  }

  /** Where the brace that opens the object is closed; quotes are not looked at. */
  private static int closing(String text) {
    int open = 1;
    for (int i = START.length(); i < text.length(); i++) {
      char c = text.charAt(i);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return -1;
  }

  private String opening() {
    StringBuilder text = new StringBuilder(START);
    StringBuilder path = new StringBuilder("Object");
    for (String step : owner.split("\\.", -1)) {
      path.append('.').append(step);
      text.append(step).append(": ").append(path).append('{');
    }
    return text.toString();
  }

  private String closings() {
    return "}".repeat((int) owner.chars().filter(c -> c == '.').count() + 2);
  }
}
