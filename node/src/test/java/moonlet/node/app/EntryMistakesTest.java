package moonlet.node.app;

import static moonlet.node.app.AppFolder.MAIN;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class EntryMistakesTest {
    @TempDir Path root;
    private AppFolder app;

    @BeforeEach
    void an_application_with_a_lua_file() {
        app = new AppFolder(root).file("w.lua", MAIN);
    }

    @Test
    void an_entry_without_name() {
        app.entries("  - kind: process.host\n");
        app.assertMistake("_index.yaml", 3, "app", "missing name", "app:worker");
    }

    @Test
    void an_entry_without_kind() {
        app.entries("  - name: worker\n");
        app.assertMistake("_index.yaml", 3, "app:worker", "missing kind", "process.lua");
    }

    @Test
    void a_process_without_source() {
        app.entries("  - {name: w, kind: process.lua, method: main}\n");
        app.assertMistake("_index.yaml", 3, "app:w", "missing source", "file://");
    }

    @Test
    void a_function_without_method() {
        app.entries("  - name: f\n    kind: function.lua\n    source: file://w.lua\n");
        app.assertMistake("_index.yaml", 3, "app:f", "missing method", "method: main");
    }

    @Test
    void an_empty_source() {
        app.entries("  - {name: w, kind: library.lua, source: ''}\n");
        app.assertMistake("_index.yaml", 3, "app:w", "source is empty", "file://");
    }

    @Test
    void a_file_without_namespace_value() {
        app.file("a.yaml", "version: 1\nnamespace:\nentries: []\n");
        app.assertMistake("a.yaml", 2, "", "missing namespace", "namespace: app");
    }

    @Test
    void a_namespace_with_a_colon() {
        app.file("a.yaml", "namespace: 'a:b'\nentries: []\n");
        app.assertMistake("a.yaml", 1, "", "\"a:b\"", "cannot contain :");
    }

    @Test
    void a_host_with_a_space_in_its_name() {
        app.entries("  - kind: process.host\n    name: my host\n");
        app.assertMistake("_index.yaml", 4, "app", "\"my host\"", "rename");
    }

    @Test
    void a_name_that_is_a_number() {
        app.entries("  - {kind: process.host, name: 5}\n");
        app.assertMistake("_index.yaml", 3, "app:5", "name must be text", "the number 5");
    }

    @Test
    void an_entry_that_is_no_map() {
        app.entries("  - worker\n");
        app.assertMistake("_index.yaml", 3, "app", "an entry must be a map", "\"worker\"");
    }

    @Test
    void entries_that_are_no_list() {
        app.file("_index.yaml", "namespace: app\nentries:\n  worker: {kind: process.host}\n");
        app.assertMistake("_index.yaml", 3, "app", "entries must be a list", "found a map");
    }

    @Test
    void a_slip_in_the_word_entries() {
        app.file("_index.yaml", "namespace: app\nentires:\n  - {name: h, kind: process.host}\n");
        app.assertMistake("_index.yaml", 2, "app", "\"entires\"", "did you mean \"entries\"?");
    }

    @Test
    void a_limit_of_the_wrong_type() {
        app.entries("  - name: h\n    kind: process.host\n    max_processes: many\n");
        app.assertMistake(
                "_index.yaml",
                5,
                "app:h",
                "max_processes",
                "whole number from 1",
                "the text \"many\"");
    }

    @Test
    void a_host_for_no_processes_at_all() {
        app.entries("  - {name: h, kind: process.host, host: {max_processes: 0}}\n");
        app.assertMistake("_index.yaml", 3, "app:h", "host.max_processes", "found the number 0");
    }

    @Test
    void modules_that_are_no_list() {
        app.entries("  - {name: l, kind: library.lua, source: file://w.lua, modules: time}\n");
        app.assertMistake("_index.yaml", 3, "app:l", "modules must be a list", "\"time\"");
    }

    @Test
    void an_auto_start_that_is_not_true_or_false() {
        app.entries(
                "  - {name: h, kind: process.host}\n"
                        + "  - {name: w, kind: process.lua, source: file://w.lua, method: main}\n"
                        + "  - {name: s, kind: process.service, process: app:w, host: app:h,"
                        + " lifecycle: {auto_start: 1}}\n");
        app.assertMistake(
                "_index.yaml",
                5,
                "app:s",
                "lifecycle.auto_start must be true or false",
                "number 1");
    }

    @Test
    void an_unknown_limit() {
        app.entries("  - {name: h, kind: process.host, limits: {mailbox_messages_max: 5}}\n");
        app.assertMistake(
                "_index.yaml", 3, "app:h", "unknown limit", "did you mean \"mailboxMessagesMax\"?");
    }

    @Test
    void a_limit_out_of_range() {
        app.entries("  - {name: h, kind: process.host, limits: {callDepthMax: 0}}\n");
        app.assertMistake("_index.yaml", 3, "app:h", "limits.callDepthMax", "from 1 to 2147483647");
    }

    @Test
    void an_id_defined_twice_names_both_places() {
        app.entries("  - {name: h, kind: process.host}\n");
        app.file("b.yaml", "namespace: app\n\nentries: [{name: h, kind: process.host}]\n");
        app.assertMistake("b.yaml", 3, "app:h", "duplicate id", "_index.yaml:3");
    }

    @Test
    void all_mistakes_are_reported_at_once_in_the_order_of_files_and_lines() {
        app.entries("  - {name: w, kind: process.lua}\n  - {name: h}\n");
        app.file("b.yaml", "namespace: b\nentries: {}\n").file("a.yaml", "\t- x\n");
        List<String> places =
                app.load().problems().stream().map(p -> p.file() + ":" + p.line()).toList();
        assertEquals(
                List.of("_index.yaml:3", "_index.yaml:3", "_index.yaml:4", "a.yaml:1", "b.yaml:2"),
                places);
    }

    @Test
    void a_mistake_reads_as_one_line() {
        app.entries("  - name: worker\n");
        assertEquals(
                "_index.yaml:3: app:worker: missing kind: add one of env.storage.file,"
                        + " env.storage.memory, env.storage.os, env.storage.router,"
                        + " env.storage.static, env.variable, function.lua, library.lua, pg.scope,"
                        + " process.host, process.lua, process.service, store.memory",
                app.load().problems().getFirst().toString());
    }
}
