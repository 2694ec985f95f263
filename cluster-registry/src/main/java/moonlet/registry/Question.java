package moonlet.registry;

import moonlet.protocol.Asker;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.List;

/** Something that another node was asked and has not answered. */
sealed interface Question {
    /** Who was asked. */
    NodeStart of();

    /** Asks; returns null, or why that cannot be asked. */
    default Failure say(NameEffects effects, NameItem item) {
        effects.send(of(), item);
        return null;
    }

    /**
     * The arbiter of a name, for a process of this node.
     *
     * @param asks who waits for the answer; grows while the same is asked for again
     */
    record Claim(NodeStart of, List<Ask> asks, String name, Pid pid) implements Question {
        /** On whose behalf. */
        Asker by() {
            return asks.getFirst().by();
        }

        @Override
        public Failure say(NameEffects effects, NameItem item) {
            return effects.request(of, by(), item);
        }
    }

    /** The node of a foreign process: to register or unregister a name of it. */
    record Order(NodeStart of, Ask.OfProcess ask, Pid pid) implements Question {
        @Override
        public Failure say(NameEffects effects, NameItem item) {
            return effects.request(of, ask.by(), item);
        }
    }

    /** The arbiter of a name that this node does not know. */
    record Lookup(NodeStart of, Ask ask, String name) implements Question {}

    /** The node of a holder whose name somebody else claims: whether it still holds it. */
    record Holder(NodeStart of, Claimant claimant, String name, Pid holder) implements Question {}

    /** The node of an older holder of a name that this node has granted too. */
    record Winner(NodeStart of, String name, Pid winner) implements Question {}

    /** Who claims a name of the arbiter: a process of this node, or of another one. */
    record Claimant(Ask ask, Pid pid) {}
}
