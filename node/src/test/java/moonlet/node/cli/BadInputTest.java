package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** What a new user gets wrong inside a process, and what Lua is told. */
class BadInputTest {
    @TempDir private Path folder;

    private void assertTold(String expected, String call) {
        String body = "local ok, err = " + call + " return tostring(err)";
        Shell shell = new Shell(folder).yaml(Shell.HOST).process("main", body);
        assertEquals(new Seen(0, "\"" + expected + "\"\n", ""), shell.run("exec", "app:main"));
    }

    @Test
    void a_send_without_topic() {
        assertTold(
                "send requires at least destination and topic arguments; topic is missing",
                "process.send(nil)");
    }

    @Test
    void a_message_of_ten_megabytes() {
        assertTold(
                "message is larger than the limit messageBytesMax=8388608 bytes; send it in parts",
                "process.send(process.pid(), 't', string.rep('x', 10 * 1024 * 1024))");
    }

    @Test
    void a_pid_of_yesterday() {
        assertTold(
                "process not found: {local@app:processes|19a3f2c4b10.42} is of another start of node"
                        + " \\\"local\\\", and PIDs end with their node; keep names instead"
                        + " (process.registry)",
                "process.send('{local@app:processes|19a3f2c4b10.42}', 't')");
    }

    @Test
    void a_typo_in_a_host() {
        assertTold(
                "host not found: \\\"app:procesess\\\"; did you mean \\\"app:processes\\\"?; hosts of"
                        + " this node: app:processes",
                "process.spawn('app:main', 'app:procesess')");
    }
}
