package moonlet.node.cli;

import moonlet.protocol.ErrorKind;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code moonlet cluster drain}. */
@Command(
        name = "drain",
        description = {
            "Ends a node as SIGTERM does, and waits for that: it starts nothing more, its processes"
                    + " get a CANCEL and time to end, and then it leaves the cluster."
        })
final class DrainCommand extends AdminVerb {
    private static final long LEAVING_MILLIS = 60_000; // more than a node ever takes

    @Parameters(
            paramLabel = "NODE",
            arity = "0..1",
            description = "Its name; default is the node that is asked.")
    private String node;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description =
                    "From the first CANCEL to the kill; default is the node's shutdown.timeout.")
    private String timeout;

    DrainCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused, InterruptedException {
        Map<String, String> body = new HashMap<>();
        String name = node != null ? node : self(client);
        body.put("node", name);
        if (timeout != null) {
            body.put("timeout", timeout);
        }
        JsonNode answer = client.post("drain", body);
        long left = answer.path("timeoutMillis").asLong() + LEAVING_MILLIS;
        say(name + " drains: its processes have " + seconds(answer) + " to end");
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
        while (isMember(client, name)) {
            if (System.nanoTime() - deadline > 0) {
                throw AdminClient.Refused.failed(
                        ErrorKind.TIMEOUT,
                        "node " + name + " is still a member; see moonlet cluster status");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        printDone(answer, out);
    }

    private static String seconds(JsonNode answer) {
        return answer.path("timeoutMillis").asLong() / 1000.0 + " s";
    }

    private static String self(AdminClient client) throws AdminClient.Refused {
        for (JsonNode one : client.get("nodes", Map.of())) {
            if (one.path("self").asBoolean()) {
                return one.path("name").asString();
            }
        }
        throw AdminClient.Refused.failed(ErrorKind.INTERNAL, "the node does not say its name");
    }

    /** A node that answers no more has ended, if it was the one that is asked. */
    private static boolean isMember(AdminClient client, String name) throws AdminClient.Refused {
        try {
            for (JsonNode one : client.get("nodes", Map.of())) {
                if (one.path("name").asString().equals(name)) {
                    return true;
                }
            }
            return false;
        } catch (AdminClient.Refused refused) {
            if (refused.isSilence()) {
                return false;
            }
            throw refused;
        }
    }
}
