package moonlet.node.cli;

import moonlet.node.Node;
import moonlet.protocol.Failure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code moonlet run APP}: starts a node with the application, and stays. */
@Command(name = "run", description = "Starts a node with an application, until it is told to end.")
final class RunCommand implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "APP", description = "Folder of the application.")
    private Path app;

    private final Map<String, String> environment;

    RunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Workspace workspace = Workspace.read(app, common.config, environment);
        if (!workspace.report(err)) {
            return 1;
        }
        Node node = workspace.start();
        List<Failure> failures = node.startServices(workspace.application());
        failures.forEach(failure -> err.println("error: " + failure));
        if (!failures.isEmpty()) {
            node.close();
            return 1;
        }
        Logger log = LoggerFactory.getLogger(RunCommand.class);
        log.atInfo().addKeyValue("node", node.name()).log("node up; Ctrl-C ends it");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "moonlet-shutdown"));
        new CountDownLatch(1).await(); // the shutdown hook ends the JVM
        return 0;
    }

    /** SIGINT and SIGTERM are the way to end a node, so they are no failure. */
    private static void stop(Node node) {
        node.close();
        Runtime.getRuntime().halt(0);
    }
}
