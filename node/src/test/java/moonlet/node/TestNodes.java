package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.Modules;
import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.app.LoadLimits;
import moonlet.node.app.Loaded;
import moonlet.node.app.Loader;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An application of the test resources on a node of its own. */
record TestNodes(Node node, Application application) implements AutoCloseable {
    /** Ends processes without giving them time. */
    private static final Configuration HURRIED =
            Configuration.DEFAULTS.withShutdownTimeout(Duration.ZERO);

    static TestNodes start(String folder, Fibers fibers) {
        Modules modules = new Modules(Clock.systemUTC(), ZoneOffset.UTC);
        Loaded loaded =
                new Loader(modules.names(), LoadLimits.DEFAULTS).load(path(folder), HURRIED);
        assertEquals(List.of(), loaded.problems());
        assertEquals(List.of(), loaded.warnings());
        Node node = Node.start(HURRIED, loaded.application(), modules, Clock.systemUTC(), fibers);
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
