package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet cluster down}. */
@Command(
        name = "down",
        description = "Takes a silent node out of the cluster at once; its processes are lost.")
final class DownCommand extends AdminVerb {
    @Parameters(paramLabel = "NODE", description = "Its name.")
    private String node;

    DownCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        printDone(client.post("down", Map.of("node", node)), out);
    }
}
