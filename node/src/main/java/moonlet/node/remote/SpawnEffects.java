package moonlet.node.remote;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.SpawnItem;

/** What {@link RemoteSpawns} asks of its node, and of the link with the peer. */
public interface SpawnEffects {
    /** Tells the peer, whether the link has room or not. */
    void send(long lane, SpawnItem item);

    /**
     * A process that a local one asked for runs. A monitor that was asked for is the local one's
     * before this returns; of a link {@link RelationEffects#linked} tells.
     *
     * @param sourceHash of the code of {@code entry} that the peer runs
     * @return false if the local one has ended; then the process is to end too
     */
    boolean started(long request, Pid remote, String entry, long sourceHash);

    /** There is no process: what a local one asked for was refused, came too late, or is lost. */
    void refused(long request, Failure why);

    /**
     * Prepares a process that the peer asks for, and answers, now or later, with {@link
     * RemoteSpawns#prepared} or {@link RemoteSpawns#failed}. {@link RemoteSpawns#loads} comes first
     * if code of the process runs until then.
     */
    void prepare(SpawnItem.Spawn spawn);

    /** Ends a process that nobody waits for, also one whose top level still runs. */
    void kill(Pid local);
}
