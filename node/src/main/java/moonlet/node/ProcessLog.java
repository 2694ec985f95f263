package moonlet.node;

import moonlet.lua.process.LogLine;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import java.util.Set;

/** What processes and their ends put into the log; every line carries the PID and the entry. */
final class ProcessLog {
    private static final Logger LOG = LoggerFactory.getLogger("moonlet.process");
    private static final Set<String> OWN = Set.of("pid", "entry", "logger");

    /** Whether lines of this level are written at all. */
    boolean takes(LogLine.Level level) {
        return LOG.isEnabledForLevel(level(level));
    }

    /** What a program logs; a field that is named as one of ours gets another name. */
    void line(Pid pid, String entry, LogLine line) {
        LoggingEventBuilder event =
                LOG.atLevel(level(line.level()))
                        .addKeyValue("pid", pid)
                        .addKeyValue("entry", entry);
        if (!line.logger().isEmpty()) {
            event = event.addKeyValue("logger", OneLine.of(line.logger()));
        }
        for (LogLine.Field field : line.fields()) {
            String key = OneLine.of(field.key());
            String text = OneLine.of(field.text());
            event =
                    event.addKeyValue(
                            OWN.contains(key) ? "field." + key : key,
                            field.isLiteral() ? new JsonLines.Literal(text) : text);
        }
        event.log(OneLine.of(line.text()));
    }

    private static Level level(LogLine.Level level) {
        return switch (level) {
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
            case ERROR -> Level.ERROR;
        };
    }

    void leftOut(Pid pid, String entry, long lines) {
        LOG.atWarn()
                .addKeyValue("pid", pid)
                .addKeyValue("entry", entry)
                .addKeyValue("lines", lines)
                .log(
                        "lines of this process were left out: it prints more than"
                                + " logLinesPerSecondMax or logBytesPerSecondMax allows");
    }

    void failed(Pid pid, String entry, Failure failure, Level level) {
        LOG.atLevel(level)
                .addKeyValue("pid", pid)
                .addKeyValue("entry", entry)
                .addKeyValue("error", OneLine.of(failure.toString()))
                .log("process failed");
    }

    void failuresLeftOut(long count) {
        LOG.atWarn().addKeyValue("processes", count).log("more processes have failed");
    }

    void bug(Pid pid, String entry, Throwable thrown) {
        LOG.atError()
                .addKeyValue("pid", pid)
                .addKeyValue("entry", entry)
                .setCause(thrown)
                .log("error in the runtime ended the process");
    }
}
