package dev.ephor.lsp;

import dev.ephor.ide.view.View;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.testing.CaseChoice;
import dev.ephor.testing.NewCase;
import dev.ephor.testing.NewCases;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The commands that write cases for tests. */
final class CaseCommands {

  private CaseCommands() {}

  /** {@code ephor.addTest}: a manifest as it is. */
  static Object add(Question question, Arguments arguments) {
    return run(question, arguments, false);
  }

  /** {@code ephor.nearMiss}: one of which a rule says the opposite. */
  static Object nearMiss(Question question, Arguments arguments) {
    return run(question, arguments, true);
  }

  private static Object run(Question question, Arguments arguments, boolean nearMiss) {
    TextPlaces places = arguments.places(question);
    View view = question.view(places.file());
    String rule = arguments.optionalText("rule").orElse("");
    PlacedDocument policy = policy(view, arguments, arguments.text("policy"));
    NewCases cases = new NewCases(view.snapshot(), view.tests(), policy, view.cancellation());
    Optional<PlacedDocument> manifest = manifest(question, arguments);
    NewCase made =
        manifest
            .map(one -> nearMiss ? cases.nearMiss(one, rule) : cases.manifest(one))
            .orElseGet(
                () ->
                    CaseChoice.of(
                        view.snapshot(),
                        view.tests(),
                        policy,
                        rule,
                        one -> nearMiss ? cases.nearMiss(one, rule) : cases.manifest(one),
                        view.cancellation()));
    if (made instanceof NewCase.Refused refused) {
      throw arguments.wrong("cannot add a test: " + refused.reason());
    }
    NewCase.Written written = (NewCase.Written) made;
    if (!arguments.flag("preview")) {
      WorkspaceEdits.apply(
          question,
          written.title(),
          written.edits(),
          reason -> question.session().log().info("No test was added: " + reason));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("title", written.title());
    answer.put("test", written.test());
    answer.put("change", written.change());
    answer.put("expectations", written.expectations());
    return Invocations.json(question, answer);
  }

  private static PlacedDocument policy(View view, Arguments arguments, String name) {
    for (PlacedDocument document : view.snapshot().documents(view.file())) {
      if (PolicyReader.isPolicy(document.yaml().root())
          && document.yaml().root() instanceof MapValue root) {
        Policy policy = PolicyReader.read(root).policy();
        if (policy != null && (policy.qualifiedName().equals(name) || policy.name().equals(name))) {
          return document;
        }
      }
    }
    throw arguments.wrong("finds no policy " + name + " in this file");
  }

  private static Optional<PlacedDocument> manifest(Question question, Arguments arguments) {
    Optional<String> uri = arguments.optionalText("manifest");
    if (uri.isEmpty()) {
      return Optional.empty();
    }
    TextPlaces places = arguments.places(question, uri.get());
    int offset = arguments.line(places).orElse(0);
    PlacedDocument found = question.moment().snapshot().documentAt(places.file(), offset);
    if (found == null) {
      throw arguments.wrong("finds no manifest in that line of " + uri.get());
    }
    return Optional.of(found);
  }
}
