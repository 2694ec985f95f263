package moonlet.node.cli;

import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet hosts}. */
@Command(name = "hosts", description = "Lists the process hosts of all nodes.")
final class HostsCommand extends AdminVerb {

    HostsCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        print(client.get("hosts", Map.of()), out, "id", "node", "processes", "processesMax");
    }
}
