package moonlet.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code moonlet check APP}: loads and compiles everything, and reports all mistakes. */
@Command(name = "check", description = "Reads and compiles an application; reports all mistakes.")
final class CheckCommand implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private CommonOptions common;
    @Mixin private OutputOption output;

    @Parameters(paramLabel = "APP", description = "Folder of the application.")
    private Path app;

    private final Map<String, String> environment;

    CheckCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.read(app, common.config, environment);
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.problems(workspace.problems(), workspace.warnings()));
        } else {
            workspace.print(out);
            int entries = workspace.application().size();
            int mistakes = workspace.problems().size();
            out.println(
                    mistakes == 0
                            ? "ok: " + entries + (entries == 1 ? " entry" : " entries")
                            : mistakes + (mistakes == 1 ? " mistake" : " mistakes"));
        }
        return workspace.problems().isEmpty() ? 0 : 1;
    }
}
