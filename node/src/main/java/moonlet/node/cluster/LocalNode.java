package moonlet.node.cluster;

import moonlet.protocol.Asker;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.Set;

/** What the links with other nodes ask of the node they are of. */
public interface LocalNode {
    /** This node is a member; those were when it became one. */
    void joined(Set<NodeStart> others);

    /** Another node is there from now on. */
    void up(Peer peer);

    /** Another node is lost, for good; its relations have ended. */
    void down(Peer peer);

    /** Whether a peer has told what it knew before. */
    boolean isInSync(Peer peer);

    /** A peer says something about names. */
    void receive(NameItem item, Peer from);

    /** A process of the peer asks for a name for a local one. */
    void register(NameItem.Register register, Asker by, Peer from);

    /** Gives a local process a signal; nothing happens if it has ended. */
    void signal(Pid local, Signal signal);

    /**
     * A process of the peer has something to do with {@code local}.
     *
     * @return false if it has ended; else its end is to be told with {@link Peer#ended}
     */
    boolean relates(Pid local, Peer peer);

    /** The same, and {@code local} is linked to {@code remote} from now on. */
    boolean linked(Pid local, Pid remote, Peer peer);

    /** The link of {@code local} with {@code remote} is gone, without news. */
    void unlinked(Pid local, Pid remote);

    /**
     * A process that {@code local} has started on the peer runs, and {@code local} monitors it if
     * it asked for that.
     *
     * @return false if {@code local} has ended
     */
    boolean started(Pid local, Pid remote, boolean monitored);

    /** A peer runs code of that hash for an entry; this node may have other code for it. */
    void runs(Peer peer, String entry, long sourceHash);

    /** Puts a message into a mailbox, full or not; tells the peer if it is full or nobody's. */
    void deliver(ProcessItem.Message message, Peer peer);

    /** Null, or why a process of a peer must not do here what it asks for. */
    Failure refusal(AccessItem.OnBehalf asked);

    /** Asks a local process to end. */
    void cancel(ProcessItem.Cancel cancel);

    /** Ends a local process. */
    void terminate(ProcessItem.Terminate terminate);

    /**
     * Prepares a process that the peer asks for, on another thread, says {@link Peer#loads} before
     * its top level runs, and answers with {@link Peer#prepared} or {@link Peer#failed}.
     */
    void prepare(SpawnItem.Spawn spawn, Peer peer);

    /** Ends a local process that nobody on the peer waits for any more. */
    void kill(Pid local, Failure why);

    /** {@code messages} that local processes sent to {@code remote} reached nobody. */
    void lost(Pid remote, int messages);
}
