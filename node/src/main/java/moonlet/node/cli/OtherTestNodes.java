package moonlet.node.cli;

import moonlet.node.Node;
import moonlet.node.app.Setting;
import moonlet.node.cluster.CannotStart;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other nodes of the cluster in which {@code moonlet test --cluster} runs tests. */
record OtherTestNodes(ChildNodes nodes) implements AutoCloseable {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(30);
    private static final long GRACE_SECONDS = 5;

    // What still runs when the tests are over is of no use to anybody.
    private static final Map<String, String> AT_ONCE =
            Map.of(Setting.SHUTDOWN_TIMEOUT.variable(), "0s");

    /**
     * Starts them, without the services of the application, and waits until they are connected.
     *
     * @param log gets what they log
     * @throws CannotStart if that does not work
     */
    static OtherTestNodes start(
            Node node, int count, Path app, Path config, boolean spread, PrintWriter log) {
        List<String> options = new ArrayList<>(List.of("--no-services"));
        if (config != null) {
            options.addAll(List.of("--config", config.toString()));
        }
        if (spread) {
            options.add("--spread");
        }
        ChildNodes nodes =
                new ChildNodes(
                        app,
                        options,
                        AT_ONCE,
                        (name, line) -> {
                            log.println(name + " | " + line);
                            log.flush();
                        });
        OtherTestNodes others = new OtherTestNodes(nodes);
        try {
            for (int i = 2; i <= count + 1; i++) {
                nodes.start("node" + i, 0, node.address());
            }
            node.awaitOthers(count, CONNECTED_WITHIN);
            return others;
        } catch (IOException | InterruptedException failed) {
            others.close();
            throw new CannotStart(failed.getMessage());
        }
    }

    @Override
    public void close() {
        nodes.stop(GRACE_SECONDS);
    }
}
