package moonlet.node.app;

import static moonlet.node.app.AppFolder.MAIN;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class WarningsTest {
    private static final String HOST = "  - {name: h, kind: process.host}\n";

    @TempDir Path root;
    private AppFolder app;

    @BeforeEach
    void an_application_with_a_lua_file() {
        app = new AppFolder(root).file("w.lua", MAIN);
    }

    @Test
    void a_kind_of_a_later_version_is_skipped() {
        app.entries(HOST + "  - {name: s, kind: terminal.host, foo: 1}\n");
        app.assertWarning("_index.yaml", 4, "app:s", "terminal.host", "skipped");
    }

    @Test
    void an_unknown_kind_is_skipped_with_a_guess() {
        app.entries(HOST + "  - {name: w, kind: proces.lua}\n");
        app.assertWarning("_index.yaml", 4, "app:w", "\"proces.lua\"", "mean \"process.lua\"?");
    }

    @Test
    void an_unknown_field_is_ignored_with_a_guess() {
        app.entries("  - name: h\n    kind: process.host\n    max_proceses: 5\n");
        app.assertWarning("_index.yaml", 5, "app:h", "max_proceses", "mean \"max_processes\"?");
    }

    @Test
    void an_unknown_field_inside_host_is_ignored_with_a_guess() {
        app.entries("  - {name: h, kind: process.host, host: {worker: 5}}\n");
        app.assertWarning("_index.yaml", 3, "app:h", "host.worker", "mean \"workers\"?");
    }

    @Test
    void an_unknown_module_is_left_to_its_require() {
        app.entries("  - {name: l, kind: library.lua, source: file://w.lua, modules: [tiem]}\n");
        app.assertWarning("_index.yaml", 3, "app:l", "\"tiem\"", "require", "mean \"time\"?");
    }

    @Test
    void a_module_that_code_uses_and_its_entry_does_not_declare_is_named_with_the_line() {
        app.entries(
                "  - name: f\n    kind: function.lua\n    source: file://f.lua\n    method: main\n");
        app.file("f.lua", "return { main = function()\n  time.sleep('1s')\n  return json end }\n");
        List<String> warnings = app.load().warnings().stream().map(Problem::toString).toList();
        assertEquals(2, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("f.lua:2: app:f: the module time is used"));
        assertTrue(warnings.get(1).endsWith("write modules: [json]"), warnings.get(1));
    }

    @Test
    void a_module_that_is_required_without_being_declared_is_named_too() {
        app.entries(
                "  - name: w\n"
                        + "    kind: process.lua\n"
                        + "    method: main\n"
                        + "    source: |\n"
                        + "      local json = require(\"json\")\n"
                        + "      return { main = function() return json end }\n");
        app.assertWarning("_index.yaml", 7, "app:w", "module json", "modules: [json]");
    }

    @Test
    void a_module_that_one_of_the_entries_of_a_file_declares_is_no_reason_to_warn() {
        app.file("f.lua", "return { one = function() return time.x end, two = print }\n");
        app.entries(
                "  - {name: two, kind: function.lua, source: file://f.lua, method: two}\n"
                        + "  - {name: one, kind: function.lua, source: file://f.lua, method: one,"
                        + " modules: [time]}\n");
        assertEquals(List.of(), app.load().warnings());
    }

    @Test
    void a_module_that_is_declared_imported_or_set_by_the_code_itself_is_no_reason_to_warn() {
        app.file("f.lua", "json = {}\nreturn { main = function() return json, time.x, y end }\n");
        app.file("g.lua", "return { main = function() return time.x end }\n");
        app.file("w.lua", "local r, name = require, 'time' return { main = r }\n");
        app.entries(
                "  - {name: f, kind: function.lua, source: file://f.lua, method: main,"
                        + " modules: [time]}\n"
                        + "  - {name: l, kind: library.lua, source: file://w.lua}\n"
                        + "  - {name: g, kind: function.lua, source: file://g.lua, method: main,"
                        + " imports: {time: app:l}}\n");
        assertEquals(List.of(), app.load().warnings());
    }

    @Test
    void entries_without_a_namespace_are_skipped_but_not_in_silence() {
        app.entries(HOST).file("a.yaml", "entries:\n" + HOST);
        app.assertWarning("a.yaml", 1, "", "no namespace", "add namespace: app");
    }

    @Test
    void a_namespace_without_entries_defines_nothing() {
        app.entries(HOST).file("kustomization.yaml", "resources: []\nnamespace: prod\n");
        app.assertWarning("kustomization.yaml", 2, "prod", "no entries");
    }

    @Test
    void a_service_on_a_host_of_a_later_version_is_skipped_with_it() {
        app.entries(
                "  - {name: t, kind: terminal.host}\n"
                        + "  - {name: w, kind: process.lua, source: file://w.lua, method: main}\n"
                        + "  - {name: s, kind: process.service, process: app:w, host: app:t}\n");
        Loaded loaded = app.load();
        assertEquals(List.of(), loaded.problems());
        assertEquals(2, loaded.warnings().size());
        assertEquals(List.of(), loaded.application().services());
    }

    @Test
    void a_default_host_that_does_not_exist() {
        app.entries(
                HOST
                        + "  - {name: w, kind: process.lua, source: file://w.lua, method: main,"
                        + " meta: {default_host: app:g}}\n");
        app.assertWarning("_index.yaml", 4, "app:w", "default_host", "\"app:g\"", "\"app:h\"?");
    }

    @Test
    void files_of_other_tools_are_skipped_in_silence() {
        app.entries(HOST).file("docker-compose.yml", "services: {a: {}}\n").file("x.json", "[1]");
        app.file("empty.yaml", "").file("k8s.yaml", "kind: Service\n").file(".git/x.yaml", "\t");
        assertEquals(List.of(), app.load().warnings());
        assertEquals(List.of(), app.load().problems());
    }
}
