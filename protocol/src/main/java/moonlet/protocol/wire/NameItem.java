package moonlet.protocol.wire;

import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;

import java.util.List;

/** What nodes ask each other about registered names, hosts and process groups. */
public sealed interface NameItem extends Item {
    /**
     * A process that holds a key since {@code grantedAt}, a Lamport time; a null pid holds it no
     * more.
     */
    record Change(String key, Pid pid, long grantedAt) {}

    /** Asks the arbiter of {@code name} for it, for a process of the writing node. */
    record Claim(long request, String name, Pid pid) implements NameItem {}

    /** The name is the claimant's once its node has written it. */
    record Granted(long request, long grantedAt) implements NameItem {}

    /** Somebody else has the name. */
    record Held(long request, Pid holder) implements NameItem {}

    /** Answers a Claim: by the policies of the writing node who asks must not have the name. */
    record Denied(long request, Failure why) implements NameItem {}

    /** Asks who holds a name, of its arbiter. */
    record Lookup(long request, String name) implements NameItem {}

    /**
     * Answers a Lookup; {@code holder} is null for nobody.
     *
     * @param version of the holder's node's part, as far as the writing node has it
     */
    record Found(long request, Pid holder, long version) implements NameItem {}

    /** Asks the node of {@code pid} whether that process lives and still holds {@code name}. */
    record Probe(long request, String name, Pid pid) implements NameItem {}

    /** Answers a Probe. */
    record Probed(long request, boolean holds) implements NameItem {}

    /** Asks the node of {@code pid} to register a name for it. */
    record Register(long request, String name, Pid pid) implements NameItem {}

    /** Asks the node of the holder to give a name up. */
    record Unregister(long request, String name, Pid holder) implements NameItem {}

    /** Answers a Register or an Unregister; null where it was done. */
    record Done(long request, Failure failure) implements NameItem {}

    /** How many processes the writing node runs now: said from time to time. */
    record Load(long processes) implements NameItem {}

    /** The reading node has been told all that the writing one had granted when they met. */
    record Told() implements NameItem {}

    /**
     * How nodes agree on a name before somebody has it. A key is a name with the space that it is
     * of in front.
     */
    sealed interface Vote extends NameItem {}

    /** Asks for the reader's promise of a key, for a process of the writing node. */
    record Bid(long request, String key, Pid pid) implements Vote {}

    /** The reader promises the key to nobody else until it is withdrawn or given up. */
    record Promised(long request) implements Vote {}

    /**
     * No promise now.
     *
     * @param holder who has it, or its promise; null where the reader has to learn of others first
     */
    record Unpromised(long request, Pid holder) implements Vote {}

    /** Answers a Bid: by the policies of the writing node who asks must not have the key. */
    record Vetoed(long request, Failure why) implements Vote {}

    /** The writing node does not bid for the key any more, for that process. */
    record Withdrawn(String key, Pid pid) implements Vote {}

    /** For the writing node that start of a node is down: it counts none of its promises. */
    record Gone(NodeStart node) implements Vote {}

    /** That start of a node is up for the writing node: said to one that has just come. */
    record Knows(NodeStart node) implements Vote {}

    /** The reading node has been told all that the writing one holds and knows. */
    record Copied() implements Vote {}

    /**
     * What changed in the part of the writing node in one replicated map, from {@code fromVersion}
     * (exclusive) to {@code toVersion}.
     *
     * @param map which one: names, names that a majority agreed on, or groups
     */
    record Delta(String map, long fromVersion, long toVersion, List<Change> changes)
            implements NameItem {
        public Delta {
            changes = List.copyOf(changes);
        }
    }
}
