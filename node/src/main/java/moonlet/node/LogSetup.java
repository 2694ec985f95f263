package moonlet.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

import moonlet.node.app.LogFormat;

import org.slf4j.LoggerFactory;

/**
 * The log: standard error, a line an event, with its facts behind it or as JSON. Made in Java
 * because reading an XML file for it would cost a tenth of the start-up time. Logback finds this
 * class by its service file.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** The system property with the lowest level that is logged; INFO where it is not set. */
    public static final String LEVEL_PROPERTY = "moonlet.log.level";

    private static final String CONSOLE = "console";

    // What gets here without passing through OneLine must not forge lines either.
    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %logger{0} - %replace(%msg %kvp{NONE}){'"
                    + OneLine.UNSAFE
                    + "','?'}%n";

    /** Writes the log as the configuration says, from now on. */
    public static void use(LogFormat format, String node) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            write(context, format, node);
        }
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        write(context, LogFormat.TEXT, "");
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        Level level = Level.toLevel(System.getProperty(LEVEL_PROPERTY), Level.INFO);
        context.getLogger("moonlet").setLevel(level);
        // A peer that ends breaks connections: that is no event of its own.
        context.getLogger("org.apache.pekko.stream.Materializer").setLevel(Level.ERROR);
        // A port that is taken is told by who wanted it, without a stack.
        context.getLogger("org.apache.pekko.io.TcpListener").setLevel(Level.OFF);
        // That a node whose process is gone stays away is no event of its own either.
        context.getLogger("org.apache.pekko.remote.artery.Association").setLevel(Level.ERROR);
        // What becomes of nodes is told in Moonlet's words; Pekko's are for who looks closer.
        Level membership = level.isGreaterOrEqual(Level.INFO) ? Level.ERROR : Level.WARN;
        context.getLogger("org.apache.pekko.cluster.Cluster").setLevel(membership);
        context.getLogger("org.apache.pekko.cluster.ClusterHeartbeat").setLevel(membership);
        context.getLogger("org.apache.pekko.cluster.sbr").setLevel(membership);
        context.getLogger("org.apache.pekko.remote.artery.ArteryTransport").setLevel(membership);
        context.getLogger("org.apache.pekko.remote.artery.compress").setLevel(membership);
        // It would warn of the older version that moonlet-node.conf gives the reason for.
        context.getLogger("org.apache.pekko.util.ManifestInfo").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void write(LoggerContext context, LogFormat format, String node) {
        Encoder<ILoggingEvent> encoder =
                switch (format) {
                    case TEXT -> text();
                    case JSON -> new JsonLines(node);
                };
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setName(CONSOLE);
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAppender(CONSOLE);
        root.addAppender(console);
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }
}
