package dev.ephor.workspace;

/** Which texts of policies and exceptions count. Resources are always those that are typed. */
public enum Edition {
  /** The texts as they are in the editor, or on disk where it shows none. */
  TYPED,
  /** The texts as they are on disk: what was saved last. */
  SAVED
}
