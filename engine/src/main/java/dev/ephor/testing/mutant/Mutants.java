package dev.ephor.testing.mutant;

import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.schema.Schemas;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The small changes of a policy that tests should notice. */
public final class Mutants {

  /** Every sort of change. A new one is a file and a line here. */
  private static final List<Consumer<Site>> FAMILIES =
      List.of(
          ConditionMutants::at,
          PatternMutants::at,
          ClauseMutants::at,
          MatchMutants::at,
          JsonPatchMutants::at,
          CelMutants::at);

  private Mutants() {}

  /**
   * The changes of a document, in the order of its text, each once. Some of them make no policy any
   * more, or the same one.
   *
   * @return none for a document that is no policy
   */
  public static List<Mutant> of(YamlDocument document) {
    if (!PolicyReader.isPolicy(document.root())) {
      return List.of();
    }
    List<Mutant> found = new ArrayList<>();
    Map<Integer, Dialect> dialects = new HashMap<>();
    Meanings.walk(
        document.root(),
        Schemas.BUILT_IN,
        (value, key, meaning) -> {
          int node = value.node();
          dialects.put(node, meaning.dialect());
          Dialect inside = dialects.getOrDefault(document.parent(node), Dialect.PLAIN);
          NodePath path = NodePath.of(document, node);
          boolean inSpec = !path.steps().isEmpty() && "spec".equals(path.steps().get(0).key());
          if (inSpec && path.value() == value) {
            Site site = new Site(document, path, meaning, inside, found);
            FAMILIES.forEach(family -> family.accept(site));
          }
        });
    Map<Object, Mutant> unique = new LinkedHashMap<>();
    found.forEach(mutant -> unique.putIfAbsent(mutant.edit(), mutant));
    return unique.values().stream()
        .sorted(Comparator.comparingInt(mutant -> mutant.span().start()))
        .toList();
  }
}
