package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TestCommandTest {
    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void an_application() {
        shell = new Shell(folder);
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("\\(\\d+ ms\\)", "(. ms)")
                .replaceAll("\"millis\":\\d+", "\"millis\":0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return false                     | returned false",
                "return false, 'why'              | why",
                "return nil, errors.new('why')    | why",
                "error('a\\nb', 0)                | a\\nb",
                "while true do end                | no result within 200 ms (--timeout)",
                "channel.new():receive()          | no result within 200 ms (--timeout)",
            })
    void a_test_fails(String body, String reason) {
        Seen seen = shell.test("t", body).run("test", "--timeout", "200ms");
        String out = "not ok app:t: " + reason + "\n0 passed, 1 failed\n";
        assertEquals(new Seen(1, out, ""), seen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "coroutine.wrap(function() while true do pcall(error) end end)()",
            })
    void an_endless_loop_at_the_top_level_fails_one_test(String chunk) {
        Shell two = shell.test("t", "").test("u", "").file("t.lua", chunk);
        Seen seen = two.run("test", "--timeout", "2s");
        assertEquals(
                "not ok app:t: no result within 2000 ms (--timeout)\nok app:u (. ms)\n"
                        + "1 passed, 1 failed\n",
                withoutTimes(seen.out()));
    }

    @ParameterizedTest
    @CsvSource({"return", "return true", "return nil", "return 0", "return {}"})
    void a_test_passes(String body) {
        Seen seen = shell.test("t", body).run("test");
        assertEquals("ok app:t (. ms)\n1 passed, 0 failed\n", withoutTimes(seen.out()));
        assertEquals(0, seen.exitCode());
    }

    @Test
    void tests_run_by_suite_and_order_and_id() {
        shell.entry("a", "function.lua", ", meta: {type: test, suite: s, order: 2}", "");
        shell.entry("b", "function.lua", ", meta: {type: test, suite: s, order: 1}", "");
        shell.test("d", "").test("c", "").function("no_test", "");
        Seen seen = shell.run("test");
        assertEquals(
                "ok app:c (. ms)\nok app:d (. ms)\nok app:b (. ms)\nok app:a (. ms)\n"
                        + "4 passed, 0 failed\n",
                withoutTimes(seen.out()));
    }

    @Test
    void filters_are_parts_of_ids() {
        Seen seen = shell.test("one", "").test("two", "").test("six", "").run("test", "ne", ":tw");
        assertEquals(
                "ok app:one (. ms)\nok app:two (. ms)\n2 passed, 0 failed\n",
                withoutTimes(seen.out()));
    }

    @Test
    void a_filter_that_matches_nothing_is_wrong_usage() {
        Seen seen = shell.test("one", "").run("test", "eins");
        assertEquals(2, seen.exitCode());
        assertTrue(
                seen.err().startsWith("error: no test's id contains eins; there are app:one\n"),
                seen.err());
    }

    @Test
    void results_as_json_are_one_object() {
        Seen seen = shell.test("a", "").test("b", "return false").run("test", "-o", "json");
        assertEquals(
                "{\"passed\":1,\"failed\":1,\"tests\":[{\"id\":\"app:a\",\"ok\":true,\"millis\":0},"
                        + "{\"id\":\"app:b\",\"ok\":false,\"millis\":0,\"reason\":\"returned"
                        + " false\"}]}\n",
                withoutTimes(seen.out()));
        assertEquals(1, seen.exitCode());
    }

    @Test
    void the_junit_report_gets_its_folder() throws IOException {
        Path report = folder.resolve("reports/junit.xml");
        shell.test("a", "").test("b", "error('<&\\27', 0)");
        shell.run("test", "--junit", report.toString());
        String xml = Files.readString(report).replaceAll("time=\"[0-9.]+\"", "time=\"\"");
        assertTrue(
                xml.contains(
                        "<testsuite name=\"moonlet\" tests=\"2\" failures=\"1\">"
                                + "<testcase name=\"app:a\" classname=\"app\" time=\"\"></testcase>"
                                + "<testcase name=\"app:b\" classname=\"app\" time=\"\">"
                                + "<failure message=\"&lt;&amp;\\u001b\"></failure></testcase>"),
                xml);
    }

    @Test
    void a_report_that_cannot_be_written_is_a_failure_in_one_line() {
        Seen seen = shell.test("a", "").run("test", "--junit", folder.toString());
        assertEquals(
                "error: Unavailable: cannot write " + folder + ": Is a directory (--junit)\n",
                seen.err());
        assertEquals(1, seen.exitCode());
    }
}
