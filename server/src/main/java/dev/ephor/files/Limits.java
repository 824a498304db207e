package dev.ephor.files;

/** How much of a file system is looked at. Each limit is told where it is met. */
public final class Limits {

  /** A larger file is not read: no person typed it. */
  public static final int FILE_BYTES = 32 * 1024 * 1024;

  /**
   * More files than this under one folder are not read: it is somebody's home, not a repository.
   */
  public static final int FILES = 100_000;

  /** Folders below each other. */
  public static final int DEPTH = 100;

  private Limits() {}
}
