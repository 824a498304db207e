package dev.ephor.cli.check;

/** When output is coloured; the names are what users type. */
public enum Colour {
  auto,
  always,
  never;

  /** Which colours there are. */
  public Palette on(Terminal terminal) {
    boolean coloured =
        switch (this) {
          case always -> true;
          case never -> false;
          case auto -> terminal.outIsTerminal() && !terminal.noColour();
        };
    return coloured ? Palette.COLOURED : Palette.PLAIN;
  }
}
