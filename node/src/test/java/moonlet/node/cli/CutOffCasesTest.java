package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cases that end or hold up the process of their test, and the cases after them. */
class CutOffCasesTest {
    private static final String TEST =
            ", meta: {type: test}, modules: [time, funcs], imports: {test: moonlet:test}";

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void an_application() {
        shell = new Shell(folder).yaml(Shell.HOST);
    }

    private Shell lua(String name, String text) {
        return shell.entry(name, "function.lua", TEST, "")
                .file(name + ".lua", text + "\nreturn {main = test.run}\n");
    }

    private String seen(String text, String... options) {
        return lua("t", text).run("test", options).outWithoutTimes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "local t = {} for i = 1, 1e6 do t[i] = ('x'):rep(1e6) .. i end | retainedBytesMax",
                "process.terminate(process.pid())                               | process terminated",
                "coroutine.spawn(function() error('x', 0) end) channel.new():receive() | x",
                "process.spawn_linked('app:fails', 'app:processes') channel.new():receive() | linked process failed",
                "channel.new():receive()                                        | no result within 2000 ms (--timeout)",
                "while true do end                                              | no result within 2000 ms (--timeout)",
            })
    void the_cases_after_it_are_run_and_pass_or_fail_by_themselves(String body, String why) {
        lua("other", "test.it('not asked for', function() end)");
        shell.process("fails", "error('x')");
        lua(
                "t",
                """
                test.it('a', function() end)
                test.describe('b', function()
                  test.it('ends', function() %s end)
                  test.it('fails', function() error('no', 0) end)
                end)
                test.it('c', function() end)"""
                        .formatted(body));
        Seen seen = shell.run("test", "app:t", "--timeout", "2s");
        assertEquals(
                "ok app:t a\nnot ok app:t b > ends: "
                        + why
                        + "\nnot ok app:t b > fails: t.lua:4: no\nok app:t c\n2 passed, 2 failed\n",
                seen.outWithoutTimes()
                        .replaceAll("ends: .*retainedBytesMax.*", "ends: retainedBytesMax"));
        assertEquals(1, seen.exitCode());
    }

    @Test
    void each_case_may_take_as_long_as_the_timeout() {
        assertEquals(
                "ok app:t 1\nok app:t 2\nnot ok app:t 3: no result within 2000 ms (--timeout)\n"
                        + "ok app:t 4\n3 passed, 1 failed\n",
                seen(
                        """
                        for i = 1, 4 do
                          test.it(tostring(i), function() time.sleep(i == 3 and '1h' or '1200ms') end)
                        end""",
                        "--timeout",
                        "2s"));
    }

    @Test
    void every_case_may_end_its_process() {
        assertEquals(
                "not ok app:t 1: process terminated\nnot ok app:t 2: process terminated\n"
                        + "0 passed, 2 failed\n",
                seen(
                        """
                        for i = 1, 2 do
                          test.it(tostring(i), function()
                            process.terminate(process.pid())
                            channel.new():receive()
                          end)
                        end"""));
    }

    @Test
    void reports_have_all_cases() throws IOException {
        Path report = folder.resolve("junit.xml");
        String out =
                seen(
                        """
                        test.it('ends', function()
                          process.terminate(process.pid())
                          channel.new():receive()
                        end)
                        test.it('passes', function() end)""",
                        "-o",
                        "json",
                        "--junit",
                        report.toString());
        String xml = Files.readString(report).replaceAll("time=\"[0-9.]+\"", "time=\"\"");
        assertEquals(
                "{\"passed\":1,\"failed\":1,\"tests\":[{\"id\":\"app:t\",\"case\":\"ends\",\"ok\":false,"
                        + "\"millis\":0,\"reason\":\"process terminated\"},{\"id\":\"app:t\","
                        + "\"case\":\"passes\",\"ok\":true,\"millis\":0}]}\n",
                out.replaceAll("\"millis\":\\d+", "\"millis\":0"));
        assertTrue(xml.contains("tests=\"2\" failures=\"1\""), xml);
        assertTrue(
                xml.contains("<testcase name=\"app:t passes\" classname=\"app\" time=\"\"></"),
                xml);
    }

    @Test
    void hooks_run_for_the_cases_after_it() {
        assertEquals(
                "not ok app:t ends: process terminated\nok app:t sees\n1 passed, 1 failed\n",
                seen(
                        """
                        local seen = ''
                        test.before_each(function() seen = seen .. 'b' end)
                        test.it('ends', function()
                          process.terminate(process.pid())
                          channel.new():receive()
                        end)
                        test.it('sees', function() test.equal(seen, 'b') end)"""));
    }

    @ParameterizedTest
    @CsvSource({"channel.new():receive()", "while true do end"})
    void its_peers_are_gone_and_time_runs_by_itself_again(String body) {
        assertEquals(
                "not ok app:t hangs: no result within 2000 ms (--timeout)\nok app:t goes on\n"
                        + "1 passed, 1 failed\n",
                seen(
                        """
                        test.it('hangs', function()
                          test.peer('same')
                          test.advance('1s')
                          coroutine.spawn(function() test.advance('1h') end)
                          %s
                        end)
                        test.it('goes on', function()
                          test.peer('same')
                          time.sleep('10ms')
                        end)"""
                                .formatted(body),
                        "--timeout",
                        "2s"));
    }

    @Test
    void a_process_that_cannot_go_on_is_a_result() {
        shell.process("holder", "process.registry.register('held') channel.new():receive()");
        String out =
                seen(
                        """
                        if process.registry.lookup('held') then error('held', 0) end
                        test.it('ends', function()
                          process.registry.register('held', process.spawn('app:holder', 'app:processes'))
                          process.terminate(process.pid())
                          channel.new():receive()
                        end)
                        test.it('is not reached', function() end)""");
        assertEquals(
                "not ok app:t ends: process terminated\nnot ok app:t: in the process for the cases that are left: failed to execute script: held\n0 passed, 2 failed\n",
                out);
    }

    @Test
    void a_case_that_is_upgraded_has_failed_and_the_new_code_goes_on_after_it() {
        assertEquals(
                "not ok app:t upgrades: the process went on with other code before this case had"
                        + " ended\nok app:t goes on\n1 passed, 1 failed\n",
                seen(
                        """
                        test.it('upgrades', function() process.upgrade(nil) end)
                        test.it('goes on', function() end)"""));
    }

    @Test
    void a_test_that_another_one_calls_has_no_results_in_that_one() {
        lua("called", "test.it('x', function() end)");
        assertEquals(
                "ok app:called x\nok app:t calls\nok app:t goes on\n3 passed, 0 failed\n",
                seen(
                        """
                        test.it('calls', function() test.no_error(funcs.call('app:called')) end)
                        test.it('goes on', function() end)"""));
    }
}
