package moonlet.node.cli;

import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet cluster leave}. */
@Command(name = "leave", description = "Lets the node that is asked leave the cluster, and end.")
final class LeaveCommand extends AdminVerb {

    LeaveCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        printDone(client.post("leave", Map.of()), out);
    }
}
