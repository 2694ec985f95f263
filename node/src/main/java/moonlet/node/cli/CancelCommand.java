package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** {@code moonlet cancel PID|NAME}. */
@Command(name = "cancel", description = "Asks a process to end.")
final class CancelCommand extends AdminVerb {
    @Parameters(index = "0", paramLabel = "PID|NAME", description = "A process.")
    private String to;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            description = "Kills it if it is still there after that, such as 5s.")
    private String deadline;

    CancelCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        Map<String, String> body = new HashMap<>();
        body.put("to", to);
        if (deadline != null) {
            body.put("deadline", deadline);
        }
        printDone(client.post("cancel", body), out);
    }
}
