package dev.ephor.expression.cel.function;

import dev.ephor.context.Question;
import dev.ephor.context.Question.ServiceCall.Caller;
import dev.ephor.context.Reply;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Message;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.expression.cel.value.PlainValues;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens and the sets of keys that verify them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519: JSON Web Token</a>
 */
public final class TokenLibrary {

  private static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);
  private static final Library LIBRARY =
      new Library(
          "kyverno.jwt",
          List.of(
              Overload.asking(
                  "jwt.Decode(string, string) -> jwt.Token",
                  (a, world) ->
                      decode((String) a[0], List.of(WebKey.shared((String) a[1])), world)),
              Overload.asking(
                  "jwt.Decode(string, jwk.Set) -> jwt.Token",
                  (a, world) -> decode((String) a[0], ((KeySet) a[1]).keys(), world)),
              Overload.asking(
                  "jwks.Fetch(string) -> jwk.Set", (a, world) -> fetch((String) a[0], world))));

  private TokenLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  /** Keys that were fetched. */
  private record KeySet(List<WebKey> keys) implements Opaque {
    @Override
    public String typeName() {
      return "jwk.Set";
    }
  }

  private static Object fetch(String url, Evaluation world) {
    Reply reply =
        world.facts().ask(new Question.ServiceCall("GET", url, Map.of(), NOTHING, "", Caller.KEYS));
    if (!(reply instanceof Reply.Found found)) {
      String reason = reply instanceof Reply.Failed failed ? failed.reason() : "no network";
      return new CelError("failed to fetch \"" + url + "\": " + reason);
    }
    ListValue keys = found.value() instanceof MapValue map ? map.list("keys") : null;
    return new KeySet(
        (keys == null ? List.<Value>of() : keys.values())
            .stream()
                .map(item -> item instanceof MapValue map ? WebKey.read(map) : null)
                .filter(Objects::nonNull)
                .toList());
  }

  private static Object decode(String token, List<WebKey> keys, Evaluation world) {
    String[] parts = token.strip().split("[.]", -1);
    MapValue header = parts.length == 3 ? map(parts[0]) : null;
    MapValue claims = parts.length == 3 ? map(parts[1]) : null;
    if (header == null || claims == null) {
      return new CelError("failed to parse token: it is no JSON Web Token");
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    byte[] signature = WebKey.unpacked(parts[2]);
    String algorithm = Objects.requireNonNullElse(header.string("alg"), "");
    String id = Objects.requireNonNullElse(header.string("kid"), "");
    boolean verified =
        keys.stream()
            .filter(key -> keys.size() == 1 || key.id().equals(id))
            .anyMatch(key -> key.verifies(algorithm, signed, signature));
    if (!verified) {
      return new CelError("could not verify message using any of the signatures or keys");
    } else if (claims.child("aud") != null) {
      // The reference cannot hold the list that an audience becomes.
      return new CelError("proto: invalid type: []string");
    }
    long now = world.facts().ask(new Question.Time()).instant().getEpochSecond();
    return Message.of("jwt.Token")
        .with("Claims", PlainValues.withDoubles(claims))
        .with("Valid", isValid(claims, now));
  }

  /** Not over, and begun. */
  private static boolean isValid(MapValue claims, long now) {
    return time(claims, "exp", Long.MAX_VALUE) > now
        && time(claims, "nbf", Long.MIN_VALUE) <= now
        && time(claims, "iat", Long.MIN_VALUE) <= now;
  }

  private static long time(MapValue claims, String name, long otherwise) {
    Object content = claims.child(name) instanceof Scalar scalar ? scalar.content() : null;
    return content instanceof Number number ? number.longValue() : otherwise;
  }

  private static @Nullable MapValue map(String part) {
    try {
      String json = new String(WebKey.unpacked(part), StandardCharsets.UTF_8);
      return GoJsonReader.read(json) instanceof MapValue map ? map : null;
    } catch (JsonException broken) {
      return null;
    }
  }
}
