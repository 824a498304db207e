package dev.ephor.explain;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.SecretMask;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an evaluation has seen of Secrets, and how to keep it to ourselves. A value that was
 * computed has no origin any more, so once a Secret was seen only texts are shown that stand
 * somewhere in the open: in the policy, or in the resource without what it hides.
 */
public final class Secrets {

  /** A secret of fewer letters is not looked for inside of longer texts. */
  private static final int SHORTEST = 4;

  private final boolean shown;
  private final Set<String> hidden = new HashSet<>();
  private final List<String> open = new ArrayList<>();

  private Secrets(boolean shown) {
    this.shown = shown;
  }

  /** Nothing is kept back. */
  public static Secrets shown() {
    return new Secrets(true);
  }

  /**
   * What an evaluation starts with.
   *
   * @param policy stands in the open
   * @param resource may be a Secret
   */
  public static Secrets hidden(Value policy, Value resource) {
    Secrets secrets = new Secrets(false);
    secrets.see(resource);
    texts(policy, secrets.open);
    texts(SecretMask.masked(resource), secrets.open);
    return secrets;
  }

  /** The same world, of which this hears what Secrets are answered. */
  public Facts watching(Facts facts) {
    if (shown) {
      return facts;
    }
    return new Facts() {
      @Override
      public <T> T ask(Question<T> question) {
        T answer = facts.ask(question);
        if (answer instanceof Reply.Found found) {
          see(found.value());
        } else if (answer instanceof List<?> list) {
          list.forEach(
              item -> {
                if (item instanceof Value value) {
                  see(value);
                }
              });
        }
        return answer;
      }
    };
  }

  /** Whether a Secret was seen. */
  boolean any() {
    return !hidden.isEmpty();
  }

  private void see(Value object) {
    if (object instanceof ListValue list) {
      list.values().forEach(this::see);
    }
    if (!SecretMask.concerns(object)) {
      return;
    }
    Value masked = SecretMask.masked(object);
    if (masked != object) {
      collect(object, masked);
    }
  }

  /** Whatever is not there any more once it is masked. */
  private void collect(Value object, Value masked) {
    if (object == masked) {
      return;
    } else if (object instanceof MapValue map && masked instanceof MapValue other) {
      for (int i = 0; i < map.size(); i++) {
        Value left = other.child(map.keyAt(i));
        if (left != null) {
          collect(map.valueAt(i), left);
        }
      }
    } else if (object instanceof ListValue list && masked instanceof ListValue other) {
      for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
        collect(list.at(i), other.at(i));
      }
    } else {
      List<String> texts = new ArrayList<>();
      texts(object, texts);
      texts.forEach(this::hide);
    }
  }

  private void hide(String text) {
    if (text.isEmpty() || text.equals(SecretMask.HIDDEN)) {
      return;
    }
    hidden.add(text);
    try {
      hidden.add(new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException plain) {
      hidden.add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void texts(Value value, List<String> texts) {
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        texts.add(map.keyAt(i));
        texts(map.valueAt(i), texts);
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(item -> texts(item, texts));
    } else if (value.toJava() != null) {
      texts.add(String.valueOf(value.toJava()));
    }
  }

  /** A text that is a value, or {@link SecretMask#HIDDEN} in its place. */
  String value(String text) {
    if (!any() || text.isEmpty() || (!hidden.contains(text) && isOpen(text))) {
      return text;
    }
    return SecretMask.HIDDEN;
  }

  private boolean isOpen(String text) {
    return open.stream().anyMatch(known -> known.contains(text));
  }

  /** A sentence, in which secrets that are long enough are hidden. */
  public String sentence(String text) {
    if (!any()) {
      return text;
    }
    String clean = text;
    for (String secret : hidden.stream().sorted(LONGEST_FIRST).toList()) {
      if (secret.length() >= SHORTEST) {
        clean = clean.replace(secret, SecretMask.HIDDEN);
      }
    }
    return clean;
  }

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();
}
