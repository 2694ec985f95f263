package moonlet.node;

import moonlet.lua.process.Outcome;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.util.concurrent.CompletableFuture;

/**
 * A process that Java code started.
 *
 * @param pid null if it was refused at once
 * @param started completed when the top level of its chunk has run; until then nobody finds it
 * @param ending completed when it ends, or as soon as it could not be started
 */
public record RunningProcess(
        Pid pid, CompletableFuture<Outcome<Pid>> started, CompletableFuture<Ending> ending) {
    static RunningProcess refused(Failure why) {
        return new RunningProcess(
                null,
                CompletableFuture.completedFuture(new Outcome<>(null, why)),
                CompletableFuture.completedFuture(new Ending.Failed(why)));
    }
}
