package dev.ephor.ide.names;

import dev.ephor.expression.cel.CelVocabulary;
import dev.ephor.ide.names.Name.LocalName;
import dev.ephor.ide.names.Name.LocalName.Sort;
import dev.ephor.ide.names.Name.ObjectName;
import dev.ephor.ide.names.Name.PolicyName;
import dev.ephor.ide.names.Name.RuleName;
import dev.ephor.ide.names.WorkspaceNames.Found;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Renames what a policy gives a name to, everywhere at once or, where that is not safe, not. */
public final class Renaming {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** RFC 1123, as object names have it. */
  private static final Pattern OBJECT =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private static final int LONGEST_OBJECT = 253;
  private static final int LONGEST_RULE = 63;

  /** Variables that every rule has. */
  private static final Set<String> TAKEN =
      Set.of(
          "request",
          "target",
          "element",
          "elementIndex",
          "images",
          "serviceAccountName",
          "serviceAccountNamespace");

  private Renaming() {}

  /** What comes of a wish to rename. */
  public sealed interface Outcome {}

  /**
   * It can be done.
   *
   * @param edits by file, in the order of the text
   */
  public record Edits(Map<FileId, List<TextEdit>> edits) implements Outcome {}

  /**
   * It is not safe.
   *
   * @param reason why, and what to do about it
   */
  public record Refused(String reason) implements Outcome {}

  /** Where the name that could be renamed stands; null where none does. */
  public static @Nullable Span place(
      Snapshot snapshot, FileId file, int offset, Cancellation cancellation) {
    Found found = found(new WorkspaceNames(snapshot, cancellation), file, offset);
    return found == null || found.name() instanceof ObjectName ? null : found.span();
  }

  /** Renames what stands at an offset. */
  public static Outcome rename(
      Snapshot snapshot, FileId file, int offset, String wanted, Cancellation cancellation) {
    WorkspaceNames names = new WorkspaceNames(snapshot, cancellation);
    Found found = found(names, file, offset);
    if (found == null || found.name() instanceof ObjectName) {
      return new Refused(
          "Only policies, rules, context entries and variables of policies can be renamed; there is"
              + " none here.");
    }
    List<Found> given = names.givenFor(found);
    if (given.isEmpty()) {
      return new Refused(
          "The " + found.name().noun() + " " + found.name().text() + " is not in this workspace.");
    }
    List<Found> twins = names.twinsOf(given.get(0));
    if (given.size() > 1 || !twins.isEmpty()) {
      Found other = given.size() > 1 ? given.get(1) : twins.get(0);
      return new Refused(
          "Two things are called "
              + found.name().text()
              + ", so it is not clear which one is meant elsewhere: the other is in "
              + shown(snapshot, other)
              + ".");
    }
    String refusal = refusal(names, snapshot, given.get(0), wanted);
    return refusal == null ? edits(names, given.get(0), wanted) : new Refused(refusal);
  }

  private static @Nullable Found found(WorkspaceNames names, FileId file, int offset) {
    List<Found> found = names.at(file, offset);
    return found.isEmpty() ? null : found.get(0);
  }

  private static Outcome edits(WorkspaceNames names, Found given, String wanted) {
    Map<FileId, List<TextEdit>> edits = new TreeMap<>();
    List<Found> places = new ArrayList<>(names.usesOf(given));
    places.add(given);
    for (Found place : places) {
      boolean whole = place.name().text().equals(given.name().text());
      if (whole) {
        edits
            .computeIfAbsent(place.file(), file -> new ArrayList<>())
            .add(new TextEdit(place.span(), wanted));
      }
    }
    edits.values().forEach(list -> list.sort((a, b) -> a.span().start() - b.span().start()));
    return new Edits(edits);
  }

  private static @Nullable String refusal(
      WorkspaceNames names, Snapshot snapshot, Found given, String wanted) {
    String malformed = malformed(given.name(), wanted);
    if (malformed != null) {
      return malformed;
    }
    Name renamed = with(given.name(), wanted);
    for (Found other : names.near(given.name(), given.document())) {
      if (other.isGiven() && clashes(renamed, other, given)) {
        return "There is already a "
            + renamed.noun()
            + " "
            + wanted
            + " in "
            + shown(snapshot, other)
            + ".";
      }
    }
    for (Found use : names.usesOf(given)) {
      if (!use.name().means(renamed) && !use.name().text().equals(given.name().text())) {
        return "In "
            + shown(snapshot, use)
            + " the pattern "
            + use.name().text()
            + " stands for it, and would not match "
            + wanted
            + "; change that first.";
      }
      String broken = broken(snapshot, use);
      if (broken != null) {
        return broken;
      }
    }
    return broken(snapshot, given);
  }

  private static boolean clashes(Name renamed, Found other, Found given) {
    if (renamed instanceof LocalName local) {
      return other.name() instanceof LocalName with
          && with.sort() == local.sort()
          && with.text().equals(local.text())
          && (encloses(given, with.scope(), local.scope())
              || encloses(given, local.scope(), with.scope()));
    }
    return other.name().means(renamed);
  }

  private static boolean encloses(Found in, int outer, int inner) {
    for (int node = inner; node >= 0; node = in.document().yaml().parent(node)) {
      if (node == outer) {
        return true;
      }
    }
    return false;
  }

  /** A document that is broken may use the name where nobody can see it. */
  private static @Nullable String broken(Snapshot snapshot, Found found) {
    return found.document().yaml().problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .findFirst()
        .map(
            problem ->
                shown(snapshot, found)
                    + " cannot be read as a whole, so a use may be overlooked: "
                    + problem.message())
        .orElse(null);
  }

  private static @Nullable String malformed(Name name, String wanted) {
    if (name instanceof LocalName local) {
      if (!IDENTIFIER.matcher(wanted).matches()) {
        return "The name of a "
            + name.noun()
            + " has letters, digits and _ only, and begins with no digit.";
      }
      if (local.sort() == Sort.CONTEXT_ENTRY && TAKEN.contains(wanted)) {
        return wanted + " is a variable that every rule has.";
      }
      if (local.sort() != Sort.CONTEXT_ENTRY && CelVocabulary.isReserved(wanted)) {
        return wanted + " is a reserved word of CEL.";
      }
    } else if (name instanceof PolicyName) {
      if (!OBJECT.matcher(wanted).matches() || wanted.length() > LONGEST_OBJECT) {
        return "The name of a policy has small letters, digits, - and . only, begins and ends with"
            + " a letter or digit, and is at most "
            + LONGEST_OBJECT
            + " characters long.";
      }
    } else if (wanted.isBlank()
        || wanted.length() > LONGEST_RULE
        || !wanted.strip().equals(wanted)) {
      return "The name of a rule has 1 to "
          + LONGEST_RULE
          + " characters, without blanks around it.";
    }
    return isText(wanted)
        ? null
        : "YAML would not read " + wanted + " as a plain text; choose another name.";
  }

  private static boolean isText(String wanted) {
    return YamlParser.parse(new Source("name"), "name: " + wanted).root() instanceof MapValue map
        && wanted.equals(map.string("name"));
  }

  private static Name with(Name name, String text) {
    if (name instanceof PolicyName policy) {
      return new PolicyName(policy.kinds(), policy.namespace(), text);
    } else if (name instanceof RuleName rule) {
      return new RuleName(rule.policy(), text);
    } else if (name instanceof LocalName local) {
      return new LocalName(local.sort(), local.scope(), text);
    }
    return name;
  }

  private static String shown(Snapshot snapshot, Found found) {
    var text = snapshot.text(found.file());
    int line =
        text == null
            ? 0
            : text.position(found.span().start(), dev.ephor.text.PositionEncoding.UTF_16).line();
    return found.file() + ":" + (line + 1);
  }
}
