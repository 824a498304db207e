package dev.ephor.workspace;

import java.util.List;

/**
 * Which files may hold what. An empty list restricts nothing.
 *
 * @param policies files whose policies count
 * @param resources files whose resources are judged
 * @param exceptions files whose exceptions count
 */
public record FileRoles(List<Scope> policies, List<Scope> resources, List<Scope> exceptions) {

  /** Every file may hold anything. */
  public static final FileRoles ANY = new FileRoles(List.of(), List.of(), List.of());

  public FileRoles {
    policies = List.copyOf(policies);
    resources = List.copyOf(resources);
    exceptions = List.copyOf(exceptions);
  }

  /**
   * Files below a folder.
   *
   * @param root the folder
   * @param glob a pattern for paths relative to it
   */
  public record Scope(FileId root, PathGlob glob) {
    boolean contains(FileId file) {
      String prefix = root.path().endsWith("/") ? root.path() : root.path() + "/";
      return file.path().startsWith(prefix) && glob.matches(file.path().substring(prefix.length()));
    }
  }

  boolean mayHoldPolicies(FileId file) {
    return contains(policies, file);
  }

  boolean mayHoldResources(FileId file) {
    return contains(resources, file);
  }

  boolean mayHoldExceptions(FileId file) {
    return contains(exceptions, file);
  }

  private static boolean contains(List<Scope> scopes, FileId file) {
    if (scopes.isEmpty()) {
      return true;
    }
    for (Scope scope : scopes) {
      if (scope.contains(file)) {
        return true;
      }
    }
    return false;
  }
}
