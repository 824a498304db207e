package dev.ephor.cli.test;

import dev.ephor.cli.table.Colours;
import dev.ephor.cli.table.TextTable;
import dev.ephor.testing.ResultRow;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats of rows for machines, and the table for people. */
enum RowFormat {
  TABLE {
    @Override
    String print(List<ResultRow> rows, boolean detailed, Colours colours) {
      List<String> headers = new ArrayList<>(HEADERS);
      if (detailed) {
        headers.add("MESSAGE");
      }
      TextTable table = new TextTable(headers, colours);
      for (ResultRow row : rows) {
        List<String> cells =
            new ArrayList<>(
                List.of(
                    String.valueOf(row.id()),
                    colours.name(row.policy()),
                    colours.name(row.rule()),
                    colours.name(row.resource()),
                    verdict(row, colours),
                    reason(row, colours)));
        if (detailed) {
          cells.add(row.message());
        }
        table.add(cells);
      }
      return table.print();
    }
  },

  JSON {
    @Override
    String print(List<ResultRow> rows, boolean detailed, Colours colours) {
      List<Value> entries = new ArrayList<>();
      for (ResultRow row : rows) {
        MapValue.Builder entry = MapValue.builder(Source.NONE, 0);
        fields(row, detailed).forEach((name, value) -> entry.put(name, Scalar.of(value)));
        entries.add(entry.build());
      }
      return GoJson.writeIndented(ListValue.of(entries, Source.NONE, 0), "  ", Integer.MAX_VALUE);
    }
  },

  YAML {
    @Override
    String print(List<ResultRow> rows, boolean detailed, Colours colours) {
      if (rows.isEmpty()) {
        return "[]\n";
      }
      StringBuilder out = new StringBuilder();
      for (ResultRow row : rows) {
        String start = "- ";
        for (Map.Entry<String, Object> field : fields(row, detailed).entrySet()) {
          out.append(start).append(field.getKey()).append(": ");
          out.append(
              field.getValue() instanceof String text ? YamlText.scalar(text) : field.getValue());
          out.append('\n');
          start = "  ";
        }
      }
      return out.toString();
    }
  },

  MARKDOWN {
    @Override
    String print(List<ResultRow> rows, boolean detailed, Colours colours) {
      List<String> headers = new ArrayList<>(HEADERS);
      if (detailed) {
        headers.add("MESSAGE");
      }
      StringBuilder out = new StringBuilder("| ");
      out.append(String.join(" | ", headers)).append(" | \n|");
      out.append("----|".repeat(headers.size())).append('\n');
      for (ResultRow row : rows) {
        List<String> cells =
            new ArrayList<>(
                List.of(
                    String.valueOf(row.id()),
                    row.policy(),
                    row.rule(),
                    row.resource(),
                    row.verdict().shown(),
                    row.reason()));
        if (detailed) {
          cells.add(row.message());
        }
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
      }
      return out.toString();
    }
  },

  JUNIT {
    @Override
    String print(List<ResultRow> rows, boolean detailed, Colours colours) {
      return JUnitXml.print(rows, detailed);
    }
  };

  private static final List<String> HEADERS =
      List.of("ID", "POLICY", "RULE", "RESOURCE", "RESULT", "REASON");

  /**
   * Rows without a line feed at their end, but for the formats that the reference ends with one.
   */
  abstract String print(List<ResultRow> rows, boolean detailed, Colours colours);

  /** The format of a name; null for an unknown one. */
  static @Nullable RowFormat named(String name) {
    return switch (name) {
      case "" -> TABLE;
      case "json" -> JSON;
      case "yaml" -> YAML;
      case "markdown" -> MARKDOWN;
      case "junit" -> JUNIT;
      default -> null;
    };
  }

  /** Ordered as the reference sorts them. */
  private static Map<String, Object> fields(ResultRow row, boolean detailed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ID", (long) row.id());
    if (detailed) {
      fields.put("Message", row.message());
    }
    fields.put("POLICY", row.policy());
    fields.put("REASON", row.reason());
    fields.put("RESOURCE", row.resource());
    fields.put("RESULT", row.verdict().shown());
    fields.put("RULE", row.rule());
    return fields;
  }

  private static String verdict(ResultRow row, Colours colours) {
    String shown = row.verdict().shown();
    return switch (row.verdict()) {
      case PASS -> colours.pass(shown);
      case FAIL -> colours.fail(shown);
      case SKIP -> colours.name(shown);
    };
  }

  private static String reason(ResultRow row, Colours colours) {
    return switch (row.reason()) {
      case "Excluded", "Not found", "Invalid Policy" -> colours.attention(row.reason());
      default -> row.reason();
    };
  }
}
