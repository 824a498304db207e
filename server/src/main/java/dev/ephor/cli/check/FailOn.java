package dev.ephor.cli.check;

import dev.ephor.text.Severity;

/** From which severity on a diagnostic makes the check fail. The names are what users type. */
enum FailOn {
  error,
  warning,
  never;

  boolean reachedBy(Severity severity) {
    return switch (this) {
      case error -> severity == Severity.ERROR;
      case warning -> severity == Severity.ERROR || severity == Severity.WARNING;
      case never -> false;
    };
  }
}
