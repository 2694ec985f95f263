package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet info PID|NAME}. */
@Command(name = "info", description = "Shows what can be seen of one process.")
final class InfoCommand extends AdminVerb {
    @Parameters(index = "0", paramLabel = "PID|NAME", description = "A process.")
    private String to;

    InfoCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        JsonNode process = client.get("processes/" + AdminClient.encoded(to), Map.of());
        if (isJson()) {
            out.println(process);
        } else {
            process.propertyStream()
                    .forEach(field -> out.println(line(field.getKey(), field.getValue())));
        }
        out.flush();
    }

    private static String line(String name, JsonNode value) {
        String unit = TextTable.unit(name).map(" "::concat).orElse("");
        return TextTable.words(name) + ": " + TextTable.text(value) + unit;
    }
}
