package dev.ephor.expression.cel.function;

import java.util.List;

/** Keys inside JSON pointers, for patches. */
public final class PatchLibrary {

  private static final Library LIBRARY =
      new Library(
          "jsonpatch",
          List.of(
              Overload.global(
                  "jsonpatch.escapeKey(string) -> string",
                  a -> ((String) a[0]).replace("~", "~0").replace("/", "~1"))));

  private PatchLibrary() {}

  public static Library library() {
    return LIBRARY;
  }
}
