package dev.ephor.ide.lens;

import dev.ephor.ide.command.Invocation;
import dev.ephor.ide.preview.PreviewPlaces;
import dev.ephor.ide.preview.PreviewPlaces.Touched;
import dev.ephor.ide.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Above resources that policies would change, and policies that change resources: the preview. */
final class PreviewLenses {

  /** The command that answers a preview. */
  static final String PREVIEW = "ephor.preview";

  private PreviewLenses() {}

  static List<Lens> of(View view) {
    List<Lens> lenses = new ArrayList<>();
    for (Touched touched : PreviewPlaces.resources(view)) {
      lenses.add(
          new Lens(
              touched.name(),
              words(touched) + ": preview",
              Optional.of(new Invocation(PREVIEW, Map.of("uri", view.file())))));
    }
    for (PreviewPlaces.Acting policy : PreviewPlaces.policies(view)) {
      lenses.add(
          new Lens(
              policy.name(),
              "preview on manifests",
              Optional.of(
                  new Invocation(PREVIEW, Map.of("uri", view.file(), "policy", policy.key())))));
    }
    return lenses;
  }

  private static String words(Touched touched) {
    List<String> words = new ArrayList<>();
    if (touched.rules() > 0) {
      words.add("changed by " + touched.rules() + (touched.rules() == 1 ? " rule" : " rules"));
    }
    if (touched.made() > 0) {
      words.add("makes " + touched.made() + (touched.made() == 1 ? " resource" : " resources"));
    }
    if (touched.deleted()) {
      words.add("deleted on a schedule");
    }
    return String.join(", ", words);
  }
}
