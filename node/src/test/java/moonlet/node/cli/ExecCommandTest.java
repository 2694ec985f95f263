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

import java.nio.file.Path;

class ExecCommandTest {
    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void one_host() {
        shell = new Shell(folder).yaml(Shell.HOST);
    }

    @Test
    void prints_the_result_of_a_function_as_one_line_of_json() {
        Seen seen = shell.function("f", "return {a = {1, 2}}").run("exec", "app:f");
        assertEquals(new Seen(0, "{\"a\":[1,2]}\n", ""), seen);
    }

    @Test
    void runs_a_process_on_the_only_host() {
        Seen seen = shell.process("p", "return process.pid()").run("exec", "app:p");
        assertEquals(0, seen.exitCode());
        assertTrue(seen.out().startsWith("\"{local@app:processes|"), seen.out());
    }

    @Test
    void runs_a_process_on_its_default_host() {
        shell.yaml("  - {name: more, kind: process.host}\n");
        shell.entry(
                "p", "process.lua", ", meta: {default_host: \"app:more\"}", "return process.pid()");
        Seen seen = shell.run("exec", "app:p");
        assertTrue(seen.out().startsWith("\"{local@app:more|"), seen.toString());
    }

    @Test
    void asks_which_host_where_there_are_several() {
        shell.yaml("  - {name: more, kind: process.host}\n").process("p", "return 1");
        assertEquals(
                new Seen(
                        1,
                        "",
                        "error: Invalid: which host? the application has app:processes, app:more;"
                                + " name one in \"app:p\", such as"
                                + " meta: {default_host: \"app:processes\"}\n"),
                shell.run("exec", "app:p"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-1.5",
                "0",
                "1e3",
                "\"-h\"",
                "\"@x\"",
                "\"ü\"",
                "[]",
                "[1,[2]]",
                "{\"a\":{\"b\":null}}",
                "null",
                "true",
                "\"\""
            })
    void every_json_value_is_an_argument(String json) {
        Seen seen =
                shell.function("f", "return {select('#', ...), (...)}").run("exec", "app:f", json);
        String value =
                json.equals("1e3") ? "1000" : json.equals("{\"a\":{\"b\":null}}") ? "{}" : json;
        String expected = json.equals("null") ? "[1]" : "[1," + value + "]";
        assertEquals(new Seen(0, expected.replace("{}", "{\"a\":[]}") + "\n", ""), seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'x😀\\255'      | \"x😀�\"",
                "{['😀\\255'] = 1} | {\"😀�\":1}",
                "errors.new('😀')  | \"😀\"",
                "#...                | 4",
                "1e15                | 1000000000000000",
                "2^53                | 9007199254740992",
                "2^64                | 1.8446744073709552e19",
                "1e300               | 1e300",
                "0.1                 | 0.1",
                "1/3                 | 0.3333333333333333",
                "1/0                 | null"
            })
    void a_result_is_written_exactly(String value, String json) {
        shell.function("f", "return " + value);
        assertEquals(new Seen(0, json + "\n", ""), shell.run("exec", "app:f", "\"😀\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"return nil, 'x😀\\255'", "error('x😀\\255', 0)"})
    void an_error_beyond_ascii_is_shown(String body) {
        shell.function("f", body);
        assertEquals("error: Internal: x😀�\n", shell.run("exec", "app:f").err());
        assertEquals(
                "{\"error\":{\"kind\":\"Internal\",\"message\":\"x😀�\"}}\n",
                shell.run("exec", "app:f", "-o", "json").err());
    }

    @Test
    void no_result_is_null() {
        assertEquals(new Seen(0, "null\n", ""), shell.function("f", "").run("exec", "app:f"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error('boom', 0)                         | Internal: boom",
                "return nil, 'why not'                    | Internal: why not",
                "return nil, errors.new({kind = errors.NOT_FOUND, message = 'gone'})"
                        + " | NotFound: gone",
                "error(errors.new({message = 'odd'}))     | Unknown: odd",
                "return nil, 'two\\nlines \\27[31m'       | Internal: two\\nlines \\u001b[31m",
                "return {1, nil, 3, x = 1}"
                        + " | Invalid: the result: a table with gaps or with keys of several types"
                        + " has no form in JSON"
            })
    void an_error_is_one_line_with_its_kind(String body, String error) {
        Seen seen = shell.function("f", body).run("exec", "app:f");
        assertEquals(new Seen(1, "", "error: " + error + "\n"), seen);
    }

    @Test
    void an_error_as_json_is_an_object() {
        Seen seen = shell.function("f", "return nil, 'a\\nb'").run("exec", "app:f", "-o", "json");
        assertEquals("{\"error\":{\"kind\":\"Internal\",\"message\":\"a\\nb\"}}\n", seen.err());
        assertEquals(1, seen.exitCode());
    }

    @ParameterizedTest
    @CsvSource({
        "app:mian,      NotFound: no entry \"app:mian\" in the application; did you mean \"app:main\"?",
        "app:processes, Invalid: \"app:processes\" is neither a process.lua nor a function.lua; only"
                + " those run"
    })
    void only_processes_and_functions_run(String entry, String error) {
        Seen seen = shell.function("main", "").run("exec", entry);
        assertEquals(new Seen(1, "", "error: " + error + "\n"), seen);
    }

    @ParameterizedTest
    @CsvSource({
        "word,    not JSON: word",
        "'{\"a\":', not JSON: {",
        "'1 2',   not JSON: 1 2 (more than one JSON value)",
        "'',      empty text is not JSON; for nil write null",
        "--confg, unknown option --confg"
    })
    void what_is_not_json_is_wrong_usage(String argument, String error) {
        Seen seen = shell.function("f", "").run("exec", "app:f", argument);
        assertEquals(2, seen.exitCode());
        assertTrue(seen.err().startsWith("error: " + error), seen.err());
    }

    @Test
    void the_chunk_that_does_not_load_is_an_error_of_the_process() {
        shell.function("f", "").file("f.lua", "error('top')\n");
        Seen seen = shell.run("exec", "app:f");
        assertEquals(
                new Seen(1, "", "error: Internal: failed to execute script: f.lua:1: top\n"), seen);
    }

    @Test
    void other_processes_do_not_hold_it_up() {
        shell.process("deaf", "while true do process.events():receive() end");
        shell.process("p", "process.spawn('app:deaf', 'app:processes') return 'done'");
        shell.file("moonlet.yaml", "shutdown: {timeout: 1h}\n");
        assertEquals(new Seen(0, "\"done\"\n", ""), shell.run("exec", "app:p"));
    }

    @Test
    void a_mistake_in_the_application_starts_nothing() {
        Seen seen = shell.yaml("\t- {name: x}\n").run("exec", "app:f");
        assertEquals(1, seen.exitCode());
        assertTrue(seen.err().startsWith("error: _index.yaml:4: a tab indents"), seen.err());
        assertTrue(seen.err().endsWith("1 mistake; nothing was started\n"), seen.err());
    }
}
