package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
        printOne(client.get("processes/" + AdminClient.encoded(to), Map.of()), out);
    }
}
