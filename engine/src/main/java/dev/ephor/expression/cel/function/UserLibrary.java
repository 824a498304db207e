package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kyverno's reading of user names. */
public final class UserLibrary {

  private static final String PREFIX = "system:serviceaccount:";

  private static final Library LIBRARY =
      new Library(
          "user",
          List.of(
              Overload.global(
                  "parseServiceAccount(string) -> user.ServiceAccount", a -> parse((String) a[0])),
              Overload.global(
                  "user.parseServiceAccount(string) -> user.ServiceAccount",
                  a -> parse((String) a[0]))));

  private UserLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private record ServiceAccount(String namespace, String name) implements Fields {
    @Override
    public String typeName() {
      return "user.ServiceAccount";
    }

    @Override
    public @Nullable Object field(String field) {
      return switch (field) {
        case "Namespace" -> namespace;
        case "Name" -> name;
        default -> null;
      };
    }
  }

  /** Whoever is no service account has an empty namespace and an empty name. */
  private static ServiceAccount parse(String user) {
    if (!user.startsWith(PREFIX)) {
      return new ServiceAccount("", "");
    }
    String rest = user.substring(PREFIX.length());
    int colon = rest.indexOf(':');
    return colon < 0
        ? new ServiceAccount("", "")
        : new ServiceAccount(rest.substring(0, colon), rest.substring(colon + 1));
  }
}
