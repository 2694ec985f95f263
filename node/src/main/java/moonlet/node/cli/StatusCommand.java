package moonlet.node.cli;

import picocli.CommandLine.Command;

import tools.jackson.databind.JsonNode;

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
        JsonNode members = client.get("cluster", Map.of());
        if (members.isEmpty() && !isJson()) {
            out.println("this node is in no cluster");
            out.flush();
            return;
        }
        print(members, out, "name", "address", "status", "reachable", "state");
    }
}
