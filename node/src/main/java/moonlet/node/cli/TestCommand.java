package moonlet.node.cli;

import moonlet.lua.time.DurationReading;
import moonlet.node.Node;
import moonlet.node.OneLine;
import moonlet.node.TestBench;
import moonlet.node.app.Application;
import moonlet.node.app.Entry;
import moonlet.node.app.Setting;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code moonlet test APP [FILTER...]}: runs the functions with {@code meta.type: test}. */
@Command(
        name = "test",
        description = "Runs the application's test functions, one at a time, a process each.")
final class TestCommand implements Callable<Integer> {
    private static final int IDS_SHOWN_MAX = 10;
    private static final int NODES_MAX = 64;

    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private CommonOptions common;
    @Mixin private OutputOption output;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description =
                    "For each test and each case of one, such as 500ms or 1m30s; default is"
                            + " ${DEFAULT-VALUE}.")
    private String timeout;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also writes a JUnit XML report.")
    private Path junit;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            description = "Runs them on one node of a cluster of N, each a JVM of its own.")
    private int cluster = 1;

    @Option(
            names = "--spread",
            description =
                    "A host that is named without a node is one of another node: shows whether the"
                            + " application works over nodes. Needs --cluster.")
    private boolean spread;

    @Parameters(index = "0", paramLabel = "APP", description = "Folder of the application.")
    private Path app;

    @Parameters(index = "1..*", paramLabel = "FILTER", description = "Part of a test's id.")
    private List<String> filters = List.of();

    private final Map<String, String> environment;

    TestCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        long timeoutNanos = timeoutNanos();
        if (cluster < 1 || cluster > NODES_MAX || spread && cluster == 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--cluster is 1 to "
                            + NODES_MAX
                            + (spread ? ", and --spread needs --cluster 2 or more" : "")
                            + ", found "
                            + cluster);
        }
        TestBench bench = new TestBench(Workspace.clock());
        Workspace workspace =
                Workspace.read(app, common.config, environment, flags(), bench.clock());
        if (!workspace.report(spec.commandLine().getErr(), output.isJson())) {
            return 1;
        }
        List<Entry.CodeEntry> tests = tests(workspace.application());
        if (tests.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), nothingToRun(workspace.application()));
        }
        List<TestResult> results = run(workspace, bench, tests, timeoutNanos);
        boolean passed = results.stream().allMatch(TestResult::passed);
        return writeReport(results) && passed ? 0 : 1;
    }

    private boolean writeReport(List<TestResult> results) {
        if (junit == null) {
            return true;
        }
        try {
            JunitReport.write(junit, results);
            return true;
        } catch (IOException error) {
            String why = OneLine.of("cannot write " + junit + ": " + JunitReport.why(error));
            spec.commandLine().getErr().println("error: Unavailable: " + why + " (--junit)");
            return false;
        }
    }

    private String nothingToRun(Application application) {
        List<String> all =
                application.functions().stream().filter(this::isTest).map(Entry::id).toList();
        if (all.isEmpty()) {
            return "no test in " + app + "; a test is a function.lua with meta: {type: test}";
        }
        boolean many = all.size() > IDS_SHOWN_MAX;
        return "no test's id contains "
                + String.join(" or ", filters)
                + "; there are "
                + String.join(", ", all.subList(0, many ? IDS_SHOWN_MAX : all.size()))
                + (many ? " and " + (all.size() - IDS_SHOWN_MAX) + " more" : "");
    }

    private boolean isTest(Entry.CodeEntry function) {
        return meta(function, "type").equals("test");
    }

    private List<TestResult> run(
            Workspace workspace, TestBench bench, List<Entry.CodeEntry> tests, long timeoutNanos) {
        PrintWriter out = spec.commandLine().getOut();
        List<TestResult> results = new ArrayList<>();
        try (Node node = workspace.start(bench)) {
            TestRun run = new TestRun(node, bench, timeoutNanos);
            try (OtherTestNodes _ = others(node)) {
                for (Entry.CodeEntry test : tests) {
                    List<TestResult> cases = run.run(test.id(), meta(test, "suite"));
                    results.addAll(cases);
                    if (!output.isJson()) {
                        cases.forEach(out::println);
                        out.flush();
                    }
                }
            }
            node.abandon();
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        out.println(
                output.isJson()
                        ? JsonOutput.tests(results)
                        : results.size() - failed + " passed, " + failed + " failed");
        out.flush();
        return results;
    }

    private Map<Setting, String> flags() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        if (cluster > 1) {
            flags.put(Setting.LISTEN, "127.0.0.1:0");
        }
        if (spread) {
            flags.put(Setting.SPREAD, "true");
        }
        return flags;
    }

    private OtherTestNodes others(Node node) {
        return OtherTestNodes.start(
                node, cluster - 1, app, common.config, spread, spec.commandLine().getErr());
    }

    /** In the order of suite, {@code meta.order} and id. */
    private List<Entry.CodeEntry> tests(Application application) {
        return application.functions().stream()
                .filter(this::isTest)
                .filter(test -> filters.isEmpty() || filters.stream().anyMatch(test.id()::contains))
                .sorted(
                        Comparator.<Entry.CodeEntry, String>comparing(test -> meta(test, "suite"))
                                .thenComparing(TestCommand::order)
                                .thenComparing(Entry::id))
                .toList();
    }

    private static String meta(Entry entry, String field) {
        Object value = entry.meta().get(field);
        return value == null ? "" : value.toString();
    }

    private static double order(Entry entry) {
        return entry.meta().get("order") instanceof Number order ? order.doubleValue() : 0;
    }

    private long timeoutNanos() {
        return switch (DurationReading.ofText(timeout)) {
            case DurationReading.Nanos(long nanos) when nanos > 0 -> nanos;
            case DurationReading.Nanos _ ->
                    throw new CommandLine.ParameterException(
                            spec.commandLine(), "--timeout must be more than 0: " + timeout);
            case DurationReading.Bad(String reason) ->
                    throw new CommandLine.ParameterException(
                            spec.commandLine(), "--timeout: " + reason);
        };
    }
}
