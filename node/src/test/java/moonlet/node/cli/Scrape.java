package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of {@code /metrics}.
 *
 * @param types by the name of the metric
 * @param labels by the name of the series: of a histogram there are three
 */
record Scrape(Map<String, String> types, Map<String, Set<String>> labels) {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z]\\w*)\\{(.*)\\} \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern OF_QUERY =
            Pattern.compile("\\b((?:moonlet|jvm|process|system)_\\w+)(?:\\{([^}]*)\\})?");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

    static Scrape read(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        TYPE.matcher(text).results().forEach(type -> types.put(type.group(1), type.group(2)));
        SERIES.matcher(text)
                .results()
                .forEach(
                        series ->
                                labels.computeIfAbsent(series.group(1), _ -> new TreeSet<>())
                                        .addAll(labelsOf(series.group(2))));
        return new Scrape(types, labels);
    }

    /** Of each metric its type, and its labels but for {@code node} and those of its type. */
    Map<String, String> described() {
        Map<String, String> all = new TreeMap<>();
        types.forEach(
                (name, type) -> {
                    boolean many = type.equals("histogram") || type.equals("summary");
                    Set<String> its =
                            new TreeSet<>(
                                    labels.getOrDefault(many ? name + "_sum" : name, Set.of()));
                    its.remove("node");
                    all.put(name, type + " " + String.join(" ", its));
                });
        return all;
    }

    /** What {@code promtool check metrics} would not have; the names say why. */
    Set<String> unconventional() {
        Set<String> wrong = new TreeSet<>();
        types.forEach(
                (name, type) -> {
                    if (type.equals("counter") != name.endsWith("_total")) {
                        wrong.add(name + ": what ends in _total is a counter");
                    }
                    if (name.matches(".*_(count|sum|bucket)")) {
                        wrong.add(name + ": that is an end of histograms");
                    }
                    if (name.matches(".*_(ns|us|ms|s|sec|min|h|b|kb|mb)(_.*)?")) {
                        wrong.add(name + ": units are seconds and bytes");
                    }
                    if (!type.equals("summary")
                            && labels.getOrDefault(name, Set.of()).contains("quantile")) {
                        wrong.add(name + ": quantile is a label of summaries");
                    }
                });
        return wrong;
    }

    /** Fails if a query of a dashboard names a series or a label that is not here. */
    void requireAllOf(String query) {
        Matcher used = OF_QUERY.matcher(query);
        boolean any = false;
        while (used.find()) {
            any = true;
            Set<String> there = labels.get(used.group(1));
            assertTrue(there != null, () -> used.group(1) + " is not in the scrape: " + query);
            String inside = used.group(2) == null ? "" : used.group(2);
            for (String label : labelsOf(inside.replace("=~", "="))) {
                assertTrue(there.contains(label), () -> label + " is no label in " + query);
            }
            requireBy(query, there);
        }
        assertTrue(any, () -> "no metric in " + query);
    }

    /** Fails if a legend names a label that the series of its query do not have. */
    void requireLabels(String query, String legend) {
        Matcher used = OF_QUERY.matcher(query);
        assertTrue(used.find(), query);
        Matcher named = Pattern.compile("\\{\\{(\\w+)\\}\\}").matcher(legend);
        while (named.find()) {
            Set<String> there = labels.get(used.group(1));
            assertTrue(there.contains(named.group(1)), () -> legend + " of " + query);
        }
    }

    private static void requireBy(String query, Set<String> there) {
        Matcher by = BY.matcher(query);
        while (by.find()) {
            for (String label : by.group(1).split(", *")) {
                assertTrue(there.contains(label), () -> label + " is no label in " + query);
            }
        }
    }

    private static Set<String> labelsOf(String text) {
        Set<String> names = new TreeSet<>();
        LABEL.matcher(text).results().forEach(label -> names.add(label.group(1)));
        return names;
    }
}
