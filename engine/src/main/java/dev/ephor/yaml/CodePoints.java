package dev.ephor.yaml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns the code point indices of the YAML library into UTF-16 offsets. */
final class CodePoints {

  /** The code point index of every character beyond the basic plane, or null if there is none. */
  private final int @Nullable [] supplementary;

  private CodePoints(int @Nullable [] supplementary) {
    this.supplementary = supplementary;
  }

  static CodePoints of(String text) {
    int[] found = new int[0];
    int count = 0;
    for (int i = 0; i + 1 < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        if (count == found.length) {
          found = Arrays.copyOf(found, Math.max(8, count * 2));
        }
        found[count] = i - count;
        count++;
        i++;
      }
    }
    return new CodePoints(count == 0 ? null : Arrays.copyOf(found, count));
  }

  int toUtf16(int codePointIndex) {
    if (supplementary == null) {
      return codePointIndex;
    }
    int at = Arrays.binarySearch(supplementary, codePointIndex);
    return codePointIndex + (at >= 0 ? at : -at - 1);
  }
}
