package moonlet.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.Map;

/** {@code moonlet names [PREFIX]}. */
@Command(name = "names", description = "Lists registered names and who has them.")
final class NamesCommand extends AdminVerb {
    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "What the names begin with.")
    private String prefix = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most, up to 500; default is ${DEFAULT-VALUE}.")
    private int limit = 100;

    NamesCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void run(AdminClient client, PrintWriter out) throws AdminClient.Refused {
        Map<String, String> query = Map.of("prefix", prefix, "limit", String.valueOf(limit));
        print(client.get("names", query), out, "name", "pid");
    }
}
