package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet cluster leave}. */
@Command(name = "leave", description = "Tells a node to drain, and does not wait for that.")
final class LeaveCommand extends AdminVerb {
    @Parameters(
            paramLabel = "NODE",
            arity = "0..1",
            description = "Its name; default is the node that is asked.")
    private String node;

    LeaveCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        printDone(client.post("leave", node == null ? Map.of() : Map.of("node", node)), out);
    }
}
