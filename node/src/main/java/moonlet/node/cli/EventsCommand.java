package moonlet.node.cli;

import moonlet.node.OneLine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code moonlet events}. */
@Command(
        name = "events",
        description = "Shows what happens on the node that is asked, until Ctrl-C or its end.")
final class EventsCommand extends AdminVerb {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only events of node, process or service; can be repeated.")
    private List<String> topics = List.of();

    EventsCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        Map<String, String> query = new HashMap<>();
        query.put("topics", topics.isEmpty() ? null : String.join(",", topics));
        client.events(
                query,
                (name, facts) -> {
                    if (isJson()) {
                        out.println(((ObjectNode) facts).put("event", name));
                    } else {
                        out.println(text(name, facts));
                    }
                    out.flush();
                });
        say("the node has ended");
    }

    private static String text(String name, JsonNode facts) {
        StringBuilder text = new StringBuilder();
        if (facts.has("atMillis")) {
            text.append(TIME.format(Instant.ofEpochMilli(facts.get("atMillis").asLong())));
            text.append(' ');
        }
        text.append(name);
        facts.propertyStream()
                .filter(fact -> !fact.getKey().equals("atMillis") && !fact.getValue().isNull())
                .forEach(
                        fact ->
                                text.append(' ')
                                        .append(fact.getKey())
                                        .append('=')
                                        .append(fact.getValue().asString()));
        return OneLine.of(text.toString());
    }
}
