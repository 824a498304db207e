package dev.ephor.expression.cel.function;

import dev.ephor.context.Question;
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
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens and the sets of keys that verify them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519: JSON Web Token</a>
 */
public final class TokenLibrary {

  private static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);
  private static final Map<String, String> HMAC =
      Map.of("HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512");
  private static final Map<String, String> RSA =
      Map.of("RS256", "SHA256withRSA", "RS384", "SHA384withRSA", "RS512", "SHA512withRSA");

  private static final Library LIBRARY =
      new Library(
          "kyverno.jwt",
          List.of(
              Overload.asking(
                  "jwt.Decode(string, string) -> jwt.Token",
                  (a, world) -> decode((String) a[0], List.of(secret((String) a[1])), world)),
              Overload.asking(
                  "jwt.Decode(string, jwk.Set) -> jwt.Token",
                  (a, world) -> decode((String) a[0], ((KeySet) a[1]).keys(), world)),
              Overload.asking(
                  "jwks.Fetch(string) -> jwk.Set", (a, world) -> fetch((String) a[0], world))));

  private TokenLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  /**
   * A key.
   *
   * @param secret of a shared key; null of a public one
   * @param open of a public key; null of a shared one
   * @param id by which tokens name it; empty for none
   */
  private record Key(byte @Nullable [] secret, @Nullable PublicKey open, String id) {}

  /** Keys that were fetched. */
  private record KeySet(List<Key> keys) implements Opaque {
    @Override
    public String typeName() {
      return "jwk.Set";
    }
  }

  private static Key secret(String text) {
    return new Key(text.getBytes(StandardCharsets.UTF_8), null, "");
  }

  private static Object fetch(String url, Evaluation world) {
    Reply reply =
        world.facts().ask(new Question.ServiceCall("GET", url, Map.of(), NOTHING, "", true, false));
    if (!(reply instanceof Reply.Found found)) {
      String reason = reply instanceof Reply.Failed failed ? failed.reason() : "no network";
      return new CelError("failed to fetch \"" + url + "\": " + reason);
    }
    ListValue keys = found.value() instanceof MapValue map ? map.list("keys") : null;
    return new KeySet(
        (keys == null ? List.<Value>of() : keys.values())
            .stream()
                .map(item -> item instanceof MapValue map ? publicKey(map) : null)
                .filter(Objects::nonNull)
                .toList());
  }

  private static @Nullable Key publicKey(MapValue written) {
    String id = Objects.requireNonNullElse(written.string("kid"), "");
    byte[] modulus = unpacked(written.string("n"));
    byte[] exponent = unpacked(written.string("e"));
    byte[] shared = unpacked(written.string("k"));
    try {
      if (shared.length > 0) {
        return new Key(shared, null, id);
      } else if (modulus.length == 0 || exponent.length == 0) {
        return null;
      }
      PublicKey key =
          KeyFactory.getInstance("RSA")
              .generatePublic(
                  new RSAPublicKeySpec(new BigInteger(1, modulus), new BigInteger(1, exponent)));
      return new Key(null, key, id);
    } catch (GeneralSecurityException unusable) {
      return null;
    }
  }

  private static Object decode(String token, List<Key> keys, Evaluation world) {
    String[] parts = token.strip().split("[.]", -1);
    MapValue header = parts.length == 3 ? map(parts[0]) : null;
    MapValue claims = parts.length == 3 ? map(parts[1]) : null;
    if (header == null || claims == null) {
      return new CelError("failed to parse token: it is no JSON Web Token");
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    byte[] signature = unpacked(parts[2]);
    String algorithm = Objects.requireNonNullElse(header.string("alg"), "");
    String id = Objects.requireNonNullElse(header.string("kid"), "");
    boolean verified =
        keys.stream()
            .filter(key -> keys.size() == 1 || key.id().equals(id))
            .anyMatch(key -> verifies(key, algorithm, signed, signature));
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

  private static boolean verifies(Key key, String algorithm, byte[] signed, byte[] signature) {
    try {
      byte[] shared = key.secret();
      if (shared != null && shared.length > 0 && HMAC.containsKey(algorithm)) {
        Mac mac = Mac.getInstance(HMAC.get(algorithm));
        mac.init(new SecretKeySpec(shared, HMAC.get(algorithm)));
        return MessageDigest.isEqual(mac.doFinal(signed), signature);
      }
      PublicKey open = key.open();
      if (open == null || !RSA.containsKey(algorithm)) {
        return false;
      }
      Signature check = Signature.getInstance(RSA.get(algorithm));
      check.initVerify(open);
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException unusable) {
      return false;
    }
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
      String json = new String(unpacked(part), StandardCharsets.UTF_8);
      return GoJsonReader.read(json) instanceof MapValue map ? map : null;
    } catch (JsonException broken) {
      return null;
    }
  }

  private static byte[] unpacked(@Nullable String text) {
    try {
      return text == null ? new byte[0] : Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException broken) {
      return new byte[0];
    }
  }
}
