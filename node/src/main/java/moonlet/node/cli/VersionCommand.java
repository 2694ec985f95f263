package moonlet.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code moonlet version}. */
@Command(name = "version", description = "Prints the version of Moonlet and of its JVM.")
final class VersionCommand implements Callable<Integer> {
    /** The same for {@code moonlet --version}. */
    static final class Text implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"moonlet " + moonlet() + " (Java " + java() + ")"};
        }
    }

    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private CommonOptions common;
    @Mixin private OutputOption output;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(
                        output.isJson()
                                ? JsonOutput.version(moonlet(), java())
                                : new Text().getVersion()[0]);
        return 0;
    }

    private static String moonlet() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    private static String java() {
        return Runtime.version().toString();
    }
}
