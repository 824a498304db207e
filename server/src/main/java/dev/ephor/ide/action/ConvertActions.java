package dev.ephor.ide.action;

import dev.ephor.context.HostNames;
import dev.ephor.convert.PolicyConversion;
import dev.ephor.convert.Proof;
import dev.ephor.convert.Prover;
import dev.ephor.convert.RuleConversion;
import dev.ephor.convert.Unconverted;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.ide.view.View;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ClusterPolicy as policies in CEL, in a file beside it, each with what its proof says. */
final class ConvertActions {

  private ConvertActions() {}

  static List<Action> at(View view, Span selection) {
    PlacedDocument document = view.snapshot().documentAt(view.file(), selection.start());
    if (document == null
        || !(document.yaml().root() instanceof MapValue root)
        || !"ClusterPolicy".equals(root.string("kind"))
        || !isAtKind(document, root, selection)) {
      return List.of();
    }
    return List.of(
        new Action(
            "Convert to CEL in a new file",
            Action.Kind.REWRITE,
            Optional.empty(),
            false,
            new Action.Edits(() -> edits(view, document))));
  }

  /** The proof is not cheap, so it is offered only to who looks at what kind of policy it is. */
  private static boolean isAtKind(PlacedDocument document, MapValue root, Span selection) {
    for (String field : List.of("apiVersion", "kind")) {
      Value value = root.child(field);
      if (value != null
          && document.span(value.place(Place.Part.KEY)).start() <= selection.end()
          && selection.start() <= document.span(value.place(Place.Part.VALUE)).end()) {
        return true;
      }
    }
    return false;
  }

  private static List<FileEdit> edits(View view, PlacedDocument document) {
    PolicyConversion conversion = PolicyConversion.of(document.yaml()).orElse(null);
    if (conversion == null) {
      return List.of();
    }
    List<MapValue> manifests = new ArrayList<>();
    for (Judged one : view.snapshot().judged(Edition.TYPED, Cancellation.NEVER)) {
      manifests.add(one.resource().root());
    }
    GivenWorld world =
        GivenWorld.ofApply(
            ValuesFile.NONE, manifests, Clock.systemUTC(), bound -> 0, HostNames.OFFLINE);
    List<String> texts = new ArrayList<>();
    for (RuleConversion rule : conversion.rules()) {
      texts.add(text(conversion, rule, manifests, world));
    }
    FileId file = view.file().resolve(conversion.policy().name() + "-cel.yaml");
    return view.snapshot().text(file) == null
        ? List.of(new FileEdit.Create(file, String.join("---\n", texts)))
        : List.of();
  }

  private static String text(
      PolicyConversion conversion,
      RuleConversion rule,
      List<MapValue> manifests,
      GivenWorld world) {
    StringBuilder text = new StringBuilder();
    for (Unconverted left : rule.left()) {
      text.append("# rule ").append(rule.rule()).append(", not converted: ");
      text.append(left.reason()).append('\n');
    }
    if (rule instanceof RuleConversion.Made made) {
      Proof proof = Prover.prove(conversion.policy(), made, manifests, world);
      if (!proof.holds()) {
        text.append("# the proof found a difference: see ephor convert\n");
      }
      text.append(made.text());
    }
    return text.toString();
  }
}
