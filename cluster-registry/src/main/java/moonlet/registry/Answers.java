package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

/** How what a question comes to gets to who has asked. */
record Answers(NodeStart self, NameEffects effects) {
    void give(Ask ask, Reply reply) {
        if (reply == Reply.LATER) {
            return;
        }
        switch (ask) {
            case Ask.OfProcess process -> effects.answered(process, reply);
            case Ask.OfNode(NodeStart node, long request, _) ->
                    effects.send(node, new NameItem.Done(request, reply.failure()));
        }
    }

    void give(Question.Claim claim, Reply reply) {
        claim.asks().forEach(ask -> give(ask, reply));
    }

    /** The arbiter finds the name with somebody else; returns what is left to answer. */
    Reply held(Question.Claimant claimant, Pid holder) {
        if (claimant.ask() instanceof Ask.OfNode(NodeStart node, long request, _)
                && !self.owns(claimant.pid())) {
            effects.send(node, new NameItem.Held(request, holder));
            return Reply.LATER;
        }
        return Reply.TAKEN;
    }
}
