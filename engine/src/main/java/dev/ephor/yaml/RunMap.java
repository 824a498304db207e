package dev.ephor.yaml;

import java.util.Arrays;

/**
 * A source map kept as runs. In a run either each unit stands for itself, or all its units stand
 * for one escape, fold or the like.
 */
final class RunMap implements SourceMap {

  private final int[] decodedStarts;
  private final int[] sourceStarts;
  private final int[] sourceEnds;
  private final int length;
  private final int end;

  private RunMap(int[] decodedStarts, int[] sourceStarts, int[] sourceEnds, int length, int end) {
    this.decodedStarts = decodedStarts;
    this.sourceStarts = sourceStarts;
    this.sourceEnds = sourceEnds;
    this.length = length;
    this.end = end;
  }

  @Override
  public int toSource(int decoded) {
    if (decoded >= length) {
      return end;
    }
    int offset = Math.max(0, decoded);
    int run = run(offset);
    return isVerbatim(run) ? sourceStarts[run] + offset - decodedStarts[run] : sourceStarts[run];
  }

  @Override
  public int endInSource(int decoded) {
    if (decoded <= 0 || length == 0) {
      return toSource(0);
    }
    int last = Math.min(decoded, length) - 1;
    int run = run(last);
    return isVerbatim(run) ? sourceStarts[run] + last + 1 - decodedStarts[run] : sourceEnds[run];
  }

  private int run(int decoded) {
    int found = Arrays.binarySearch(decodedStarts, decoded);
    return found >= 0 ? found : -found - 2;
  }

  private boolean isVerbatim(int run) {
    int next = run + 1 < decodedStarts.length ? decodedStarts[run + 1] : length;
    return next - decodedStarts[run] == sourceEnds[run] - sourceStarts[run];
  }

  /** Collects decoded text and where it comes from. */
  static final class Builder {
    private final StringBuilder decoded = new StringBuilder();
    private final int start;
    private int[] runs = new int[12];
    private int count;

    /**
     * @param start where an empty scalar's content would stand
     */
    Builder(int start) {
      this.start = start;
    }

    /** Adds units of the source that stand for themselves. */
    void verbatim(String text, int from, int to) {
      if (from < to) {
        run(from, to);
        decoded.append(text, from, to);
      }
    }

    /** Adds text for which a stretch of the source stands as a whole. */
    void replaced(String by, int from, int to) {
      if (by.length() == to - from && by.length() > 1) {
        // Of the same length, it would look verbatim: unit by unit it does not.
        run(from, to);
        decoded.append(by, 0, 1);
        run(from, to);
        decoded.append(by, 1, by.length());
        return;
      }
      run(from, to);
      decoded.append(by);
    }

    Decoded build() {
      int[] decodedStarts = new int[count];
      int[] sourceStarts = new int[count];
      int[] sourceEnds = new int[count];
      for (int i = 0; i < count; i++) {
        decodedStarts[i] = runs[i * 3];
        sourceStarts[i] = runs[i * 3 + 1];
        sourceEnds[i] = runs[i * 3 + 2];
      }
      int end = count == 0 ? start : sourceEnds[count - 1];
      String text = decoded.toString();
      return new Decoded(
          text, new RunMap(decodedStarts, sourceStarts, sourceEnds, text.length(), end));
    }

    private void run(int from, int to) {
      if ((count + 1) * 3 > runs.length) {
        runs = Arrays.copyOf(runs, runs.length * 2);
      }
      runs[count * 3] = decoded.length();
      runs[count * 3 + 1] = from;
      runs[count * 3 + 2] = to;
      count++;
    }
  }

  /**
   * A scalar's text and where it comes from.
   *
   * @param text as the YAML library gives it
   * @param map from {@code text} to the document
   */
  record Decoded(String text, SourceMap map) {}
}
