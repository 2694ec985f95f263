package moonlet.node.cli;

import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet nodes}. */
@Command(name = "nodes", description = "Lists the nodes of a running cluster.")
final class NodesCommand extends AdminVerb {

    NodesCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        print(
                client.get("nodes", Map.of()),
                out,
                "name",
                "address",
                "connected",
                "processes",
                "hosts");
    }
}
