package dev.ephor.preview;

import dev.ephor.workspace.FileId;
import java.util.List;
import java.util.Optional;

/**
 * A resource that a rule makes because of another.
 *
 * @param rule who makes it, such as {@code defaults/deny-all}
 * @param trigger for which resource, such as {@code Namespace team-a}
 * @param name such as {@code NetworkPolicy team-a/deny-all}
 * @param text the whole resource as YAML
 * @param source the resource that it is a copy of, and the file that holds that
 * @param synchronisation what becomes of it later, in a sentence
 * @param existing the resource of the same name that is there already
 */
public record Made(
    String rule,
    String trigger,
    String name,
    String text,
    Optional<Source> source,
    String synchronisation,
    Optional<Existing> existing) {

  /**
   * Where a copy comes from.
   *
   * @param name such as {@code Secret default/registry}
   */
  public record Source(String name, FileId file) {}

  /**
   * A manifest of what would be made.
   *
   * @param file the file that holds it
   * @param lines what synchronisation would make of it; empty where it stays as it is
   */
  public record Existing(FileId file, List<DiffLine> lines) {
    public Existing {
      lines = List.copyOf(lines);
    }
  }
}
