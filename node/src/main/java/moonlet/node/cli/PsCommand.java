package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code moonlet ps}. */
@Command(name = "ps", description = "Lists processes of all nodes, the largest first.")
final class PsCommand extends AdminVerb {
    @Option(
            names = "--sort",
            paramLabel = "FIELD",
            description = "mailbox, reductions, memory or uptime; default is ${DEFAULT-VALUE}.")
    private String sort = "mailbox";

    @Option(names = "--node", paramLabel = "NODE", description = "Only those of one node.")
    private String node;

    @Option(names = "--host", paramLabel = "ID", description = "Only those on this process host.")
    private String host;

    @Option(
            names = "--entry",
            paramLabel = "ID",
            description = "Only those whose entry begins like this.")
    private String entry;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most, up to 500; default is ${DEFAULT-VALUE}.")
    private int limit = 100;

    @Option(
            names = {"-w", "--watch"},
            description = "Shows them again every 2 seconds, until Ctrl-C.")
    private boolean watch;

    PsCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused, InterruptedException {
        Map<String, String> query = new HashMap<>();
        query.put("sort", sort);
        query.put("node", node);
        query.put("host", host);
        query.put("entry", entry);
        query.put("limit", String.valueOf(limit));
        do {
            if (watch && !isJson()) {
                out.print("\u001b[H\u001b[2J"); // a terminal begins anew
            }
            print(
                    client.get("processes", query),
                    out,
                    "pid",
                    "entry",
                    "state",
                    "mailbox",
                    "reductions",
                    "memory",
                    "uptime");
            if (watch) {
                TimeUnit.SECONDS.sleep(2);
            }
        } while (watch);
    }
}
