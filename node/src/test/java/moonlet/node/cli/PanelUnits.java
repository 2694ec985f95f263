package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import tools.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/** Whether the values of a dashboard's queries are what the unit of their panel says. */
final class PanelUnits {
    private static final Pattern RATE = Pattern.compile("\\brate\\(\\w+_total\\b");
    private static final Pattern RATIO = Pattern.compile("\\) / (rate|sum)|cpu_usage");
    private static final Pattern TIME_PER_TIME = Pattern.compile("\\brate\\(\\w+_seconds_sum\\b");

    private PanelUnits() {}

    static void check(JsonNode panel) {
        String unit = panel.path("fieldConfig").path("defaults").path("unit").asString("");
        for (JsonNode target : panel.path("targets")) {
            String query = target.path("expr").asString();
            assertEquals(of(query), unit, () -> panel.path("title").asString() + ": " + query);
        }
    }

    private static String of(String query) {
        boolean seconds = query.contains("_seconds");
        if (RATE.matcher(query).find()) {
            return query.contains("_bytes_total")
                    ? "Bps"
                    : query.startsWith("60 * ") ? "opm" : "ops";
        }
        if (RATIO.matcher(query).find()) {
            return seconds ? "s" : "percentunit";
        }
        if (TIME_PER_TIME.matcher(query).find()) {
            return "percentunit";
        }
        return seconds ? "s" : query.contains("_bytes") ? "bytes" : "short";
    }
}
