package dev.ephor.cli.apply;

/** Options or input with which the command cannot go on; the message is for the user. */
final class Unusable extends Exception {

  private static final long serialVersionUID = 1L;

  Unusable(String message) {
    super(message);
  }
}
