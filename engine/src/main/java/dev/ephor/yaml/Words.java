package dev.ephor.yaml;

/**
 * One copy of each short word that manifests repeat: keys, kinds, versions, names. A fixed table in
 * which a newer word displaces an older one, so it is bounded; a race between threads costs at most
 * a second copy.
 */
final class Words {

  private static final int LONGEST = 40;
  private static final String[] TABLE = new String[8192];

  private Words() {}

  static String shared(String word) {
    if (word.length() > LONGEST) {
      return word;
    }
    int hash = word.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (TABLE.length - 1);
    String known = TABLE[slot];
    if (word.equals(known)) {
      return known;
    }
    TABLE[slot] = word;
    return word;
  }
}
