package dev.ephor.ide.focus;

import dev.ephor.autogen.GeneratedNames;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule as it stands in a file.
 *
 * @param name empty for policies whose kind has no rules
 * @param span the name, or the policy's
 */
public record WrittenRule(String name, Span span) {

  /** The rules of a policy, in order; one without a name for policies that have none. */
  public static List<WrittenRule> of(WorkspacePolicy policy) {
    MapValue spec = policy.root().map("spec");
    ListValue rules = spec == null ? null : spec.list("rules");
    List<WrittenRule> written = new ArrayList<>();
    for (Value rule : rules == null ? List.<Value>of() : rules.values()) {
      Value name = rule instanceof MapValue map ? map.child("name") : null;
      if (name != null && name.asString() != null) {
        Span span = policy.document().span(name.place(Place.Part.VALUE));
        written.add(new WrittenRule(String.valueOf(name.toJava()), span));
      }
    }
    if (rules == null) {
      MapValue metadata = policy.root().map("metadata");
      Value name = metadata == null ? null : metadata.child("name");
      Place place =
          name == null ? policy.root().place(Place.Part.KEY) : name.place(Place.Part.VALUE);
      written.add(new WrittenRule("", policy.document().span(place)));
    }
    return written;
  }

  /** Whether a reported rule is the written one, or generated from it. */
  public static boolean means(String written, String reported) {
    return written.isEmpty()
        || reported.equals(written)
        || GeneratedNames.of(written).contains(reported);
  }
}
