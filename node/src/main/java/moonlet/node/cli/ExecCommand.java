package moonlet.node.cli;

import moonlet.lua.json.BadJson;
import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.OneLine;
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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code moonlet exec APP ENTRY [JSON...]}: runs one process or function and prints its result. */
@Command(
        name = "exec",
        description = "Runs one process or function and prints its result as JSON.",
        footer = {
            "",
            "Example: moonlet exec examples/hello app:hello '\"world\"' -1 '{\"a\": [2]}'"
        })
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
        refuseOption(app.toString());
        refuseOption(entry);
        Payload payload = arguments();
        Workspace workspace = Workspace.read(app, common.config, environment);
        if (!workspace.report(spec.commandLine().getErr(), output.isJson())) {
            return 1;
        }
        try (Node node = workspace.start()) {
            int exitCode = print(run(node, workspace.application(), payload));
            node.abandon();
            return exitCode;
        }
    }

    /** An option that exec does not have is taken for the argument at its place. */
    private void refuseOption(String argument) {
        if (isOption(argument)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "unknown option " + argument);
        }
    }

    private static boolean isOption(String argument) {
        return argument.matches("--?[A-Za-z].*");
    }

    private Payload arguments() {
        try {
            return Payloads.ofJson(arguments);
        } catch (BadJson mistake) {
            String text =
                    arguments.stream()
                            .filter(ExecCommand::isOption)
                            .findFirst()
                            .map("unknown option %1$s (as a string: '\"%1$s\"')"::formatted)
                            .orElse(mistake.getMessage());
            throw new CommandLine.ParameterException(spec.commandLine(), text);
        }
    }

    private Ending run(Node node, Application application, Payload payload) {
        return switch (application.entries().get(entry)) {
            case Entry.CodeEntry code -> run(node, application, code, payload);
            case Entry.HostEntry _,
                    Entry.ServiceEntry _,
                    Entry.GroupScopeEntry _,
                    Entry.StoreEntry _,
                    Entry.StorageEntry _,
                    Entry.VariableEntry _ ->
                    notRunnable();
            case null ->
                    failed(
                            ErrorKind.NOT_FOUND,
                            "no entry \""
                                    + entry
                                    + "\" in the application"
                                    + Nearest.hintForId(entry, application.entries().keySet()));
        };
    }

    private Ending run(Node node, Application application, Entry.CodeEntry code, Payload payload) {
        return switch (code.kind()) {
            case FUNCTION -> node.call(entry, payload).ending().join();
            case LIBRARY -> notRunnable();
            case PROCESS -> {
                Optional<String> host = HostChoice.of(application, code);
                yield host.isEmpty()
                        ? failed(ErrorKind.INVALID, HostChoice.missing(application, entry))
                        : node.exec(entry, host.get(), payload).ending().join();
            }
        };
    }

    private Ending notRunnable() {
        return failed(
                ErrorKind.INVALID,
                "\"" + entry + "\" is neither a process.lua nor a function.lua; only those run");
    }

    private int print(Ending ending) {
        return switch (ending) {
            case Ending.Returned(Payload value) -> print(value);
            case Ending.Failed(Failure why) -> print(why);
        };
    }

    private int print(Payload value) {
        try {
            spec.commandLine().getOut().println(Payloads.toJson(value));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (BadJson mistake) {
            return print(Failure.of(ErrorKind.INVALID, "the result: " + mistake.getMessage()));
        }
    }

    private int print(Failure failure) {
        spec.commandLine()
                .getErr()
                .println(
                        output.isJson()
                                ? JsonOutput.error(failure)
                                : "error: " + OneLine.of(failure.toString()));
        spec.commandLine().getErr().flush();
        return 1;
    }

    private static Ending failed(ErrorKind kind, String message) {
        return new Ending.Failed(Failure.of(kind, message));
    }
}
