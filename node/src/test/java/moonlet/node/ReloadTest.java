package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.engine.Chunk;
import moonlet.lua.process.Payloads;
import moonlet.node.app.Entry;
import moonlet.node.app.Reloaded;
import moonlet.protocol.Ending;
import moonlet.protocol.Payload;
import moonlet.protocol.Signal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Code that is replaced while a node runs: who gets it, and who is told. */
class ReloadTest {
    private static final String INDEX =
            """
            namespace: app
            entries:
              - {name: processes, kind: process.host}
              - {name: deep, kind: library.lua, source: file://deep.lua}
              - {name: shallow, kind: library.lua, source: file://shallow.lua, imports: {deep: app:deep}}
              - {name: main, kind: process.lua, source: file://main.lua, method: main, imports: {lib: app:shallow}}
              - {name: other, kind: process.lua, source: file://other.lua, method: main}
            """;

    /** Upgrades itself when it is told to, and says what it was told and which code runs then. */
    private static final String UPGRADING =
            """
            return {main = function(told)
              if told then
                return told .. " " .. lib
              end
              process.set_options({upgradable = true})
              process.registry.register("ready")
              local event = process.events():receive()
              process.upgrade(nil, event.kind .. " " .. table.concat(event.sources, ","))
            end}
            """;

    /** The same, but it does not look at its events before it gets a message. */
    private static final String PATIENT =
            UPGRADING.replace("local event", "process.inbox():receive() local event");

    @TempDir private Path folder;
    private TestNodes nodes;
    private Node node;

    @BeforeEach
    void start() throws IOException {
        write("_index.yaml", INDEX);
        write("deep.lua", "return 'first'");
        write("shallow.lua", "return deep");
        write("main.lua", "return {main = function() return lib end}");
        write("other.lua", "return {main = function() return 'other' end}");
        nodes = TestNodes.start(folder);
        node = nodes.node();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void a_changed_library_changes_those_that_import_it_through_others() throws Exception {
        assertEquals("first", value("app:main"));
        write("deep.lua", "return 'second'");
        assertEquals(Set.of("app:deep"), reload().changed());
        assertEquals("second", value("app:main"));
    }

    @Test
    void entries_come_and_go() throws Exception {
        assertEquals("other", value("app:other"));
        write("_index.yaml", INDEX.replace("name: other", "name: renamed"));
        assertEquals(Set.of("app:other", "app:renamed"), reload().changed());
        assertEquals("other", value("app:renamed"));
        assertEquals(
                "factory not found: no process \"app:other\" in the application",
                ((Ending.Failed) exec("app:other").ending().get()).failure().message());
    }

    @Test
    void only_code_changes_while_a_node_runs() throws Exception {
        String hosts = INDEX.replace("process.host}", "process.host, max_processes: 7}");
        write("_index.yaml", hosts + "  - {name: more, kind: process.host}\n");
        Reloaded reloaded = reload();
        assertEquals(Set.of(), reloaded.changed());
        assertEquals(Set.of("app:more", "app:processes"), reloaded.afterRestart());
        assertEquals("first", value("app:main"));
    }

    @Test
    void where_an_entry_stands_is_no_part_of_it() throws Exception {
        write("_index.yaml", "# moved down\n\n" + INDEX);
        Reloaded reloaded = reload();
        assertEquals(Set.of(), reloaded.changed());
        assertEquals(Set.of(), reloaded.afterRestart());
    }

    @Test
    void the_method_the_limits_and_the_modules_are_code_too() throws Exception {
        write("main.lua", "return {main = function() return 1 end, two = function() return 2 end}");
        reload();
        for (String change : List.of("method: two", "method: main, modules: [time]")) {
            write(
                    "_index.yaml",
                    INDEX.replace("file://main.lua, method: main", "file://main.lua, " + change));
            assertEquals(Set.of("app:main"), reload().changed(), change);
        }
    }

    @Test
    void a_process_that_wants_to_know_is_told_which_entries_have_other_code() throws Exception {
        RunningProcess running = upgrading();
        write("deep.lua", "return 'second'");
        write("shallow.lua", "return 'not ' .. deep");
        write("other.lua", "return {main = function() return 'no matter' end}");
        reload();
        assertEquals("pid.outdated app:deep,app:shallow not second", value(running));
    }

    @Test
    void a_process_is_told_of_its_own_entry_even_if_it_asks_later() throws Exception {
        write(
                "main.lua",
                UPGRADING.replace("process.set", "process.inbox():receive() process.set"));
        reload();
        RunningProcess running = exec("app:main");
        write("main.lua", UPGRADING);
        reload();
        TestNodes.await("it is there", () -> node.processes().find(running.pid()) != null);
        node.processes().tell(running.pid(), message("go on"));
        assertEquals("pid.outdated app:main first", value(running));
    }

    @Test
    void several_changes_are_one_event_until_it_is_read() throws Exception {
        write("main.lua", PATIENT);
        reload();
        RunningProcess running = exec("app:main");
        TestNodes.await("it is ready", () -> node.nameCount() > 0);
        write("deep.lua", "return 'second'");
        reload();
        write("main.lua", UPGRADING.replace("told ..", "'again ' .. told .."));
        reload();
        node.processes().tell(running.pid(), message("go on"));
        assertEquals("again pid.outdated app:deep,app:main second", value(running));
    }

    @Test
    void code_that_has_not_changed_is_no_news() throws Exception {
        RunningProcess running = upgrading();
        write("other.lua", "return {main = function() return 'no matter' end}");
        reload();
        write("main.lua", UPGRADING.replace("told ..", "'only ' .. told .."));
        reload();
        assertEquals("only pid.outdated app:main first", value(running));
    }

    @Test
    void an_entry_that_was_gone_and_is_back_with_the_same_code_is_no_news() throws Exception {
        RunningProcess running = upgrading();
        write("_index.yaml", INDEX.replace("name: main", "name: gone"));
        reload();
        write("_index.yaml", INDEX);
        reload();
        write("main.lua", UPGRADING.replace("told ..", "'only ' .. told .."));
        reload();
        assertEquals("only pid.outdated app:main first", value(running));
    }

    @Test
    void who_upgrades_for_another_reason_is_not_told_afterwards() throws Exception {
        String code =
                """
                return {main = function(again)
                  process.set_options({upgradable = true})
                  process.registry.register("ready")
                  process.inbox():receive()
                  if not again then
                    process.upgrade(nil, true)
                  end
                  return channel.select({process.events():case_receive(), default = true}).default
                end}
                """;
        write("main.lua", code);
        reload();
        RunningProcess running = exec("app:main");
        TestNodes.await("it is ready", () -> node.nameCount() > 0);
        write("deep.lua", "return 'second'");
        reload();
        node.processes().tell(running.pid(), message("upgrade"));
        node.processes().tell(running.pid(), message("say"));
        assertEquals(true, value(running));
    }

    @Test
    void old_code_is_kept_only_as_long_as_a_process_runs_it() throws Exception {
        write("main.lua", PATIENT);
        reload();
        RunningProcess running = exec("app:main");
        TestNodes.await("it is ready", () -> node.nameCount() > 0);
        WeakReference<Chunk> old = chunkOfMain(running);
        write("main.lua", UPGRADING);
        reload();
        System.gc();
        assertEquals(false, old.refersTo(null));
        node.processes().tell(running.pid(), message("go on"));
        assertEquals("pid.outdated app:main first", value(running));
        TestNodes.await(
                "the old code is gone",
                () -> {
                    System.gc();
                    return old.refersTo(null);
                });
    }

    private WeakReference<Chunk> chunkOfMain(RunningProcess running) {
        Entry.CodeEntry entry = node.processes().find(running.pid()).plan().entry();
        return new WeakReference<>(entry.chunk());
    }

    private RunningProcess upgrading() throws IOException {
        write("main.lua", UPGRADING);
        reload();
        RunningProcess running = exec("app:main");
        TestNodes.await("it is ready", () -> node.nameCount() > 0);
        return running;
    }

    private static Signal message(String topic) {
        return new Signal.Message(null, topic, Payloads.of(List.of()));
    }

    private RunningProcess exec(String entry) {
        return node.exec(entry, "app:processes", Payloads.of(List.of()));
    }

    private Object value(String entry) throws Exception {
        return value(exec(entry));
    }

    private static Object value(RunningProcess running) throws Exception {
        return switch (running.ending().get(20, TimeUnit.SECONDS)) {
            case Ending.Returned(Payload value) -> Payloads.toJava(value);
            case Ending.Failed failed -> throw new AssertionError(failed.failure().message());
        };
    }

    private Reloaded reload() {
        return node.reload(TestNodes.read(folder));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
