package dev.ephor.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.List;
import org.eclipse.lsp4j.ConfigurationItem;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.DidChangeConfigurationParams;

/** {@code workspace/didChangeConfiguration}, and asking for settings where clients want that. */
final class SettingsSync {

  static final String SECTION = "ephor";

  /** How a client is asked for its settings. */
  static final String REQUEST = "workspace/configuration";

  private SettingsSync() {}

  static void changed(Session session, DidChangeConfigurationParams params) {
    if (session.client().answersConfiguration()) {
      ask(session); // such clients send nothing or only a part
    } else if (params.getSettings() instanceof JsonElement settings) {
      apply(session, settings);
    }
  }

  static void ask(Session session) {
    ConfigurationItem item = new ConfigurationItem();
    item.setSection(SECTION);
    session.askClient(
        REQUEST,
        new ConfigurationParams(List.of(item)),
        answer -> {
          if (answer instanceof JsonArray array && !array.isEmpty()) {
            apply(session, array.get(0));
          }
        });
  }

  private static void apply(Session session, JsonElement given) {
    Settings before = session.settings();
    Settings after = Settings.of(given);
    if (!after.equals(before)) {
      session.settings(after);
      session.showAgain();
    }
  }
}
