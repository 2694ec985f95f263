package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What ARCHITECTURE.md names in backticks, a class or a method of one, exists. */
class ArchitectureTest {
    private static final Pattern NAMED =
            Pattern.compile("`(?:[a-z]+\\.)*([A-Z][a-z]\\w*)(?:\\.([a-z]\\w*))?(?:\\(\\))?`");

    @Test
    void every_class_and_method_it_names_exists() throws IOException {
        Map<String, String> classes = classes();
        String text = Files.readString(Checkout.root().resolve("node/ARCHITECTURE.md"));
        List<String> missing = new ArrayList<>();
        NAMED.matcher(text)
                .results()
                .filter(named -> !isThere(classes, named.group(1), named.group(2)))
                .forEach(named -> missing.add(named.group()));

        assertEquals(List.of(), missing);
    }

    private static boolean isThere(Map<String, String> classes, String type, String method) {
        String source = classes.getOrDefault(type, "");
        return method == null
                ? !source.isEmpty()
                : Pattern.compile("\\b" + method + "\\(").matcher(source).find();
    }

    /**
     * The source of each class of ours; those with the same name in two packages are put together.
     */
    private static Map<String, String> classes() throws IOException {
        Map<String, String> classes = new HashMap<>();
        for (String module : List.of("protocol", "lua-runtime", "cluster-registry", "node")) {
            Path sources = Checkout.root().resolve(module).resolve("src");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    classes.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return classes;
    }
}
