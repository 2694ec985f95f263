package moonlet.node.cli;

import moonlet.lua.process.JsonText;
import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.RunningProcess;
import moonlet.node.app.Application;
import moonlet.node.app.Entry;
import moonlet.node.app.Nearest;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code moonlet exec APP ENTRY [JSON...]}: runs one process or function and prints its result. */
@Command(name = "exec", description = "Runs one process or function and prints its result as JSON.")
final class ExecCommand implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private CommonOptions common;
    @Mixin private OutputOption output;

    @Parameters(index = "0", paramLabel = "APP", description = "Folder of the application.")
    private Path app;

    @Parameters(index = "1", paramLabel = "ENTRY", description = "Process or function, ns:name.")
    private String entry;

    @Parameters(
            index = "2..*",
            paramLabel = "JSON",
            description = "Arguments, each one JSON value.")
    private List<String> arguments = List.of();

    private final Map<String, String> environment;

    ExecCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Payload payload = arguments();
        Workspace workspace = Workspace.read(app, common.config, environment);
        if (!workspace.report(spec.commandLine().getErr())) {
            return 1;
        }
        try (Node node = workspace.start()) {
            int exitCode = print(run(node, workspace.application(), payload));
            node.abandon();
            return exitCode;
        }
    }

    private Payload arguments() {
        try {
            return Payloads.ofJson(arguments);
        } catch (JsonText.Mistake mistake) {
            throw new CommandLine.ParameterException(spec.commandLine(), mistake.getMessage());
        }
    }

    private Ending run(Node node, Application application, Payload payload) {
        RunningProcess running;
        switch (application.entries().get(entry)) {
            case Entry.CodeEntry code when code.kind() == Entry.Kind.FUNCTION ->
                    running = node.call(entry, payload);
            case Entry.CodeEntry code when code.kind() == Entry.Kind.PROCESS -> {
                Optional<String> host = host(application, code);
                if (host.isEmpty()) {
                    return failed(
                            ErrorKind.INVALID,
                            "which host? \""
                                    + entry
                                    + "\" names none in meta.default_host, and the application has "
                                    + application.hosts().stream().map(Entry::id).toList());
                }
                running = node.exec(entry, host.get(), payload);
            }
            case null -> {
                return failed(
                        ErrorKind.NOT_FOUND,
                        "no entry \""
                                + entry
                                + "\" in the application"
                                + Nearest.hintForId(entry, application.entries().keySet()));
            }
            case Entry other -> {
                return failed(
                        ErrorKind.INVALID,
                        "\"" + other.id() + "\" is neither a process.lua nor a function.lua");
            }
        }
        return running.ending().join();
    }

    /** Where the entry wants to run, or the only host there is. */
    private static Optional<String> host(Application application, Entry.CodeEntry code) {
        Object wanted = code.meta().get("default_host");
        if (wanted == null && code.meta().get("options") instanceof Map<?, ?> options) {
            wanted = options.get("default_host");
        }
        if (wanted != null) {
            return Optional.of(wanted.toString());
        }
        List<Entry.HostEntry> hosts = application.hosts();
        return hosts.size() == 1 ? Optional.of(hosts.getFirst().id()) : Optional.empty();
    }

    private int print(Ending ending) {
        Failure failure;
        switch (ending) {
            case Ending.Returned(Payload value) -> {
                try {
                    PrintWriter out = spec.commandLine().getOut();
                    out.println(Payloads.toJson(value));
                    out.flush();
                    return 0;
                } catch (JsonText.Mistake mistake) {
                    failure = Failure.of(ErrorKind.INVALID, "the result: " + mistake.getMessage());
                }
            }
            case Ending.Failed(Failure why) -> failure = why;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(output.isJson() ? JsonOutput.error(failure) : "error: " + failure);
        err.flush();
        return 1;
    }

    private static Ending failed(ErrorKind kind, String message) {
        return new Ending.Failed(Failure.of(kind, message));
    }
}
