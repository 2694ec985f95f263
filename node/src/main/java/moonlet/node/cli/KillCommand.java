package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet kill PID|NAME}. */
@Command(name = "kill", description = "Ends a process at once.")
final class KillCommand extends AdminVerb {
    @Parameters(index = "0", paramLabel = "PID|NAME", description = "A process.")
    private String to;

    KillCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        printDone(client.post("kill", Map.of("to", to)), out);
    }
}
