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
import moonlet.node.cluster.ClusterSettings;
import moonlet.node.cluster.ClusterSettings.Endpoint;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An application of the test resources on a node of its own. */
record TestNodes(Node node, Application application) implements AutoCloseable {
    /** Ends processes without giving them time. */
    private static final Configuration HURRIED =
            Configuration.DEFAULTS.withShutdownTimeout(Duration.ZERO);

    static TestNodes start(String folder, Fibers fibers) {
        return start(path(folder), fibers, HURRIED);
    }

    /**
     * A node that is alone.
     *
     * @param strict whether it is in strict mode
     */
    static TestNodes start(String folder, boolean strict) {
        Configuration alone =
                new Configuration(
                        "local",
                        Duration.ZERO,
                        Limits.DEFAULTS,
                        List.of(),
                        Set.of(),
                        false,
                        strict,
                        null);
        return start(path(folder), alone);
    }

    /** A node of a cluster on the loopback address. */
    static TestNodes startMember(String folder, String name, ClusterSettings settings) {
        return startMember(folder, name, Set.of(), settings);
    }

    static TestNodes startMember(
            String folder, String name, Set<String> hosts, ClusterSettings settings) {
        Configuration member =
                new Configuration(
                        name,
                        Duration.ZERO,
                        Limits.DEFAULTS,
                        List.of(),
                        hosts,
                        false,
                        false,
                        settings);
        return start(Path.of(folder).isAbsolute() ? Path.of(folder) : path(folder), member);
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
        Modules modules = new Modules(Clock.systemUTC(), ZoneOffset.UTC);
        Loaded loaded =
                new Loader(modules.names(), LoadLimits.DEFAULTS).load(folder, configuration);
        assertEquals(List.of(), loaded.problems());
        assertEquals(List.of(), loaded.warnings());
        Node node =
                Node.start(configuration, loaded.application(), modules, Clock.systemUTC(), fibers);
        return new TestNodes(node, loaded.application());
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
