package moonlet.node.cli;

import moonlet.lua.process.Modules;
import moonlet.node.Node;
import moonlet.node.OneLine;
import moonlet.node.TestBench;
import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.app.ConfigurationReader;
import moonlet.node.app.Configured;
import moonlet.node.app.LoadLimits;
import moonlet.node.app.Loaded;
import moonlet.node.app.Loader;
import moonlet.node.app.Problem;
import moonlet.node.app.Setting;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An application folder with its configuration, read completely: to be started only if there are no
 * problems.
 */
record Workspace(
        Configuration configuration,
        Application application,
        Modules modules,
        List<Problem> problems,
        List<Problem> warnings) {

    /**
     * Reads everything, and reports every mistake at once.
     *
     * @param config the configuration file, null for the one in the application folder
     */
    static Workspace read(Path app, Path config, Map<String, String> environment) {
        return read(app, config, environment, Map.of(), clock());
    }

    /**
     * The same.
     *
     * @param flags what the command line sets
     */
    static Workspace read(
            Path app, Path config, Map<String, String> environment, Map<Setting, String> flags) {
        return read(app, config, environment, flags, clock());
    }

    /**
     * The same.
     *
     * @param clock of the programs
     */
    static Workspace read(
            Path app,
            Path config,
            Map<String, String> environment,
            Map<Setting, String> flags,
            Clock clock) {
        ConfigurationReader reader =
                new ConfigurationReader(environment, flags, LoadLimits.DEFAULTS);
        Configured configured = config == null ? reader.readFolder(app) : reader.readFile(config);
        Modules modules = new Modules(clock, ZoneId.systemDefault(), new SecureRandom());
        Loaded loaded =
                new Loader(modules.names(), LoadLimits.DEFAULTS)
                        .load(app, configured.configuration());
        List<Problem> problems = new ArrayList<>(configured.problems());
        problems.addAll(loaded.problems());
        return new Workspace(
                configured.configuration(),
                loaded.application(),
                modules,
                problems,
                loaded.warnings());
    }

    /** Prints what is wrong; returns whether the application can be started. */
    boolean report(PrintWriter err, boolean json) {
        if (json && !problems.isEmpty()) {
            err.println(JsonOutput.problems(problems, warnings));
            return false;
        }
        print(err);
        if (!problems.isEmpty()) {
            int count = problems.size();
            err.println(count + (count == 1 ? " mistake" : " mistakes") + "; nothing was started");
        }
        err.flush();
        return problems.isEmpty();
    }

    /** Prints warnings and mistakes, a line each. */
    void print(PrintWriter to) {
        warnings.forEach(warning -> to.println("warning: " + OneLine.of(warning.toString())));
        problems.forEach(problem -> to.println("error: " + OneLine.of(problem.toString())));
    }

    /** The same, but its node ends processes without giving them time. */
    Workspace impatient() {
        Configuration hurried = configuration.withShutdownTimeout(Duration.ZERO);
        return new Workspace(hurried, application, modules, problems, warnings);
    }

    /** Starts a node that runs what it is asked to run, and no services. */
    Node start() {
        return Node.start(configuration, application.withoutServices(), modules, clock());
    }

    /** Starts a node that takes part in running the services; none runs yet. */
    Node startWithServices() {
        return Node.start(configuration, application, modules, clock());
    }

    /** The same, with or without services; it is given to {@code beforeJoin} first. */
    Node start(boolean services, Consumer<Node> beforeJoin) {
        Application its = services ? application : application.withoutServices();
        return Node.start(configuration, its, modules, clock(), beforeJoin);
    }

    /** Starts a node for tests, which can move its time. */
    Node start(TestBench tests) {
        return Node.start(configuration, application, modules, tests);
    }

    static Clock clock() {
        return Clock.systemDefaultZone();
    }
}
