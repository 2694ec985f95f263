package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.LogLine;
import moonlet.protocol.Pid;

/** The log as one process writes to it: not more than its limits allow, and that is said. */
final class LimitedLog {
    private final ProcessLog log;
    private final LogAllowance allowance;

    LimitedLog(ProcessLog log, Limits limits) {
        this.log = log;
        this.allowance =
                new LogAllowance(limits.logLinesPerSecondMax(), limits.logBytesPerSecondMax());
    }

    /** The process runs other code with these limits; what it wrote before still counts. */
    void limits(Limits limits) {
        allowance.limits(limits.logLinesPerSecondMax(), limits.logBytesPerSecondMax());
    }

    void line(Pid pid, String entry, LogLine line, long nowMillis) {
        if (allowance.take(nowMillis, line.length())) {
            tellLeftOut(pid, entry);
            log.line(pid, entry, line);
        }
    }

    /** Says how many lines were left out, if any. */
    void tellLeftOut(Pid pid, String entry) {
        long lines = allowance.takeLeftOut();
        if (lines > 0) {
            log.leftOut(pid, entry, lines);
        }
    }
}
