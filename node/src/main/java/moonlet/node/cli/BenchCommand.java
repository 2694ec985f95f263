package moonlet.node.cli;

import moonlet.node.app.Setting;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code moonlet bench [NAME...]}: whole-system scenarios from Lua code. */
@Command(name = "bench", description = "Measures this machine: messages, spawns, memory, fairness.")
final class BenchCommand implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private CommonOptions common;

    @Option(names = "--n", paramLabel = "N", description = "Round trips, messages or processes.")
    private Integer size;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs before the one that counts; default is ${DEFAULT-VALUE}.")
    private int warmups;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the values as JSON.")
    private Path json;

    @Parameters(paramLabel = "NAME", description = "Scenarios; default is all of them.")
    private List<String> names = List.of();

    private final Map<String, String> environment;

    BenchCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        atLeast(1, "--n", size);
        atLeast(0, "--warm", warmups);
        for (String name : names) {
            if (!BenchRun.SCENARIOS.contains(name)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "no scenario \"" + name + "\"; there are " + BenchRun.SCENARIOS);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<BenchValue> values = new ArrayList<>();
        try (BenchFolder folder = BenchFolder.unpack()) {
            Workspace workspace =
                    Workspace.read(folder.path(), common.config, environment).impatient();
            Workspace member =
                    Workspace.read(
                                    folder.path(),
                                    common.config,
                                    environment,
                                    Map.of(Setting.LISTEN, "127.0.0.1:0"))
                            .impatient();
            if (!workspace.report(spec.commandLine().getErr(), false)) {
                return 1;
            }
            for (String scenario : names.isEmpty() ? BenchRun.SCENARIOS : names) {
                BenchRun run = new BenchRun(workspace, member, folder.path(), err, size, warmups);
                for (BenchValue value : run.run(scenario)) {
                    values.add(value);
                    out.println(value);
                    out.flush();
                }
            }
        }
        if (json != null) {
            Files.writeString(json, JsonOutput.bench(values) + "\n");
        }
        return values.stream().anyMatch(BenchValue::isFailure) ? 1 : 0;
    }

    private void atLeast(int min, String option, Integer value) {
        if (value != null && value < min) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " must be " + min + " or more: " + value);
        }
    }
}
