package moonlet.node;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What processes and their ends put into the log; every line carries the PID and the entry. */
final class ProcessLog {
    private static final Logger LOG = LoggerFactory.getLogger("moonlet.process");

    void print(Pid pid, String entry, String text) {
        LOG.atInfo().addKeyValue("pid", pid).addKeyValue("entry", entry).log(OneLine.of(text));
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

    void failed(Pid pid, String entry, Failure failure) {
        LOG.atDebug()
                .addKeyValue("pid", pid)
                .addKeyValue("entry", entry)
                .addKeyValue("error", OneLine.of(failure.toString()))
                .log("process failed");
    }

    void bug(Pid pid, String entry, Throwable thrown) {
        LOG.atError()
                .addKeyValue("pid", pid)
                .addKeyValue("entry", entry)
                .setCause(thrown)
                .log("error in the runtime ended the process");
    }
}
