package moonlet.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code moonlet version}. */
@Command(name = "version", description = "Prints the version of Moonlet and of its JVM.")
final class VersionCommand implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private OutputOption output;

    @Override
    public Integer call() {
        String version =
                Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged");
        String java = Runtime.version().toString();
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                output.isJson()
                        ? JsonOutput.version(version, java)
                        : "moonlet " + version + " (Java " + java + ")");
        out.flush();
        return 0;
    }
}
