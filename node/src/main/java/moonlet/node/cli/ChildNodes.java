package moonlet.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** The nodes of a cluster on this machine that run in JVMs of their own. Safe for threads. */
final class ChildNodes {
    private static final long UP_SECONDS = 90;

    private final Path app;
    private final List<String> options;
    private final Map<String, String> environment;
    private final BiConsumer<String, String> lines;
    private final List<ChildNode> nodes = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * @param options of {@code moonlet run}, for all of them
     * @param environment variables that they have besides those of this JVM
     * @param lines gets the name of a node and a line that it logs or prints
     */
    ChildNodes(
            Path app,
            List<String> options,
            Map<String, String> environment,
            BiConsumer<String, String> lines) {
        this.app = app;
        this.options = List.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.lines = lines;
    }

    /**
     * Starts one more node, and waits until it is a member.
     *
     * @param port where it listens on the loopback address; 0 for any free one
     * @param seed {@code HOST:PORT} of a node to join by, or null for the first
     * @throws IOException if it does not come up
     */
    ChildNode start(String name, int port, String seed) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--listen", "127.0.0.1:" + port));
        if (seed != null) {
            all.addAll(List.of("--seed", seed, "--admin", "127.0.0.1:0")); // the first has 7070
        }
        ChildNode node =
                ChildNode.start(name, app, all, environment, line -> lines.accept(name, line));
        synchronized (nodes) {
            nodes.add(node);
        }
        node.awaitUp(UP_SECONDS);
        node.onExit().thenAccept(ended -> ended(name, ended.exitValue()));
        return node;
    }

    /** That a node ends which was told to is no news. */
    private void ended(String name, int exitCode) {
        if (!stopping || exitCode != 0) {
            lines.accept(name, "ended, exit code " + exitCode);
        }
    }

    /** Waits until all of them have ended. */
    void awaitEnds() {
        CompletableFuture.allOf(
                        all().stream().map(ChildNode::onExit).toArray(CompletableFuture[]::new))
                .join();
    }

    /** Tells all to end, waits for that, and then ends them by force. */
    void stop(long graceSeconds) {
        stopping = true;
        all().forEach(ChildNode::stop);
        try {
            for (ChildNode node : all()) {
                node.awaitEnd(graceSeconds);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ChildNode> all() {
        synchronized (nodes) {
            return List.copyOf(nodes);
        }
    }
}
