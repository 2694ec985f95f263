package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

/**
 * Finds the holders of names that this node does not know: the arbiter of a name is asked first,
 * and the holder's own node has the last word. Only that node knows at every moment whether the
 * holder still has the name; whoever asks may have learned of the holder's end before the arbiter.
 */
final class Lookups {
    private final NodeStart self;
    private final NameEffects effects;
    private final NameMap map;
    private final Members members;
    private final Questions questions;

    Lookups(
            NodeStart self,
            NameEffects effects,
            NameMap map,
            Members members,
            Questions questions) {
        this.self = self;
        this.effects = effects;
        this.map = map;
        this.members = members;
        this.questions = questions;
    }

    Reply lookup(Ask ask, String name, long now) {
        NodeStart decides = members.arbiterOf(name);
        return decides.equals(self) || !effects.isReachable(decides)
                ? Reply.FREE
                : questions.ask(
                        new Question.Lookup(decides, ask, name),
                        request -> new NameItem.Lookup(request, name),
                        now);
    }

    /**
     * The arbiter has answered.
     *
     * @param holder null for nobody
     */
    Reply found(Question.Lookup lookup, Pid holder, long now) {
        if (!members.mayLive(holder)) {
            return Reply.FREE;
        }
        NodeStart of = NodeStart.of(holder);
        if (of.equals(self)) {
            return confirmed(holder, holds(lookup.name(), holder));
        }
        return of.equals(lookup.of()) || !effects.isReachable(of)
                ? Reply.of(holder)
                : questions.ask(
                        new Question.Found(of, lookup.ask(), holder),
                        request -> new NameItem.Probe(request, lookup.name(), holder),
                        now);
    }

    /** The node of a holder has answered. */
    static Reply confirmed(Pid holder, boolean holds) {
        return holds ? Reply.of(holder) : Reply.FREE;
    }

    /** Whether a process of this node lives and has the name. */
    boolean holds(String name, Pid local) {
        Grant own = map.ownGrant(name);
        return own != null && own.pid().equals(local) && effects.isAlive(local);
    }
}
