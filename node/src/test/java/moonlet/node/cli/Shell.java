package moonlet.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands inside the test's JVM, on an application that the test writes inline. */
final class Shell {
    /** What a user sees of a command. */
    record Seen(int exitCode, String out, String err) {
        /** Its output without how long tests and cases took. */
        String outWithoutTimes() {
            return out.replaceAll(" \\(\\d+ ms\\)", "");
        }
    }

    static final String HOST = "  - {name: processes, kind: process.host}\n";

    private final Path app;
    private final StringBuilder entries = new StringBuilder();

    Shell(Path app) {
        this.app = app;
    }

    /** Adds {@code app:name} with this body of its main function. */
    Shell entry(String name, String kind, String more, String body) {
        entries.append(
                "  - {name: %s, kind: %s, source: file://%s.lua, method: main%s}\n"
                        .formatted(name, kind, name, more));
        return file(name + ".lua", "return {main = function(...) " + body + " end}\n");
    }

    Shell function(String name, String body) {
        return entry(name, "function.lua", "", body);
    }

    Shell process(String name, String body) {
        return entry(name, "process.lua", "", body);
    }

    Shell test(String name, String body) {
        return entry(name, "function.lua", ", meta: {type: test}", body);
    }

    /** Adds a line of YAML to the list of entries. */
    Shell yaml(String line) {
        entries.append(line);
        return this;
    }

    Shell file(String name, String text) {
        try {
            Files.writeString(app.resolve(name), text);
            return this;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Writes {@code _index.yaml}; returns the folder. */
    String written() {
        file("_index.yaml", "namespace: app\nentries:\n" + entries);
        return app.toString();
    }

    /** {@code moonlet verb APP more...}. */
    Seen run(String verb, String... more) {
        List<String> arguments = new ArrayList<>(List.of(verb, written()));
        arguments.addAll(List.of(more));
        return moonlet(arguments.toArray(String[]::new));
    }

    static Seen moonlet(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                MoonletCommand.execute(
                        arguments, Map.of(), new PrintWriter(out), new PrintWriter(err));
        return new Seen(exitCode, out.toString(), err.toString());
    }
}
