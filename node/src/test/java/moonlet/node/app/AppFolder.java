package moonlet.node.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.ModuleNames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An application written inline by a test. */
final class AppFolder {
    static final ModuleNames MODULES =
            new ModuleNames(Set.of("process", "channel"), Set.of("time", "json"));
    static final String MAIN = "return { main = function() return 1 end }\n";

    private final Path root;
    private Configuration configuration = Configuration.DEFAULTS;
    private LoadLimits limits = LoadLimits.DEFAULTS;

    AppFolder(Path root) {
        this.root = root;
    }

    AppFolder file(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** {@code _index.yaml} with the namespace app in line 1, entries: in 2, and these from 3. */
    AppFolder entries(String entries) {
        return file("_index.yaml", "namespace: app\nentries:\n" + entries);
    }

    AppFolder limits(LoadLimits changed) {
        limits = changed;
        return this;
    }

    /** What is read of this {@code moonlet.yaml}. */
    Configured configured(Map<String, String> environment, String yaml) {
        file("moonlet.yaml", yaml);
        return new ConfigurationReader(environment, LoadLimits.DEFAULTS).readFolder(root);
    }

    /** The same, of one that has to be right. */
    Configuration configuration(Map<String, String> environment, String yaml) {
        Configured configured = configured(environment, yaml);
        assertEquals(List.of(), configured.problems());
        return configured.configuration();
    }

    /** This {@code moonlet.yaml} has one mistake. */
    void assertConfigurationMistake(String yaml, int line, String key, String... words) {
        Configured configured = configured(Map.of(), yaml);
        assertEquals(1, configured.problems().size(), configured.problems()::toString);
        assertProblem(configured.problems().getFirst(), "moonlet.yaml", line, key, words);
    }

    /** Takes the configuration from {@code moonlet.yaml}, which has to be right. */
    AppFolder configured() {
        Configured read = new ConfigurationReader(Map.of(), limits).readFolder(root);
        assertEquals(List.of(), read.problems());
        configuration = read.configuration();
        return this;
    }

    Loaded load() {
        return new Loader(MODULES, limits).load(root, configuration);
    }

    /** Loads what has no mistake. */
    Application application() {
        Loaded loaded = load();
        assertEquals(List.of(), loaded.problems());
        return loaded.application();
    }

    /** Loads, and expects this mistake and no other. */
    void assertMistake(String file, int line, String entry, String... words) {
        Loaded loaded = load();
        assertEquals(1, loaded.problems().size(), loaded.problems()::toString);
        assertProblem(loaded.problems().getFirst(), file, line, entry, words);
    }

    /** Loads, and expects this warning and no other, and no mistake. */
    void assertWarning(String file, int line, String entry, String... words) {
        Loaded loaded = load();
        assertEquals(List.of(), loaded.problems());
        assertEquals(1, loaded.warnings().size(), loaded.warnings()::toString);
        assertProblem(loaded.warnings().getFirst(), file, line, entry, words);
    }

    static void assertProblem(
            Problem problem, String file, int line, String entry, String... words) {
        assertEquals(
                file + ":" + line + ": " + entry,
                new Place(problem.file(), problem.line())
                        + ":"
                        + (line == 0 ? "0: " : " ")
                        + problem.entry(),
                problem::toString);
        for (String word : words) {
            assertTrue(problem.text().contains(word), () -> word + " is not in: " + problem);
        }
    }
}
