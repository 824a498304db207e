package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import java.util.List;
import java.util.function.Function;

/**
 * Who has signed images, and what is stated of them.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/image-validating-policy/">Kyverno:
 *     ImageValidatingPolicy</a>
 */
public final class ImageVerifyLibrary {

  private static final Library LIBRARY =
      new Library(
          "kyverno.imageverify",
          List.of(
              Overload.asking(
                  "verifyImageSignatures(string, list(dyn)) -> int",
                  (a, world) ->
                      with(world, checks -> checks.signatures((String) a[0], (List<?>) a[1]))),
              Overload.asking(
                  "verifyAttestationSignatures(string, string, list(dyn)) -> int",
                  (a, world) ->
                      with(
                          world,
                          checks ->
                              checks.statements((String) a[0], (String) a[1], (List<?>) a[2]))),
              Overload.asking(
                  "getImageData(string) -> dyn",
                  (a, world) -> with(world, checks -> checks.data((String) a[0]))),
              Overload.asking(
                  "extractPayload(string, string) -> dyn",
                  (a, world) ->
                      with(world, checks -> checks.payload((String) a[0], (String) a[1])))));

  private ImageVerifyLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static Object with(Evaluation world, Function<ImageChecks, Object> asked) {
    ImageChecks checks = world.images();
    return checks == null ? new CelError("images cannot be verified here") : asked.apply(checks);
  }
}
