package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.app.FolderState;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code --watch} look by look, without its waits; RealProcessTest has it as users do. */
class CodeWatchTest {
    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();
    private Shell shell;
    private Node node;
    private CodeWatch watch;

    @BeforeEach
    void start() {
        shell = new Shell(folder).yaml(Shell.HOST).process("main", "return 1");
        shell.written();
        FolderState files = CodeWatch.state(folder, null);
        Workspace workspace = Workspace.read(folder, null, Map.of());
        node = workspace.start();
        watch = new CodeWatch(node, workspace, folder, null, files, new PrintWriter(err));
    }

    @AfterEach
    void stop() {
        node.abandon();
    }

    @Test
    void new_processes_run_the_code_that_was_saved() throws Exception {
        assertEquals(1.0, value("app:main"));
        save("main.lua", "return {main = function() return 22 end}\n");
        settle();
        assertEquals(22.0, value("app:main"));
        assertEquals("", err.toString());
    }

    @Test
    void a_folder_that_still_changes_is_not_read_yet() throws Exception {
        for (int i = 1; i <= 3; i++) {
            save("main.lua", "return {main = function() return " + "1".repeat(i + 1) + " end}\n");
            watch.look();
            assertEquals(1.0, value("app:main"));
        }
        watch.look();
        assertEquals(1111.0, value("app:main"));
    }

    @Test
    void a_file_may_be_put_in_the_place_of_another() throws Exception {
        save(".main.lua.swp", "return {main = function() return 3 end}\n");
        settle();
        assertEquals(1.0, value("app:main"));
        Files.move(
                folder.resolve(".main.lua.swp"),
                folder.resolve("main.lua"),
                StandardCopyOption.REPLACE_EXISTING);
        settle();
        assertEquals(3.0, value("app:main"));
    }

    @Test
    void code_that_does_not_compile_is_reported_and_the_old_code_stays() throws Exception {
        save("main.lua", "return {\nmain = function( return 2 end}\n");
        settle();
        assertTrue(err.toString().startsWith("error: main.lua:2: app:main: "), err.toString());
        assertTrue(
                err.toString()
                        .endsWith("\n1 mistake; the node goes on with the code that it has\n"),
                err.toString());
        assertEquals(1.0, value("app:main"));
        save("main.lua", "return {main = function() return 4 end}\n");
        settle();
        assertEquals(4.0, value("app:main"));
    }

    @Test
    void a_mistake_is_reported_once() throws Exception {
        save("main.lua", "return {");
        settle();
        String reported = err.toString();
        settle();
        assertEquals(reported, err.toString());
    }

    @Test
    void an_index_that_is_wrong_is_reported_and_all_stays() throws Exception {
        String index = Files.readString(folder.resolve("_index.yaml"));
        save("_index.yaml", index.replace("method: main", "metod: main"));
        settle();
        assertTrue(err.toString().contains("error: _index.yaml:4: app:main: "), err.toString());
        assertEquals(1.0, value("app:main"));
    }

    @Test
    void an_entry_that_is_new_can_be_started() throws Exception {
        shell.process("more", "return 'more'").written();
        settle();
        assertEquals("more", value("app:more"));
    }

    @Test
    void what_waits_for_a_restart_is_said_once() throws Exception {
        shell.yaml("  - {name: late, kind: process.host}\n").written();
        settle();
        shell.process("more", "return 'more'").written();
        settle();
        save("moonlet.yaml", "shutdown: {timeout: 1s}\n");
        settle();
        assertEquals(
                """
                warning: app:late is no code; the node sees that it has changed when it starts again
                warning: the configuration has changed; the node takes it over when it starts again
                """,
                err.toString());
        assertEquals("more", value("app:more"));
    }

    @Test
    void other_files_are_no_reason_to_read_the_folder() throws Exception {
        FolderState before = CodeWatch.state(folder, null);
        save("notes.txt", "text");
        save(".hidden", "text");
        Files.createDirectory(folder.resolve(".git"));
        save(".git/config.json", "{}");
        assertEquals(before, CodeWatch.state(folder, null));
        save("more.lua", "return 1");
        assertTrue(!before.equals(CodeWatch.state(folder, null)));
    }

    @Test
    void a_folder_that_is_gone_is_reported_and_the_old_code_stays() throws Exception {
        Path away = folder.resolveSibling("away");
        Files.move(folder, away);
        settle();
        assertTrue(err.toString().contains("no such folder"), err.toString());
        assertEquals(1.0, value("app:main"));
        Files.move(away, folder);
    }

    /** The look that sees a change, and the one that finds that it has settled. */
    private void settle() {
        watch.look();
        watch.look();
    }

    private void save(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Object value(String entry) throws Exception {
        Ending ending =
                node.exec(entry, "app:processes", Payloads.of(List.of()))
                        .ending()
                        .get(20, TimeUnit.SECONDS);
        assertTrue(ending instanceof Ending.Returned, ending.toString());
        return Payloads.toJava(((Ending.Returned) ending).value());
    }
}
