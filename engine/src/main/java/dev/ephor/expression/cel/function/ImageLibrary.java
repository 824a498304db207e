package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kyverno's references of images, read as go-containerregistry does. */
public final class ImageLibrary {

  private static final String TYPE = "kyverno.Image";
  private static final String DEFAULT_REGISTRY = "index.docker.io";

  private static final Library LIBRARY =
      new Library(
          "image",
          List.of(
              Overload.global("image(string) -> " + TYPE, a -> image((String) a[0])),
              Overload.global("parseImageReference(string) -> " + TYPE, a -> image((String) a[0])),
              Overload.global("isImage(string) -> bool", a -> parse((String) a[0]) != null),
              Overload.member(
                  TYPE + ".containsDigest() -> bool", a -> !((Image) a[0]).digest().isEmpty()),
              Overload.member(TYPE + ".registry() -> string", a -> ((Image) a[0]).registry()),
              Overload.member(TYPE + ".repository() -> string", a -> ((Image) a[0]).repository()),
              Overload.member(
                  TYPE + ".identifier() -> string", a -> ((Image) a[0]).identifier("", "")),
              Overload.member(
                  TYPE + ".identifierWithSeparator() -> string",
                  a -> ((Image) a[0]).identifier(":", "@")),
              Overload.member(TYPE + ".tag() -> string", a -> ((Image) a[0]).tag()),
              Overload.member(TYPE + ".digest() -> string", a -> ((Image) a[0]).digest())));

  private ImageLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  /** A reference has a tag or a digest; a tag beside a digest is forgotten. */
  private record Image(String registry, String repository, String tag, String digest)
      implements Opaque {
    @Override
    public String typeName() {
      return TYPE;
    }

    String identifier(String beforeTag, String beforeDigest) {
      return digest.isEmpty() ? beforeTag + tag : beforeDigest + digest;
    }
  }

  private static Object image(String text) {
    Image image = parse(text);
    return image == null ? new CelError("could not parse reference: " + text) : image;
  }

  private static @Nullable Image parse(String text) {
    int at = text.indexOf('@');
    String base = at < 0 ? text : text.substring(0, at);
    String digest = at < 0 ? "" : text.substring(at + 1);
    if (at >= 0 && !digest.matches("sha256:[0-9a-f]{64}")) {
      return null;
    }
    String tag = at < 0 ? "latest" : "";
    int colon = base.lastIndexOf(':');
    if (colon > base.lastIndexOf('/')) {
      String given = base.substring(colon + 1);
      if (!given.matches("[A-Za-z0-9_.-]{1,128}")) {
        return null;
      }
      tag = at < 0 ? given : "";
      base = base.substring(0, colon);
    }
    int slash = base.indexOf('/');
    String registry = DEFAULT_REGISTRY;
    String repository = base;
    if (slash >= 0) {
      String first = base.substring(0, slash);
      if (first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost")) {
        registry = first.equals("docker.io") ? DEFAULT_REGISTRY : first;
        repository = base.substring(slash + 1);
      }
    }
    if (!repository.matches("[a-z0-9_./-]{2,255}") || !registry.matches("[^@\\s?#\\\\]+")) {
      return null;
    }
    if (registry.equals(DEFAULT_REGISTRY) && repository.indexOf('/') < 0) {
      repository = "library/" + repository;
    }
    return new Image(registry, repository, tag, digest);
  }
}
