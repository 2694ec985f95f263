package moonlet.node;

import moonlet.protocol.Ending;
import moonlet.protocol.Pid;

import java.util.concurrent.CompletableFuture;

/**
 * A process that Java code started.
 *
 * @param pid null if it could not be started
 * @param ending completed when it ends, or at once if it could not be started
 */
public record RunningProcess(Pid pid, CompletableFuture<Ending> ending) {}
