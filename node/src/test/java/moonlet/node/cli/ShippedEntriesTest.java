package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The entries that come with Moonlet, beside those of an application. */
class ShippedEntriesTest {
    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void an_application() {
        shell = new Shell(folder).yaml(Shell.HOST);
    }

    @Test
    void only_tests_may_import_it() {
        Seen seen =
                shell.entry("f", "function.lua", ", imports: {test: moonlet:test}", "")
                        .run("check");
        assertEquals(
                "error: _index.yaml:4: app:f: import \"test\": moonlet:test is for tests; add"
                        + " meta: {type: test}\n1 mistake\n",
                seen.out());
    }

    @Test
    void nobody_else_defines_entries_of_the_namespace_moonlet() {
        Seen seen =
                shell.file("other.yaml", "namespace: moonlet\nentries:\n" + Shell.HOST)
                        .run("check");
        assertEquals(
                "error: other.yaml:3: moonlet:processes: the namespace moonlet is for what comes"
                        + " with Moonlet; choose another one\n1 mistake\n",
                seen.out());
    }

    @Test
    void what_is_shipped_does_not_count_as_the_applications_own() {
        Seen seen =
                shell.entry(
                                "t",
                                "function.lua",
                                ", meta: {type: test}, imports: {test: moonlet:test}",
                                "")
                        .process("p", "return 1")
                        .run("check");
        assertEquals("ok: 3 entries\n", seen.out());
        assertEquals("1\n", shell.run("exec", "app:p").out());
    }
}
