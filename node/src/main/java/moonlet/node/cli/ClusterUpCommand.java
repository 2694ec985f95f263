package moonlet.node.cli;

import moonlet.node.OneLine;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code moonlet cluster up APP}: a cluster on this machine, each node a JVM of its own. */
@Command(
        name = "up",
        description = "Starts a cluster on this machine, a JVM per node, until Ctrl-C ends it.")
final class ClusterUpCommand implements Callable<Integer> {
    private static final int NODES_MAX = 64;
    private static final int PORT_MAX = 65_535;
    private static final long KILL_MARGIN_SECONDS = 15;

    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "APP", description = "Folder of the application.")
    private Path app;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many, node1 to nodeN; default is ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where node1 listens, the others follow; default are any free ports.")
    private Integer port;

    private final Map<String, String> environment;
    private Integer exitCode; // null until the nodes are to end; guarded by this

    ClusterUpCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1 || count > NODES_MAX) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--nodes is 1 to " + NODES_MAX + ": " + count);
        }
        if (port != null && (port < 1 || port > PORT_MAX - count + 1)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--port is 1 to " + (PORT_MAX - count + 1) + " for so many nodes: " + port);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Workspace workspace = Workspace.read(app, common.config, environment);
        if (!workspace.report(err, false)) {
            return 1;
        }
        long graceSeconds =
                workspace.configuration().shutdownTimeout().toSeconds() + KILL_MARGIN_SECONDS;
        List<String> options =
                common.config == null ? List.of() : List.of("--config", common.config.toString());
        ChildNodes nodes =
                new ChildNodes(
                        app, options, Map.of(), (name, line) -> print(err, name + " | " + line));
        Thread hook = new Thread(() -> stop(nodes, graceSeconds), "moonlet-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            String seed = null;
            for (int i = 1; i <= count; i++) {
                ChildNode node = nodes.start("node" + i, port == null ? 0 : port + i - 1, seed);
                seed = seed == null ? node.up().listen() : seed;
                print(out, upLine(node));
            }
        } catch (IOException failed) {
            fails(err, "error: Unavailable: " + OneLine.of(failed.getMessage()));
            return 1; // the hook ends those that run
        }
        nodes.awaitEnds();
        fails(err, "error: Unavailable: all nodes have ended");
        return 1;
    }

    private static String upLine(ChildNode node) {
        String admin = node.up().admin() == null ? "" : " admin=" + node.up().admin();
        String process = " process=" + node.processId();
        return node.name() + " up " + node.up().listen() + admin + process;
    }

    /** Nothing is wrong where somebody has ended the cluster while it started. */
    private synchronized void fails(PrintWriter err, String text) {
        if (exitCode == null) {
            exitCode = 1;
            print(err, text);
        }
    }

    private void stop(ChildNodes nodes, long graceSeconds) {
        int code;
        synchronized (this) {
            exitCode = exitCode == null ? 0 : exitCode;
            code = exitCode;
        }
        nodes.stop(graceSeconds);
        Runtime.getRuntime().halt(code);
    }

    private static void print(PrintWriter to, String line) {
        synchronized (to) {
            to.println(line);
            to.flush();
        }
    }
}
