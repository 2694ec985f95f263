package moonlet.node.app;

import static moonlet.node.app.AppFolder.MAIN;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CodeMistakesTest {
    private static final String HOST = "  - {name: processes, kind: process.host}\n";
    private static final String LIBRARY = "kind: library.lua, source: file://w.lua";

    @TempDir Path temp;
    private Path root;
    private AppFolder app;

    @BeforeEach
    void an_application_with_a_lua_file() throws Exception {
        root = Files.createDirectory(temp.resolve("app"));
        app = new AppFolder(root).file("w.lua", MAIN);
    }

    private void library(String source) {
        app.file(
                "sub/_index.yaml",
                "namespace: sub\nentries:\n  - name: l\n    kind: library.lua\n    source: "
                        + source);
    }

    @Test
    void a_missing_source_file_suggests_its_neighbour() {
        app.file("sub/worker.lua", MAIN);
        library("file://wroker.lua");
        app.assertMistake(
                "sub/_index.yaml", 5, "sub:l", "no such file: sub/wroker.lua", "\"worker.lua\"?");
    }

    @Test
    void a_source_file_without_its_prefix() {
        app.file("sub/worker.lua", MAIN);
        library("worker.lua");
        app.assertMistake(
                "sub/_index.yaml", 5, "sub:l", "taken as the Lua text", "file://worker.lua?");
    }

    @Test
    void an_import_is_checked_where_the_source_is_missing_too() {
        library("file://none.lua\n    imports: {x: sub:none}");
        List<String> texts = app.load().problems().stream().map(Problem::text).toList();
        assertEquals(2, texts.size(), texts::toString);
        assertTrue(texts.getLast().startsWith("import \"x\": there is no entry"), texts::toString);
    }

    @Test
    void a_source_above_the_application_folder() throws Exception {
        Files.writeString(temp.resolve("secret.lua"), MAIN);
        library("file://../../secret.lua");
        app.assertMistake("sub/_index.yaml", 5, "sub:l", "outside the application folder");
    }

    @Test
    void a_source_with_an_absolute_path() {
        library("file:///etc/passwd");
        app.assertMistake("sub/_index.yaml", 5, "sub:l", "outside the application folder");
    }

    @Test
    void a_source_that_is_a_link_to_the_outside() throws Exception {
        Path secret = Files.writeString(temp.resolve("secret.lua"), MAIN);
        Files.createSymbolicLink(root.resolve("link.lua"), secret);
        library("file://../link.lua");
        app.assertMistake("sub/_index.yaml", 5, "sub:l", "link.lua is a link that leads outside");
    }

    @Test
    void a_source_in_a_linked_folder_outside() throws Exception {
        Files.writeString(Files.createDirectory(temp.resolve("other")).resolve("o.lua"), MAIN);
        Files.createSymbolicLink(root.resolve("linked"), temp.resolve("other"));
        library("file://../linked/o.lua");
        app.assertMistake("sub/_index.yaml", 5, "sub:l", "leads outside");
    }

    @Test
    void a_source_that_is_a_folder() {
        library("file://../sub");
        app.assertMistake("sub/_index.yaml", 5, "sub:l", "sub is not a file");
    }

    @Test
    void a_source_that_names_no_file() {
        library("file://");
        app.assertMistake("sub/_index.yaml", 5, "sub:l", "names no file");
    }

    @Test
    void a_source_name_that_no_file_can_have() {
        library("\"file://a\\0b\"");
        app.assertMistake("sub/_index.yaml", 5, "sub:l", "not the name of a file");
    }

    @Test
    void a_source_longer_than_its_limit() {
        library("file://../w.lua\n    limits: {sourceBytesMax: 10}");
        app.assertMistake("sub/_index.yaml", 5, "sub:l", "42 bytes", "sourceBytesMax=10");
    }

    @Test
    void a_lua_syntax_error_points_into_the_lua_file() {
        app.file("sub/l.lua", "local x = 1\nlocal y = = 2\n");
        library("file://l.lua");
        app.assertMistake("sub/l.lua", 2, "sub:l", "unexpected symbol");
    }

    @Test
    void a_lua_syntax_error_inside_yaml_points_into_the_yaml() {
        library("|\n      local x = 1\n      local y = = 2\n");
        app.assertMistake(
                "sub/_index.yaml", 7, "sub:l", "unexpected symbol", "line 2 of its source");
    }

    @Test
    void an_unknown_import_suggests_the_nearest() {
        app.entries(
                "  - {name: assert, %s}\n  - {name: b, %s, imports: {a: app:asert}}\n"
                        .formatted(LIBRARY, LIBRARY));
        app.assertMistake(
                "_index.yaml", 4, "app:b", "import \"a\"", "\"app:asert\"", "mean \"app:assert\"?");
    }

    @Test
    void an_import_without_namespace_suggests_the_whole_id() {
        app.entries(
                "  - {name: assert, %s}\n  - {name: b, %s, imports: {a: assert}}\n"
                        .formatted(LIBRARY, LIBRARY));
        app.assertMistake("_index.yaml", 4, "app:b", "mean \"app:assert\"?");
    }

    @Test
    void an_unknown_import_may_be_in_a_file_that_cannot_be_read() {
        app.entries("  - {name: b, %s, imports: {a: lib:a}}\n".formatted(LIBRARY))
                .file("lib.yaml", "\t- x");
        Loaded loaded = app.load();
        AppFolder.assertProblem(
                loaded.problems().getFirst(), "_index.yaml", 3, "app:b", "it may be in lib.yaml");
        assertEquals(2, loaded.problems().size());
    }

    @Test
    void an_import_of_something_broken_is_not_called_missing() {
        app.entries(
                "  - {name: a, kind: library.lua}\n  - {name: b, %s, imports: {a: app:a}}\n"
                        .formatted(LIBRARY));
        app.assertMistake("_index.yaml", 3, "app:a", "missing source");
    }

    @Test
    void an_import_of_a_host() {
        app.entries(HOST + "  - {name: b, %s, imports: {a: app:processes}}\n".formatted(LIBRARY));
        app.assertMistake(
                "_index.yaml", 4, "app:b", "is a process.host", "has to be a library.lua");
    }

    @Test
    void an_import_cycle_is_printed_whole() {
        app.entries(
                "  - {name: a, %s, imports: {b: app:b}}\n  - {name: b, %s, imports: {a: app:a}}\n"
                        .formatted(LIBRARY, LIBRARY));
        app.assertMistake("_index.yaml", 4, "app:b", "import cycle: app:a -> app:b -> app:a;");
    }

    @Test
    void a_library_that_imports_itself() {
        app.entries("  - {name: a, %s, imports: {a: app:a}}\n".formatted(LIBRARY));
        app.assertMistake("_index.yaml", 3, "app:a", "import cycle: app:a -> app:a;");
    }

    @Test
    void imports_that_nest_too_deep() {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 102; i++) {
            chain.append(
                    "  - {name: l%d, %s, imports: {a: app:l%d}}\n".formatted(i, LIBRARY, i + 1));
        }
        app.entries(chain + "  - {name: l102, %s}\n".formatted(LIBRARY));
        app.assertMistake("_index.yaml", 103, "app:l100", "importDepthMax=100");
    }

    @Test
    void an_empty_alias() {
        app.entries(
                "  - {name: a, %s}\n  - {name: b, %s, imports: {'': app:a}}\n"
                        .formatted(LIBRARY, LIBRARY));
        app.assertMistake("_index.yaml", 4, "app:b", "needs an alias");
    }

    @Test
    void a_module_with_a_namespace() {
        app.entries("  - {name: a, %s, modules: [time, app:b]}\n".formatted(LIBRARY));
        app.assertMistake("_index.yaml", 3, "app:a", "\"app:b\"", "imports: {alias: app:b}");
    }

    @Test
    void a_module_that_is_no_text() {
        app.entries("  - {name: a, %s, modules: [5]}\n".formatted(LIBRARY));
        app.assertMistake("_index.yaml", 3, "app:a", "every item of modules must be text");
    }

    @Test
    void a_service_with_a_slip_in_its_process_and_its_host() {
        app.entries(
                HOST
                        + "  - {name: w, kind: process.lua, method: main, source: file://w.lua}\n"
                        + "  - {name: s, kind: process.service, process: app:x, host:"
                        + " app:procesess}\n");
        Loaded loaded = app.load();
        assertEquals(2, loaded.problems().size());
        AppFolder.assertProblem(
                loaded.problems().getFirst(), "_index.yaml", 5, "app:s", "process:", "\"app:w\"?");
        AppFolder.assertProblem(
                loaded.problems().getLast(),
                "_index.yaml",
                5,
                "app:s",
                "host:",
                "app:processes\"?");
    }

    @Test
    void a_service_without_process() {
        app.entries(HOST + "  - {name: s, kind: process.service, host: app:processes}\n");
        app.assertMistake("_index.yaml", 4, "app:s", "missing process", "process.lua");
    }
}
