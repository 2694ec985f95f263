package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''             | which command? one of run, cluster, nodes, ps, info, names,"
                        + " hosts, services, events, send, spawn, cancel, kill, exec, test, check, new,"
                        + " bench, completion, version",
                "walk           | unknown command walk; one of run, cluster, nodes, ps, info,"
                        + " names, hosts, services, events, send, spawn, cancel, kill, exec, test,"
                        + " check, new, bench, completion, version",
                "runn x         | unknown command runn; did you mean \"run\"?",
                "help spwan     | unknown command spwan; did you mean \"spawn\"?",
                "cluster staus  | unknown command staus; did you mean \"status\"?",
                "cluster walk   | unknown command walk; one of up, status, drain, leave, down",
                "-v version     | unknown option -v; options stand behind the command",
                "exec           | Missing required parameters: 'APP', 'ENTRY'",
                "exec app       | Missing required parameter: 'ENTRY'",
                "run            | Missing required parameter: 'APP'",
                "run a b        | one argument too many: b",
                "check --loud a | unknown option --loud",
                "check a -o     | Missing required parameter for option '--output' (FORMAT)",
                "exec --loud a a:b x  | unknown option --loud",
                "exec a --loud a:b x  | unknown option --loud",
                "bench --n 0          | --n must be 1 or more: 0",
                "bench --n -3         | --n must be 1 or more: -3",
                "bench --warm -1      | --warm must be 0 or more: -1",
                "test a --timeout 5   | --timeout: missing unit (ns us ms s m h) in duration \"5\"",
                "test a --timeout 0s  | --timeout must be more than 0: 0s",
            })
    void wrong_usage_is_one_line_and_how_it_is_meant(String line, String error) {
        Seen seen = Shell.moonlet(line.isEmpty() ? new String[0] : line.split(" "));
        assertEquals(2, seen.exitCode());
        assertEquals("", seen.out());
        assertTrue(seen.err().startsWith("error: " + error + "\nUsage: moonlet"), seen.err());
        assertTrue(seen.err().endsWith(" --help\n"), seen.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "-h", "help", "run -h", "exec -h", "test --help", "help check"})
    void help_is_a_result(String line) {
        Seen seen = Shell.moonlet(line.split(" "));
        assertEquals(0, seen.exitCode());
        assertEquals("", seen.err());
        assertTrue(seen.out().startsWith("Usage: moonlet"), seen.out());
    }

    @Test
    void version_takes_the_common_options() {
        Seen seen = Shell.moonlet("version", "-o", "json", "--config", "moonlet.yaml");
        String java = Runtime.version().toString();
        assertEquals(
                new Seen(0, "{\"version\":\"unpackaged\",\"java\":\"" + java + "\"}\n", ""), seen);
    }

    @Test
    void a_shell_can_complete_commands() {
        Seen seen = Shell.moonlet("completion");
        assertTrue(seen.out().contains("complete -F _complete_moonlet"), seen.out());
        assertTrue(seen.out().contains("--no-services"), seen.out());
    }

    @Test
    void version_is_also_an_option() {
        assertEquals(Shell.moonlet("version"), Shell.moonlet("--version"));
    }
}
