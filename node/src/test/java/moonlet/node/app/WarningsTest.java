package moonlet.node.app;

import static moonlet.node.app.AppFolder.MAIN;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
