package dev.ephor.lsp;

import dev.ephor.ide.impact.ImpactPlaces;
import dev.ephor.ide.impact.ImpactPlaces.Answer;
import dev.ephor.ide.impact.ImpactPlaces.Shown;
import dev.ephor.ide.view.View;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The command {@code ephor.show}: the resources behind a lens. */
final class ShownResources {

  private ShownResources() {}

  static Object show(Question question, Arguments arguments) {
    View view = question.view(arguments.places(question).file());
    Optional<String> flips = arguments.optionalText("flips");
    String policy = arguments.optionalText("policy").orElse("");
    String rule = arguments.optionalText("rule").orElse("");
    Answer answer;
    if (flips.isEmpty()) {
      answer = ImpactPlaces.judged(view, arguments.text("policy"), rule);
    } else {
      answer =
          switch (flips.get()) {
            case "own" -> ImpactPlaces.flips(view, policy, rule);
            case "elsewhere" -> ImpactPlaces.flipsElsewhere(view);
            default -> throw arguments.wrong("takes 'own' or 'elsewhere' as 'flips'");
          };
    }
    return Invocations.json(
        question,
        Map.of(
            "resources",
            answer.shown().stream().map(ShownResources::json).toList(),
            "left",
            answer.left()));
  }

  private static Map<String, Object> json(Shown shown) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("location", shown.place());
    json.put("resource", shown.resource());
    json.put("policy", shown.policy());
    json.put("rule", shown.rule());
    json.put("verdict", shown.verdict());
    json.put("message", shown.message());
    return json;
  }
}
