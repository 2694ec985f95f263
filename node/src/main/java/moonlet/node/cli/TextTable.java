package moonlet.node.cli;

import moonlet.node.OneLine;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rows as columns of text, with a head; numbers to the right. */
final class TextTable {
    private static final Map<String, String> UNITS =
            Map.of(
                    "mailbox", "messages",
                    "mailboxBytes", "bytes",
                    "memory", "bytes",
                    "uptime", "ms");

    private final String[] fields;

    TextTable(String... fields) {
        this.fields = fields;
    }

    void print(JsonNode rows, PrintWriter out) {
        List<String[]> lines = new ArrayList<>();
        String[] head = new String[fields.length];
        boolean[] right = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String unit = unit(fields[i]).map(its -> " (" + its + ")").orElse("");
            head[i] = words(fields[i]).toUpperCase(Locale.ROOT) + unit;
            right[i] = !rows.isEmpty() && rows.get(0).path(fields[i]).isNumber();
        }
        lines.add(head);
        for (JsonNode row : rows) {
            String[] line = new String[fields.length];
            for (int i = 0; i < fields.length; i++) {
                line[i] = text(row.path(fields[i]));
            }
            lines.add(line);
        }
        int[] widths = widths(lines);
        for (String[] line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                String blank = " ".repeat(widths[i] - line[i].length());
                text.append(right[i] ? blank + line[i] : line[i] + blank).append("  ");
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** In what the value of a field counts. */
    static Optional<String> unit(String field) {
        return Optional.ofNullable(UNITS.get(field));
    }

    /** The name of a field for people: {@code mailboxBytes} is {@code mailbox bytes}. */
    static String words(String field) {
        return field.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** One value for people: lists with commas. */
    static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(item -> all.add(text(item)));
            return String.join(", ", all);
        }
        return value.isNull() || value.isMissingNode()
                ? "-"
                : OneLine.of(value.isValueNode() ? value.asString() : value.toString());
    }

    private static int[] widths(List<String[]> lines) {
        int[] widths = new int[lines.getFirst().length];
        for (String[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        return widths;
    }
}
