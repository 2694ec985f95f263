package moonlet.node.cli;

import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet services}. */
@Command(name = "services", description = "Lists the services of all nodes.")
final class ServicesCommand extends AdminVerb {

    ServicesCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        print(
                client.get("services", Map.of()),
                out,
                "id",
                "node",
                "state",
                "attempts",
                "pid",
                "failure");
    }
}
