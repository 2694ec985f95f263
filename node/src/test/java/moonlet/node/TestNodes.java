package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Fibers;
import moonlet.lua.process.Modules;
import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.app.LoadLimits;
import moonlet.node.app.Loaded;
import moonlet.node.app.Loader;
import moonlet.node.app.LogFormat;
import moonlet.node.app.Place;
import moonlet.node.cluster.ClusterSettings;
import moonlet.node.cluster.ClusterSettings.Endpoint;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** An application of the test resources on a node of its own. */
record TestNodes(Node node, Application application) implements AutoCloseable {
    /** Ends processes without giving them time. */
    private static final Configuration HURRIED =
            Configuration.DEFAULTS.withShutdownTimeout(Duration.ZERO);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static TestNodes start(String folder, Fibers fibers) {
        return start(path(folder), fibers, HURRIED);
    }

    /** A node that gives its processes time to end. */
    static TestNodes startPatient(String folder) {
        return start(path(folder), Configuration.DEFAULTS.withShutdownTimeout(PATIENCE));
    }

    /** A node of a cluster that gives its processes time to end. */
    static TestNodes startPatient(String folder, String name, ClusterSettings settings) {
        return startMember(path(folder), name, Set.of(), PATIENCE, settings);
    }

    /** A node of a cluster that runs what it is asked to run, and no services. */
    static TestNodes startWithoutServices(String folder, String name, ClusterSettings settings) {
        Modules modules = modules();
        Configuration member = member(name, Set.of(), PATIENCE, settings);
        Application idle = read(path(folder), modules, member).withoutServices();
        return new TestNodes(Node.start(member, idle, modules, Clock.systemUTC()), idle);
    }

    /** The same, of a folder that a test has written. */
    static TestNodes start(Path folder) {
        return start(folder, Fibers.detect(), HURRIED);
    }

    /** Reads a folder again, which must have no mistakes. */
    static Application read(Path folder) {
        return read(folder, modules(), HURRIED);
    }

    /** A node that is alone, and in strict mode. */
    static TestNodes startStrict(String folder) {
        return start(path(folder), configuration("local", Set.of(), Duration.ZERO, true, null));
    }

    /** A node of a cluster on the loopback address. */
    static TestNodes startMember(String folder, String name, ClusterSettings settings) {
        return startMember(folder, name, Set.of(), settings);
    }

    static TestNodes startMember(
            String folder, String name, Set<String> hosts, ClusterSettings settings) {
        Path path = Path.of(folder).isAbsolute() ? Path.of(folder) : path(folder);
        return startMember(path, name, hosts, Duration.ZERO, settings);
    }

    private static TestNodes startMember(
            Path folder,
            String name,
            Set<String> hosts,
            Duration shutdownTimeout,
            ClusterSettings settings) {
        return start(folder, member(name, hosts, shutdownTimeout, settings));
    }

    private static Configuration member(
            String name, Set<String> hosts, Duration shutdownTimeout, ClusterSettings settings) {
        return configuration(name, hosts, shutdownTimeout, false, settings);
    }

    private static Configuration configuration(
            String name,
            Set<String> hosts,
            Duration shutdownTimeout,
            boolean strict,
            ClusterSettings settings) {
        return new Configuration(
                name,
                shutdownTimeout,
                Limits.DEFAULTS,
                List.of(),
                hosts.stream().collect(Collectors.toMap(id -> id, _ -> new Place("test", 0))),
                false,
                null,
                strict,
                settings,
                LogFormat.TEXT);
    }

    /** What {@code --listen 127.0.0.1:0 --seed} gives; {@code seed} is an address or null. */
    static ClusterSettings loopback(String seed) {
        List<Endpoint> seeds =
                seed == null
                        ? List.of()
                        : List.of(
                                new Endpoint(
                                        "127.0.0.1",
                                        Integer.parseInt(seed.substring(seed.indexOf(':') + 1))));
        return ClusterSettings.of(new Endpoint("127.0.0.1", 0), seeds);
    }

    private static TestNodes start(Path folder, Configuration member) {
        return start(folder, Fibers.detect(), member);
    }

    private static TestNodes start(Path folder, Fibers fibers, Configuration configuration) {
        Modules modules = modules();
        Application application = read(folder, modules, configuration);
        Node node =
                new Startup(configuration, application, modules, Timing.real(Clock.systemUTC()))
                        .run(fibers, _ -> {});
        return new TestNodes(node, application);
    }

    private static Modules modules() {
        return new Modules(Clock.systemUTC(), ZoneOffset.UTC, new SecureRandom());
    }

    private static Application read(Path folder, Modules modules, Configuration configuration) {
        Loaded loaded =
                new Loader(modules.names(), LoadLimits.DEFAULTS).load(folder, configuration);
        assertEquals(List.of(), loaded.problems());
        assertEquals(List.of(), loaded.warnings());
        return loaded.application();
    }

    static Path path(String folder) {
        try {
            return Path.of(TestNodes.class.getResource("/" + folder).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Waits until a condition holds, with a bound. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not happen within 10 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
