package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.ListSchema;
import java.util.ArrayList;
import java.util.List;

/** Segments of JSON pointers. */
final class PathSegments {

  /**
   * What a path may go on with.
   *
   * @param text as it is written in a path
   */
  record Segment(String text, String detail, int rank) {}

  private PathSegments() {}

  /** What may stand at a path. */
  static Meaning at(Meaning root, String path) {
    Meaning at = root;
    for (String segment : path.isEmpty() ? new String[0] : path.substring(1).split("/", -1)) {
      boolean item = segment.equals("-") || segment.matches("\\d+");
      Meaning list = item ? at.item() : Meaning.UNKNOWN;
      at = list.isUnknown() ? at.under(segment.replace("~1", "/").replace("~0", "~")) : list;
    }
    return at;
  }

  /** The segments below a path that is typed. */
  static List<Segment> below(Meaning root, String path) {
    Meaning at = at(root, path);
    List<Segment> segments = new ArrayList<>();
    if (at.meant().stream().anyMatch(ListSchema.class::isInstance)) {
      segments.add(new Segment("-", "behind the last item", 0));
      segments.add(new Segment("0", "the first item", 1));
    }
    Meaning holder = at;
    at.fields()
        .forEach(
            (name, field) ->
                segments.add(
                    new Segment(
                        name.replace("~", "~0").replace("/", "~1"),
                        FieldDocumentation.detail(field),
                        10 + rank(holder, name, path.isEmpty()))));
    return segments;
  }

  /** Nobody changes what an object is. */
  private static int rank(Meaning holder, String name, boolean top) {
    boolean type = top && (name.equals("apiVersion") || name.equals("kind"));
    return CommonFields.rank(holder.meant(), name) + (type ? CommonFields.UNUSUAL : 0);
  }
}
