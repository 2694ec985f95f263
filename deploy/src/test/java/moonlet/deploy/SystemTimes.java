package moonlet.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the tests have measured, in {@code target/system-times.txt}: a line for each thing, with all
 * values since the last {@code mvn clean} and their median.
 */
final class SystemTimes {
    private static final Path FILE = Path.of("target", "system-times.txt");
    private static final String BETWEEN = " | ";

    private SystemTimes() {}

    /** Adds one value, for example in {@code ms} or {@code MB}. */
    static synchronized void record(String what, long value, String unit) throws IOException {
        Map<String, List<Long>> all = read();
        all.computeIfAbsent(what + BETWEEN + unit, _ -> new ArrayList<>()).add(value);
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, all.entrySet().stream().map(SystemTimes::line).toList());
    }

    static void recordSince(String what, long startMillis) throws IOException {
        record(what, System.currentTimeMillis() - startMillis, "ms");
    }

    private static Map<String, List<Long>> read() throws IOException {
        Map<String, List<Long>> all = new TreeMap<>();
        if (Files.exists(FILE)) {
            for (String line : Files.readAllLines(FILE)) {
                String[] parts = line.split(" \\| ");
                List<Long> values = new ArrayList<>();
                for (String value : parts[3].split(" ")) {
                    values.add(Long.parseLong(value));
                }
                all.put(parts[0] + BETWEEN + parts[1], values);
            }
        }
        return all;
    }

    private static String line(Map.Entry<String, List<Long>> measured) {
        List<Long> values = measured.getValue();
        long median = values.stream().sorted().toList().get(values.size() / 2);
        String all = values.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return measured.getKey() + BETWEEN + "median " + median + BETWEEN + all;
    }
}
