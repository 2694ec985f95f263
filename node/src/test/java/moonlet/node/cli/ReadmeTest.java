package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.engine.Limits;
import moonlet.node.app.Entry;
import moonlet.node.app.LoadLimits;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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
    void every_option_is_named() {
        for (String command : commands()) {
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

    private static String help(String command) {
        return command.equals("version") ? "" : Printed.by(0, command, "--help");
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
