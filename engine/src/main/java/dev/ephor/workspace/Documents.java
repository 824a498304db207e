package dev.ephor.workspace;

import dev.ephor.text.SourceText;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of a text and where they begin. An edit keeps every document whose text is still
 * there: those before and after the edit without looking at them, those between by their text. What
 * is left is paired in order, so that a document that is typed in stays the same document.
 */
final class Documents {

  private final SourceText text;
  private final List<DocumentSlice> slices;
  private final Document[] documents;

  private Documents(SourceText text, List<DocumentSlice> slices, Document[] documents) {
    this.text = text;
    this.slices = slices;
    this.documents = documents;
  }

  static Documents of(SourceText text) {
    List<DocumentSlice> slices = DocumentSplitter.split(text.content());
    Document[] documents = new Document[slices.size()];
    for (int i = 0; i < documents.length; i++) {
      documents[i] = Document.fresh(slice(text, slices.get(i)));
    }
    return new Documents(text, slices, documents);
  }

  SourceText text() {
    return text;
  }

  int size() {
    return documents.length;
  }

  Document get(int index) {
    return documents[index];
  }

  /** The offset in the file of a document's first character. */
  int start(int index) {
    return slices.get(index).start();
  }

  /** These documents after the text became another; the same object when it did not. */
  Documents edited(SourceText newText) {
    if (newText.equals(text)) {
      return this;
    }
    List<DocumentSlice> newSlices = DocumentSplitter.split(newText.content());
    Document[] kept = new Document[newSlices.size()];
    int shared = Math.min(kept.length, documents.length);
    int prefix = commonPrefix(text.content(), newText.content());
    int front = 0;
    while (front < shared
        && newSlices.get(front).equals(slices.get(front))
        && slices.get(front).end() <= prefix) {
      kept[front] = documents[front];
      front++;
    }
    int suffix = commonSuffix(text.content(), newText.content(), prefix);
    int back = 0;
    while (back < shared - front
        && sameBack(newSlices, back)
        && text.length() - slices.get(documents.length - 1 - back).start() <= suffix) {
      kept[kept.length - 1 - back] = documents[documents.length - 1 - back];
      back++;
    }
    match(newText, newSlices, kept, front, back);
    return new Documents(newText, newSlices, kept);
  }

  private boolean sameBack(List<DocumentSlice> newSlices, int back) {
    DocumentSlice old = slices.get(documents.length - 1 - back);
    DocumentSlice now = newSlices.get(newSlices.size() - 1 - back);
    return old.end() - old.start() == now.end() - now.start();
  }

  private void match(
      SourceText newText, List<DocumentSlice> newSlices, Document[] kept, int front, int back) {
    Map<String, Deque<Integer>> byText = new HashMap<>();
    for (int i = front; i < documents.length - back; i++) {
      byText.computeIfAbsent(slice(text, slices.get(i)), key -> new ArrayDeque<>()).add(i);
    }
    boolean[] taken = new boolean[documents.length];
    List<Integer> unmatched = new ArrayList<>();
    for (int i = front; i < kept.length - back; i++) {
      Deque<Integer> same = byText.get(slice(newText, newSlices.get(i)));
      Integer old = same == null ? null : same.poll();
      if (old == null) {
        unmatched.add(i);
      } else {
        kept[i] = documents[old];
        taken[old] = true;
      }
    }
    int old = front;
    for (int i : unmatched) {
      while (old < documents.length - back && taken[old]) {
        old++;
      }
      String now = slice(newText, newSlices.get(i));
      kept[i] = old < documents.length - back ? documents[old++].edited(now) : Document.fresh(now);
    }
  }

  private static String slice(SourceText text, DocumentSlice slice) {
    return text.content().substring(slice.start(), slice.end());
  }

  private static int commonPrefix(String a, String b) {
    int limit = Math.min(a.length(), b.length());
    int at = 0;
    // Whole blocks first: regionMatches compares many characters at once.
    while (at + BLOCK <= limit && a.regionMatches(at, b, at, BLOCK)) {
      at += BLOCK;
    }
    while (at < limit && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }

  private static int commonSuffix(String a, String b, int prefix) {
    int limit = Math.min(a.length(), b.length()) - prefix;
    int length = 0;
    while (length + BLOCK <= limit
        && a.regionMatches(a.length() - length - BLOCK, b, b.length() - length - BLOCK, BLOCK)) {
      length += BLOCK;
    }
    while (length < limit
        && a.charAt(a.length() - 1 - length) == b.charAt(b.length() - 1 - length)) {
      length++;
    }
    return length;
  }

  private static final int BLOCK = 256;
}
