package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.engine.Limits;
import moonlet.node.app.Entry;
import moonlet.node.app.LoadLimits;
import moonlet.node.app.Setting;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What README.md says about limits, commands, options and files is what the code does. */
class ReadmeTest {
    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(Checkout.root().resolve("README.md"));
    }

    @Test
    void the_limits_are_those_of_the_code_with_their_defaults() {
        List<String> inCode = all("(\\w+=\\d+)", Limits.DEFAULTS + " " + LoadLimits.DEFAULTS);

        assertEquals(
                inCode,
                all("(?m)^\\| (`\\w+` \\| \\d+) \\|", readme).stream()
                        .map(row -> row.replace("` | ", "=").replace("`", ""))
                        .toList());
    }

    @Test
    void a_host_has_room_for_as_many_processes_as_it_says() {
        int room = Entry.HostEntry.MAX_PROCESSES_DEFAULT;

        assertTrue(readme.contains("`max_processes` (default " + room + ")"), "not " + room);
    }

    @Test
    void the_table_of_commands_is_that_of_the_help() {
        assertEquals(commands(), all("(?m)^\\| `moonlet (\\w+)", readme));
    }

    @Test
    void every_variable_has_a_row() {
        List<String> rows = all("(?m)^\\| ((?:`MOONLET_\\w+`(?:, )?)+) \\|", readme);
        List<String> named = all("`(\\w+)`", String.join(" ", rows));

        for (Setting setting : Setting.values()) {
            assertTrue(named.contains(setting.variable()), "README.md lacks " + setting.variable());
        }
    }

    @Test
    void the_commands_that_ask_a_node_are_those_of_the_table() {
        List<String> asking =
                everyCommand().stream()
                        .filter(command -> help(command).contains("--token-file"))
                        .map(command -> command.replace("cluster ", ""))
                        .sorted()
                        .toList();
        String row = all("(?m)^\\|[^|]+`--token-file FILE` \\| ([^|]+) \\|", readme).getFirst();

        assertEquals(
                asking,
                all("(\\w+)", row.replaceAll("cluster|and", "")).stream().sorted().toList());
    }

    @Test
    void every_option_is_named() {
        for (String command : everyCommand()) {
            for (String option : all("(?m)^ +(?:-\\w, +)?(-[-\\w]+)", help(command))) {
                boolean named =
                        readme.contains("`" + option)
                                || option.equals("--output") && readme.contains("`-o json`");

                assertTrue(named, "README.md lacks " + option + " of " + command);
            }
        }
    }

    @Test
    void its_links_lead_somewhere() {
        List<String> titles =
                all("(?m)^#+ (.*)", readme).stream()
                        .map(title -> title.toLowerCase(Locale.ROOT).replace(",", ""))
                        .map(title -> "#" + title.replace(' ', '-'))
                        .toList();
        for (String link : all("\\]\\(([^)]*)\\)", readme)) {
            boolean leads = titles.contains(link) || Files.exists(Checkout.root().resolve(link));

            assertTrue(leads, "README.md links to " + link);
        }
    }

    private static List<String> commands() {
        return all("(?m)^  (\\w+) ", Printed.by(0, "help")).stream()
                .filter(command -> !command.equals("help"))
                .toList();
    }

    private static List<String> everyCommand() {
        return Stream.concat(
                        commands().stream(),
                        all("(\\w+)", ClusterCommand.COMMANDS).stream().map("cluster "::concat))
                .toList();
    }

    private static String help(String command) {
        return command.equals("version") ? "" : Printed.by(0, (command + " --help").split(" "));
    }

    /** Group 1 of everything in the text that matches. */
    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
