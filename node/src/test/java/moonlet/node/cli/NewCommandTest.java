package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class NewCommandTest {
    @TempDir private Path parent;
    private Path app;

    @BeforeEach
    void a_name() {
        app = parent.resolve("app");
    }

    @Test
    void the_application_passes_its_tests_and_has_nothing_to_warn_of() {
        assertEquals(0, Shell.moonlet("new", app.toString()).exitCode());
        Seen check = Shell.moonlet("check", app.toString());
        Seen test = Shell.moonlet("test", app.toString());

        assertEquals("ok: 4 entries\n", check.out());
        assertTrue(test.out().endsWith("2 passed, 0 failed\n"), test.out());
    }

    @Test
    void it_says_what_to_type_next() {
        Seen seen = Shell.moonlet("new", app.toString());
        assertEquals(
                "created %s; next:\n    moonlet test %s\n    moonlet run %s\n"
                        .formatted(app, app, app),
                seen.out());
        assertTrue(Files.exists(app.resolve(".lua/process.lua")));
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone() throws IOException {
        Files.createDirectories(app);
        Files.writeString(app.resolve("mine"), "");
        Seen seen = Shell.moonlet("new", app.toString());

        String error = "error: AlreadyExists: " + app + " is not empty; give a new folder\n";
        assertEquals(new Seen(1, "", error), seen);
    }

    @Test
    void the_editor_knows_every_function_of_the_test_library() throws IOException {
        Shell.moonlet("new", app.toString());
        String known = Files.readString(app.resolve(".lua/test.lua"));
        for (String file : new String[] {"test", "assertions", "peer_handles"}) {
            ShippedText.read("/moonlet/shipped/" + file + ".lua")
                    .lines()
                    .filter(line -> line.matches("function (test|assertions|Peer)[.:]\\w+.*"))
                    .map(line -> line.replace("assertions.", "test.") + " end")
                    .forEach(line -> assertTrue(known.contains(line), line));
        }
    }
}
