package dev.ephor.expression.jmespath;

import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Paths of files. */
final class PathFunctions {

  private PathFunctions() {}

  /** The shortest path to the same place; an empty text stays empty. */
  static Value canonicalize(Invocation call) {
    String path = call.string(0);
    if (path.isEmpty()) {
      return call.value(0);
    }
    boolean rooted = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      boolean up = part.equals("..");
      int last = parts.size() - 1;
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (up && last >= 0 && !parts.get(last).equals("..")) {
        parts.remove(last);
      } else if (!up || !rooted) {
        parts.add(part);
      }
    }
    String joined = (rooted ? "/" : "") + String.join("/", parts);
    return call.made(joined.isEmpty() ? "." : joined);
  }
}
