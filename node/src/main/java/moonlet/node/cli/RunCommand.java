package moonlet.node.cli;

import moonlet.node.LogSetup;
import moonlet.node.Node;
import moonlet.node.OneLine;
import moonlet.node.admin.AdminServer;
import moonlet.node.admin.AdminSettings;
import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.app.FolderState;
import moonlet.protocol.Failure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** {@code moonlet run APP}: starts a node with the application, and stays. */
@Command(name = "run", description = "Starts a node with an application, until it is told to end.")
final class RunCommand implements Callable<Integer> {
    /** A node, and what ends it at a signal. */
    private record Running(Node node, Thread hook) {}

    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "APP", description = "Folder of the application.")
    private Path app;

    @Option(
            names = "--no-services",
            description = "Does not start the services of the application.")
    private boolean noServices;

    @Option(
            names = "--watch",
            description =
                    "Reads the application again when its files change; new processes get the new"
                            + " code.")
    private boolean watch;

    @Option(names = "--until-input-ends", hidden = true)
    private boolean untilInputEnds; // of a parent, which also learns when the node is up

    @Mixin private NodeOptions options;

    private final Map<String, String> environment;

    RunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Running running = start(err);
        if (running == null) {
            return 1;
        }
        running.node.whenEnded().toCompletableFuture().join();
        forget(running.hook);
        err.println(
                "error: Unavailable: the cluster has taken this node down, because the others"
                        + " could not reach it; start it again");
        return 1;
    }

    /**
     * Returns null if it does not run, which has been said then. Nothing of the application is kept
     * here, so that code which is replaced can be forgotten.
     */
    private Running start(PrintWriter err) throws InterruptedException {
        FolderState files = watch ? CodeWatch.state(app, common.config) : null;
        Workspace workspace = Workspace.read(app, common.config, environment, options.flags());
        if (!workspace.report(err, false)) {
            return null;
        }
        Configuration configuration = workspace.configuration();
        LogSetup.use(configuration.logFormat(), configuration.nodeName());
        AdminSettings adminSettings = configuration.admin();
        AtomicReference<String> admin = new AtomicReference<>();
        // The API is there first: it says how the node is, and others that start look for it there.
        Node node = workspace.start(!noServices, begun -> admin.set(admin(begun, adminSettings)));
        // Before the services: a signal that comes while they start must reach them too.
        Thread hook = new Thread(new Shutdown(node), "moonlet-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        List<Failure> failures = noServices ? List.of() : node.startServices();
        if (failures.isEmpty()) {
            tellThatItIsUp(node, workspace.application(), admin.get());
            if (watch) {
                CodeWatch reload = new CodeWatch(node, workspace, app, common.config, files, err);
                Thread.ofPlatform().daemon().name("moonlet-watch").start(reload);
            }
            return new Running(node, hook);
        }
        failures.forEach(failure -> err.println("error: " + OneLine.of(failure.toString())));
        err.println("the node stops, because not all services could start");
        err.flush();
        forget(hook);
        node.close();
        return null;
    }

    private static String admin(Node node, AdminSettings settings) {
        return AdminServer.start(node, node.system(), settings, () -> System.exit(0));
    }

    private void tellThatItIsUp(Node node, Application application, String admin) {
        long services =
                noServices
                        ? 0
                        : application.services().stream()
                                .filter(service -> service.lifecycle().autoStart())
                                .count();
        var event =
                log().atInfo().addKeyValue("node", node.name()).addKeyValue("services", services);
        if (node.address() != null) {
            event = event.addKeyValue("address", node.address());
        }
        if (admin != null) {
            event = event.addKeyValue("admin", admin);
        }
        event.log("node up; Ctrl-C ends it");
        if (untilInputEnds) {
            ChildNode.Up up = new ChildNode.Up(node.address(), admin);
            spec.commandLine().getOut().println(up.line());
            spec.commandLine().getOut().flush();
            Thread.ofPlatform().daemon().start(RunCommand::exitWhenInputEnds);
        }
    }

    private static void exitWhenInputEnds() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // as good as its end
        }
        System.exit(0); // the hook ends the node
    }

    /** No static field: logback starts with the first logger, which must be after {@code -v}. */
    private static Logger log() {
        return LoggerFactory.getLogger(RunCommand.class);
    }

    private static void forget(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            awaitTheHook(); // a signal was faster, and its hook ends the node
        }
    }

    private static void awaitTheHook() throws InterruptedException {
        new CountDownLatch(1).await(); // it ends the JVM
    }
}
