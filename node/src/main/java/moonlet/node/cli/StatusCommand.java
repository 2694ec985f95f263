package moonlet.node.cli;

import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet cluster status}. */
@Command(
        name = "status",
        description = "Lists all members of the cluster, also those that are silent or come or go.")
final class StatusCommand extends AdminVerb {

    StatusCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        print(
                client.get("cluster", Map.of()),
                out,
                "name",
                "address",
                "status",
                "reachable",
                "state");
    }
}
