package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** {@code moonlet spawn ENTRY HOST [JSON...]}. */
@Command(name = "spawn", description = "Starts a process on a running node.")
final class SpawnCommand extends AdminVerb {
    @Parameters(index = "0", paramLabel = "ENTRY", description = "A process.lua, ns:name.")
    private String entry;

    @Parameters(
            index = "1",
            paramLabel = "HOST",
            description = "As in process.spawn: app:h, node2@app:h, or *@app:h for any node.")
    private String host;

    @Parameters(
            index = "2..*",
            paramLabel = "JSON",
            description = "Arguments, each one JSON value.")
    private List<String> arguments = List.of();

    SpawnCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        List<JsonNode> values = JsonArguments.of(arguments, this::wrong);
        JsonNode answer =
                client.post("spawn", Map.of("entry", entry, "host", host, "arguments", values));
        out.println(isJson() ? answer : answer.get("pid").asString()); // for $(moonlet spawn ...)
        out.flush();
    }
}
