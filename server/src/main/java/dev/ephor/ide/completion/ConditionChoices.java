package dev.ephor.ide.completion;

import dev.ephor.ide.expression.ExpressionValues;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.List;

/** What a condition may compare with: the values that its key can have. */
final class ConditionChoices {

  private ConditionChoices() {}

  static List<FieldValues.Choice> values(Cursor cursor) {
    List<NodePath.Step> steps = cursor.path().steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      if ("value".equals(steps.get(i).key()) && steps.get(i).in() instanceof MapValue condition) {
        Value key = condition.child("key");
        if (key == null) {
          return List.of();
        }
        List<NodePath.Step> beside = new ArrayList<>(steps.subList(0, i));
        beside.add(new NodePath.Step(condition, "key", condition.keys().indexOf("key"), key));
        NodePath path = new NodePath(cursor.path().root(), beside);
        return ExpressionValues.of(cursor.snapshot(), path).stream()
            .map(FieldValues.Choice::value)
            .toList();
      }
    }
    return List.of();
  }
}
