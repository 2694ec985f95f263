package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class CheckCommandTest {
    @TempDir private Path folder;

    @Test
    void says_how_much_was_read() {
        Shell shell = new Shell(folder).yaml(Shell.HOST).function("f", "");
        assertEquals(new Seen(0, "ok: 2 entries\n", ""), shell.run("check"));
    }

    @Test
    void reports_all_mistakes_at_once_on_standard_output() {
        Shell shell = new Shell(folder).yaml(Shell.HOST).function("f", "");
        shell.yaml("  - {name: g, kind: function.lua, source: file://g.lua}\n");
        shell.file("f.lua", "local = 1\n").file("g.lua", "return 1\n");
        assertEquals(
                new Seen(
                        1,
                        """
                        error: _index.yaml:5: app:g: missing method: add method: main, the function \
                        to run of the table that the source returns
                        error: f.lua:1: app:f: <name> expected near '='
                        2 mistakes
                        """,
                        ""),
                shell.run("check"));
    }

    @Test
    void tells_one_mistake_once() {
        Shell shell =
                new Shell(folder).yaml(Shell.HOST).function("f", "").file("f.lua", "local = 1");
        shell.yaml("  - {name: g, kind: function.lua, source: file://f.lua, method: main}\n");
        shell.yaml("  - {name: m, kind: env.storage.memory, values: 5}\n");
        shell.yaml("  - {name: s, kind: process.service, process: app:p, host: app:processes,\n");
        shell.yaml("     lifecycle: {requires: [app:none], depends_on: [app:none]}}\n");
        String seen = shell.run("check").out();
        assertEquals(seen.lines().distinct().toList(), seen.lines().toList());
        assertEquals(
                1, seen.lines().filter(line -> line.contains("<name> expected")).count(), seen);
    }

    @Test
    void reports_mistakes_as_json() {
        Shell shell = new Shell(folder);
        shell.yaml("  - {name: s, kind: process.lua, source: file://no.lua, method: main}\n");
        assertEquals(
                new Seen(
                        1,
                        "{\"problems\":[{\"file\":\"_index.yaml\",\"line\":3,\"entry\":\"app:s\","
                                + "\"text\":\"no such file: no.lua; create it, or correct the"
                                + " name\"}],\"warnings\":[]}\n",
                        ""),
                shell.run("check", "-o", "json"));
    }

    @Test
    void says_what_to_do_about_a_missing_folder() {
        assertEquals(
                new Seen(
                        1,
                        "error: nowhere: no such folder; give the folder that holds the"
                                + " application's _index.yaml\n1 mistake\n",
                        ""),
                Shell.moonlet("check", "nowhere"));
    }

    @Test
    void a_configuration_that_is_not_there_is_a_mistake() {
        Shell shell = new Shell(folder).yaml(Shell.HOST);
        assertEquals(
                new Seen(1, "error: no.yaml: no such file; give a moonlet.yaml\n1 mistake\n", ""),
                shell.run("check", "--config", "no.yaml"));
    }
}
