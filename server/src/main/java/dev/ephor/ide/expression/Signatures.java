package dev.ephor.ide.expression;

import dev.ephor.expression.cel.CelMacro;
import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.expression.jmespath.Function;
import dev.ephor.expression.jmespath.Functions;
import dev.ephor.policy.meaning.CelScope;
import dev.ephor.policy.meaning.CelTyping;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways to call the function whose arguments are being typed. */
public final class Signatures {

  private Signatures() {}

  /**
   * A way to call a function.
   *
   * @param label how it is written
   * @param parameters where its parameters stand in the label
   * @param documentation markdown
   */
  public record Signature(String label, List<Span> parameters, String documentation) {
    public Signature {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * What is shown.
   *
   * @param signatures the ways to call the function
   * @param active the index of the one that fits the arguments so far
   * @param parameter the index of the argument at the cursor
   */
  public record Help(List<Signature> signatures, int active, int parameter) {
    public Help {
      signatures = List.copyOf(signatures);
    }
  }

  /** A bracket that is open at the cursor, and how many commas follow it at its own depth. */
  private static final class Open {
    private final int at;
    private int commas;

    Open(int at) {
      this.at = at;
    }
  }

  /** The signatures at an offset of a file; empty outside of calls in expressions. */
  public static Optional<Help> at(Snapshot snapshot, FileId file, int offset) {
    return ExpressionPlace.at(snapshot, file, offset)
        .flatMap(
            place -> {
              Open call = call(place.text(), place.cursor());
              if (call == null) {
                return Optional.empty();
              }
              List<Signature> signatures =
                  place.language() == Language.CEL
                      ? cel(place, snapshot, call)
                      : jmesPath(place, call);
              return signatures.isEmpty()
                  ? Optional.empty()
                  : Optional.of(help(signatures, call.commas));
            });
  }

  private static Help help(List<Signature> signatures, int parameter) {
    int active = 0;
    while (active < signatures.size() - 1
        && signatures.get(active).parameters().size() <= parameter) {
      active++;
    }
    return new Help(signatures, active, parameter);
  }

  /** The innermost call that is open at the cursor. Both languages have the same brackets. */
  private static @Nullable Open call(String text, int cursor) {
    Deque<Open> open = new ArrayDeque<>();
    for (int i = 0; i < cursor; i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        i = closing(text, i);
        if (i >= cursor) {
          break;
        }
      } else if (c == '(' || c == '[' || c == '{') {
        open.push(new Open(i));
      } else if ((c == ')' || c == ']' || c == '}') && !open.isEmpty()) {
        open.pop();
      } else if (c == ',' && !open.isEmpty()) {
        open.peek().commas++;
      }
    }
    for (Open bracket : open) {
      boolean named =
          text.charAt(bracket.at) == '('
              && bracket.at > 0
              && Character.isLetterOrDigit(text.charAt(bracket.at - 1));
      if (named) {
        return bracket;
      }
    }
    return null;
  }

  private static int closing(String text, int quote) {
    for (int i = quote + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == text.charAt(quote)) {
        return i;
      }
    }
    return text.length();
  }

  private static List<Signature> jmesPath(ExpressionPlace place, Open call) {
    String name = word(place.text(), call.at);
    Function function = Functions.find(name);
    if (function == null) {
      return List.of();
    }
    String label = function.signature();
    return List.of(
        new Signature(label, parameters(label, name.length()), FunctionNotes.about(function)));
  }

  private static String word(String text, int end) {
    int start = end;
    while (start > 0
        && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '_')) {
      start--;
    }
    return text.substring(start, end);
  }

  private static List<Signature> cel(ExpressionPlace place, Snapshot snapshot, Open open) {
    CelScope scope = CelScope.of(place.path(), snapshot.schemas());
    CelPart root = CelSyntax.parse(place.text());
    CelPart.Call call = find(root, open.at);
    if (call == null) {
      return List.of();
    }
    List<Signature> signatures = new ArrayList<>();
    CelPart target = call.target();
    String path = target == null ? null : CelTyping.path(target);
    for (CelMacro macro : scope.vocabulary().macros()) {
      boolean same = macro.name().equals(call.name());
      boolean there =
          macro.receiver().isEmpty() == (target == null)
              && (!isLibrary(macro.receiver()) || macro.receiver().equals(path));
      if (same && there) {
        String label = macro.signature();
        signatures.add(new Signature(label, parameters(label, label.indexOf('(')), macro.note()));
      }
    }
    if (signatures.isEmpty()) {
      CelTyping typing =
          CelTyping.of(root, scope.vocabulary(), snapshot.schemas(), scope.variables());
      for (Declared declared : typing.receiving(call)) {
        String label = declared.overload().id();
        int bracket = label.indexOf(declared.overload().function() + "(");
        int at = bracket + declared.overload().function().length();
        signatures.add(new Signature(label, parameters(label, at), FunctionNotes.about(declared)));
      }
    }
    return signatures;
  }

  private static boolean isLibrary(String receiver) {
    return receiver.equals("cel") || receiver.equals("math");
  }

  private static CelPart.@Nullable Call find(CelPart part, int bracket) {
    if (part instanceof CelPart.Call call && call.brackets().start() == bracket) {
      return call;
    }
    for (CelPart child : part.children()) {
      CelPart.Call found = find(child, bracket);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Where the parameters stand behind an opening bracket. */
  private static List<Span> parameters(String label, int bracket) {
    List<Span> parameters = new ArrayList<>();
    int depth = 0;
    int start = bracket + 1;
    for (int i = bracket; i < label.length(); i++) {
      char c = label.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 || (depth == 1 && c == ',')) {
        if (i > start) {
          parameters.add(new Span(start, i));
        }
        start = i + 2;
      }
      if (depth == 0) {
        break;
      }
    }
    return parameters;
  }
}
