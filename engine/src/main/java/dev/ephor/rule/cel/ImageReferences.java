package dev.ephor.rule.cel;

import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelInput;
import dev.ephor.expression.cel.CelResult;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.ImagePattern;
import dev.ephor.rule.verifyimages.ImageGlob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which images a policy is about: its {@code matchImageReferences}, of which one must be met. */
final class ImageReferences {

  private final List<Function<String, Answer>> entries;

  private ImageReferences(List<Function<String, Answer>> entries) {
    this.entries = entries;
  }

  /**
   * Whether an image is meant.
   *
   * @param problem why that cannot be told; null where it can
   */
  record Answer(boolean meant, @Nullable String problem) {}

  /**
   * Compiles.
   *
   * @throws BrokenPolicy with the first entry that cannot be
   */
  static ImageReferences of(List<ImagePattern> patterns) throws BrokenPolicy {
    KyvernoCompiler compiler = new KyvernoCompiler(CelDialect.IMAGE_REFERENCE, "");
    List<Function<String, Answer>> entries = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      ImagePattern pattern = patterns.get(i);
      String path = "spec.matchImageReferences[" + i + "]";
      CelClause clause = pattern.expression();
      if (!pattern.glob().isEmpty()) {
        ImageGlob glob = ImageGlob.parse(pattern.glob());
        if (glob == null) {
          CelClause written = new CelClause("", pattern.glob(), pattern.node());
          String reason = "syntax error in pattern";
          throw new BrokenPolicy(
              List.of(new FieldError(path + ".glob", written, reason, reason, null)));
        }
        entries.add(image -> new Answer(glob.matches(image), null));
      } else if (clause != null) {
        Program program = compiler.bool(path + ".expression", clause);
        entries.add(image -> answer(program, image));
      }
    }
    return new ImageReferences(List.copyOf(entries));
  }

  private static Answer answer(Program program, String image) {
    CelResult result = program.evaluate(CelInput.of(Map.of("ref", image), NoFacts.INSTANCE));
    return result instanceof CelResult.Failure failure
        ? new Answer(false, failure.message())
        : new Answer(Boolean.TRUE.equals(((CelResult.Success) result).value()), null);
  }

  /** The first entry that is met decides, or that cannot be told. */
  Answer of(String image) {
    for (Function<String, Answer> entry : entries) {
      Answer answer = entry.apply(image);
      if (answer.meant() || answer.problem() != null) {
        return answer;
      }
    }
    return new Answer(false, null);
  }
}
