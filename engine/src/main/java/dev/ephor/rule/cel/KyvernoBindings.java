package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.value.MapValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of Kyverno's kinds, by name. An object that is not there is empty rather than null.
 */
final class KyvernoBindings {

  private KyvernoBindings() {}

  static Map<String, @Nullable Object> of(AdmittedObject object, Facts facts) {
    Map<String, @Nullable Object> bindings = new HashMap<>();
    MapValue old = object.shownOld();
    bindings.put("object", object.object() == null ? AdmittedObject.NOTHING : object.shown());
    bindings.put("oldObject", old == null ? AdmittedObject.NOTHING : old);
    bindings.put("request", RequestMap.ofKyverno(object));
    bindings.put("namespaceObject", namespace(object, facts));
    return bindings;
  }

  /** Only what somebody says of a namespace makes it known. */
  static @Nullable MapValue namespace(AdmittedObject object, Facts facts) {
    String name = object.resource().namespace();
    return !name.isEmpty()
            && facts.ask(new Question.Namespace(name)) instanceof Reply.Found found
            && found.value() instanceof MapValue namespace
        ? NamespaceMap.of(namespace)
        : null;
  }
}
