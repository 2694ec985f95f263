package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** {@code moonlet send PID|NAME TOPIC [JSON...]}. */
@Command(name = "send", description = "Sends a process a message.")
final class SendCommand extends AdminVerb {
    @Parameters(index = "0", paramLabel = "PID|NAME", description = "A process.")
    private String to;

    @Parameters(index = "1", paramLabel = "TOPIC", description = "Topic of the message.")
    private String topic;

    @Parameters(
            index = "2..*",
            paramLabel = "JSON",
            description = "What the message is, each one JSON value.")
    private List<String> arguments = List.of();

    SendCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        List<JsonNode> values = JsonArguments.of(arguments, this::wrong);
        printDone(client.post("send", Map.of("to", to, "topic", topic, "arguments", values)), out);
    }
}
