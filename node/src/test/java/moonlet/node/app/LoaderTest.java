package moonlet.node.app;

import static moonlet.node.app.AppFolder.MAIN;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

class LoaderTest {
    private static final String HOST = "  - {name: h, kind: process.host}\n";

    @TempDir Path root;
    private AppFolder app;

    @BeforeEach
    void an_application_with_a_lua_file() {
        app = new AppFolder(root).file("w.lua", MAIN);
    }

    private Entry.CodeEntry code(String id) {
        return (Entry.CodeEntry) app.application().entry(id).orElseThrow();
    }

    private Entry.HostEntry host() {
        return app.application().hosts().getFirst();
    }

    @Test
    void an_application_shaped_like_the_tutorial_loads_without_a_word() throws Exception {
        Path tutorial = Path.of(LoaderTest.class.getResource("tutorial").toURI());
        Loaded loaded =
                new Loader(AppFolder.MODULES, LoadLimits.DEFAULTS)
                        .load(tutorial, Configuration.DEFAULTS);
        assertEquals(List.of(), loaded.problems());
        assertEquals(List.of(), loaded.warnings());
        assertEquals(
                List.of("app:processes", "app.test.process:echo_worker", "app.test.process:echo"),
                List.copyOf(loaded.application().entries().keySet()));
        Entry.CodeEntry echo = loaded.application().functions().getFirst();
        assertEquals("process/echo.lua", echo.source().name());
        assertEquals(new Place("process/_index.yaml", 6), echo.origin());
        assertEquals(Map.of("type", "test", "suite", "tutorial"), echo.meta());
        assertEquals(List.of("time"), echo.modules());
    }

    @Test
    void code_has_its_source_byte_for_byte_and_its_chunk() {
        app.entries("  - {name: w, kind: process.lua, source: file://w.lua, method: main}\n");
        Entry.CodeEntry worker = code("app:w");
        assertArrayEquals(MAIN.getBytes(StandardCharsets.UTF_8), worker.source().bytes());
        assertNotNull(worker.chunk());
        assertEquals("main", worker.method());
    }

    @Test
    void source_may_be_the_lua_text_itself() {
        app.entries("  - name: l\n    kind: library.lua\n    source: |\n      return 1\n");
        assertEquals("app:l", code("app:l").source().name());
        assertEquals(
                "return 1\n", new String(code("app:l").source().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void the_meta_of_the_header_lies_under_that_of_the_entry() {
        app.file(
                "_index.yaml",
                "namespace: a\n"
                        + "meta: {x: 1, y: 2}\n"
                        + "entries: [{name: h, kind: process.host, meta: {y: 3}}]");
        assertEquals(Map.of("x", 1L, "y", 3L), host().meta());
        assertThrows(UnsupportedOperationException.class, () -> host().meta().put("z", 1));
    }

    @Test
    void a_file_may_hold_a_single_entry() {
        app.file(
                "h.yaml",
                "version: '1.0'\nnamespace: a\nname: h\nkind: process.host\nmax_processes: 7\n");
        assertEquals("a:h", host().id());
        assertEquals(7, host().maxProcesses());
    }

    @Test
    void a_file_may_hold_several_documents() {
        app.file(
                "h.yaml",
                "namespace: a\n"
                        + "name: h\n"
                        + "kind: process.host\n"
                        + "---\n"
                        + "namespace: b\n"
                        + "name: h\n"
                        + "kind: process.host\n");
        assertEquals(Set.of("a:h", "b:h"), app.application().entries().keySet());
    }

    @Test
    void fields_may_stand_under_data() {
        app.entries("  - {name: h, kind: process.host, data: {host: {max_processes: 9}}}\n");
        assertEquals(9, host().maxProcesses());
    }

    @Test
    void a_host_has_defaults() {
        app.entries(
                "  - {name: h, kind: process.host, host: {workers: 4, queue_size: 9}, lifecycle:"
                        + " {auto_start: true}}\n");
        assertEquals(1_000_000, host().maxProcesses());
        assertEquals(moonlet.lua.engine.Limits.DEFAULTS, host().limits());
    }

    @Test
    void aliases_and_merged_maps_are_read() {
        app.file(
                "_index.yaml",
                "namespace: a\nmeta: &m {x: 1}\nentries:\n"
                        + "  - {name: h, kind: process.host, meta: {<<: *m, y: 2}}\n");
        assertEquals(Map.of("x", 1L, "y", 2L), host().meta());
    }

    @Test
    void a_service_has_its_input_as_plain_values() {
        app.file("data.txt", "from a file")
                .entries(
                        HOST
                                + "  - {name: w, kind: process.lua, source: file://w.lua, method:"
                                + " main}\n"
                                + "  - {name: s, kind: process.service, process: app:w, host:"
                                + " app:h, input: [1, 2.5, '3', true, null, {a: [x]},"
                                + " file://data.txt], lifecycle: {auto_start: true, restart:"
                                + " {max_attempts: 3}}}\n");
        Entry.ServiceEntry service = app.application().services().getFirst();
        assertEquals(
                Arrays.asList(1L, 2.5, "3", true, null, Map.of("a", List.of("x")), "from a file"),
                service.input());
        assertEquals(true, service.lifecycle().autoStart());
    }

    @Test
    void libraries_come_after_those_they_import() {
        String library = "kind: library.lua, source: file://w.lua";
        app.entries(
                "  - {name: a, %s, imports: {x: app:b, y: app:c}}\n".formatted(library)
                        + "  - {name: b, %s, imports: {c: app:c}}\n".formatted(library)
                        + "  - {name: c, %s}\n".formatted(library)
                        + "  - {name: w, kind: process.lua, source: file://w.lua, method: main,"
                        + " imports: {a: app:a}}\n");
        Application read = app.application();
        List<String> order = List.of("app:c", "app:b", "app:a");
        assertEquals(order, read.libraries().stream().map(Entry::id).toList());
        assertEquals(
                order,
                read.librariesOf(read.processes().getFirst()).stream().map(Entry::id).toList());
    }

    @Test
    void limits_of_the_entry_go_over_those_of_the_host_and_the_node() {
        app.file("moonlet.yaml", "limits: {timersMax: 1, listenersMax: 1, coroutinesMax: 1}\n")
                .configured();
        app.entries(
                "  - {name: h, kind: process.host, limits: {timersMax: 2, listenersMax: 2}}\n"
                        + "  - {name: w, kind: process.lua, source: file://w.lua, method: main,"
                        + " limits: {timersMax: 3}}\n");
        var limits = code("app:w").limits().over(host().limits());
        assertEquals(
                List.of(3, 2, 1),
                List.of(limits.timersMax(), limits.listenersMax(), limits.coroutinesMax()));
    }

    @Test
    void a_node_cannot_offer_a_host_that_the_application_does_not_have() {
        app.entries(HOST + "  - {name: k, kind: process.host}\n");
        app.file("moonlet.yaml", "node:\n  hosts: [app:k, other:h]\n").configured();
        app.assertMistake(
                "moonlet.yaml",
                2,
                "node.hosts",
                "no process.host \"other:h\"",
                "did you mean \"app:h\"?",
                "the application has app:h, app:k");
    }
}
