package moonlet.node.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of lines {@code NAME=value}, with comments after {@code #} and values in quotes where they
 * need it. Lines that are not changed stay as they are.
 */
public final class EnvFile {
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][\\w.-]*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,-]*");

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Integer> lineOf = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads a text.
     *
     * @param mistakes gets the number, from 1, of each line that is wrong, and why
     */
    public static EnvFile read(String text, BiConsumer<Integer, String> mistakes) {
        EnvFile file = new EnvFile();
        text.lines().forEach(line -> file.add(line, mistakes));
        return file;
    }

    private void add(String line, BiConsumer<Integer, String> mistakes) {
        lines.add(line);
        String bare = line.strip();
        if (bare.isEmpty() || bare.startsWith("#")) {
            return;
        }
        Matcher matcher = LINE.matcher(line);
        String value = matcher.matches() ? value(matcher.group(2)) : null;
        if (value == null) {
            mistakes.accept(lines.size(), "not a line NAME=value, NAME=\"value\" or # comment");
            return;
        }
        values.put(matcher.group(1), value);
        lineOf.put(matcher.group(1), lines.size() - 1);
    }

    /** The value as it is meant; null where its quotes do not close. */
    private static String value(String written) {
        if (written.startsWith("'")) {
            int end = written.indexOf('\'', 1);
            return end > 0 && isComment(written.substring(end + 1))
                    ? written.substring(1, end)
                    : null;
        }
        if (!written.startsWith("\"")) {
            int comment = written.indexOf(" #");
            return comment < 0 ? written : written.substring(0, comment).strip();
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"') {
                return isComment(written.substring(i + 1)) ? value.toString() : null;
            }
            if (c == '\\' && i + 1 < written.length()) {
                c = written.charAt(++i);
                c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
            }
            value.append(c);
        }
        return null;
    }

    private static boolean isComment(String rest) {
        return rest.isBlank() || rest.strip().startsWith("#");
    }

    synchronized String get(String name) {
        return values.get(name);
    }

    /** Writes the file with the change beside the old one, and puts it in its place. */
    synchronized void set(String name, String value, Path path) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        String line = name + "=" + quoted(value);
        Integer at = lineOf.get(name);
        if (at == null) {
            changed.add(line);
        } else {
            changed.set(at, line);
        }
        write(path, String.join("\n", changed) + "\n");
        lines.clear();
        lines.addAll(changed);
        lineOf.putIfAbsent(name, changed.size() - 1);
        values.put(name, value);
    }

    private static void write(Path path, String text) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path written = Files.createTempFile(folder, path.getFileName().toString(), ".new");
        try {
            Files.writeString(written, text, StandardCharsets.UTF_8);
            Files.move(
                    written,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : "\""
                        + value.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                        + "\"";
    }
}
