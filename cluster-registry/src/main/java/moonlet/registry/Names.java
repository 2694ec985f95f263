package moonlet.registry;

import moonlet.protocol.Asker;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The registered names of the cluster, as one node has them: its own part, copies of the others',
 * and the claims for which it is the arbiter. No clock, threads or network; one thread at a time,
 * but for {@link #holder}. Times are {@code System.nanoTime()}.
 *
 * <p>In normal times a name's arbiter lets only one claim win. While members come and go, claims
 * may be granted twice; then the oldest grant counts everywhere, and the others are revoked.
 */
public final class Names {
    static final String MAP = "names";

    private final NodeStart self;
    private final NameEffects effects;
    private final NameLimits limits;
    private final NameMap map;
    private final NameQuota quota;
    private final Questions questions;
    private final Arbiter arbiter;
    private final Members members;
    private final Answers answers;

    public Names(NodeStart self, NameEffects effects, NameLimits limits) {
        this.self = self;
        this.effects = effects;
        this.limits = limits;
        this.map = new NameMap(self);
        this.quota = new NameQuota(effects, map);
        this.members = new Members(self);
        this.questions = new Questions(effects, limits);
        this.arbiter = new Arbiter(self, map, limits, effects::isAlive);
        this.answers = new Answers(self, effects);
    }

    /** The process that holds a name, as far as this node knows, or null. For any thread. */
    public Pid holder(String name) {
        return map.holder(name);
    }

    /** The names of a process of this node; any thread may ask whether there are any. */
    public Set<String> namesOf(Pid local) {
        return map.namesOf(local);
    }

    /** Hands each name and its holder to somebody, as far as this node knows. For any thread. */
    public void forEach(BiConsumer<String, Pid> reader) {
        map.forEach(reader);
    }

    /** How many names are held in the cluster, as far as this node knows. For any thread. */
    public int count() {
        return map.names();
    }

    /** How much is kept: names in all parts, parts, open questions and claims. */
    public int size() {
        return map.size() + questions.size() + arbiter.size();
    }

    /** Another node is up: it learns all that this one has granted. */
    public void up(NodeStart node) {
        members.up(node);
        map.own(MAP, limits.changesMax()).forEach(delta -> effects.send(node, delta));
        effects.send(node, new NameItem.Told());
    }

    /** Whether another node that is up has told all that it had granted before. */
    public boolean isInSync(NodeStart node) {
        return members.isInSync(node);
    }

    /** Another node is lost, for good: its names are free. */
    public void down(NodeStart node, long now) {
        members.down(node);
        map.drop(node);
        questions.removeOf(node).forEach(question -> unanswered(question, now, true));
    }

    /** Registers a name for a process, which may be of another node. */
    public Reply register(Ask.OfProcess ask, String name, Pid pid, long now) {
        return self.owns(pid)
                ? claim(ask, name, pid, now)
                : order(ask, pid, request -> new NameItem.Register(request, name, pid), now);
    }

    private Reply claim(Ask ask, String name, Pid pid, long now) {
        Grant own = map.ownGrant(name);
        if (own != null && own.pid().equals(pid)) {
            return effects.isAlive(pid) ? Reply.of(pid) : Reply.ENDED;
        }
        Reply refusal = quota.refusal(pid);
        if (refusal != null) {
            return refusal;
        }
        NodeStart decides = members.arbiterOf(name);
        if (decides.equals(self)) {
            return claimed(new Question.Claimant(ask, pid), name, null, now);
        }
        if (!effects.isReachable(decides)) {
            return write(name, pid, map.nextTime(), now);
        }
        return questions.join(name, pid, ask)
                ? Reply.LATER
                : questions.ask(
                        new Question.Claim(decides, new ArrayList<>(List.of(ask)), name, pid),
                        request -> new NameItem.Claim(request, name, pid),
                        now);
    }

    /** Gives up a name, whoever holds it; the reply's pid is who did. */
    public Reply unregister(Ask.OfProcess ask, String name, long now) {
        Pid holder = map.holder(name);
        if (holder == null) {
            return Reply.FREE;
        }
        return self.owns(holder)
                ? release(name, holder)
                : order(
                        ask,
                        holder,
                        request -> new NameItem.Unregister(request, name, holder),
                        now);
    }

    /** Asks the arbiter who holds a name that this node does not know. */
    public Reply lookup(Ask ask, String name, long now) {
        NodeStart decides = members.arbiterOf(name);
        return decides.equals(self) || !effects.isReachable(decides)
                ? Reply.FREE
                : questions.ask(
                        new Question.Lookup(decides, ask, name),
                        request -> new NameItem.Lookup(request, name),
                        now);
    }

    /** A process of this node has ended: its names are free, before others learn of its end. */
    public void released(Pid local) {
        for (String name : List.copyOf(map.namesOf(local))) {
            release(name, local);
        }
    }

    /** Another node says something. */
    public void receive(NodeStart from, NameItem item, long now) {
        switch (item) {
            case NameItem.Claim(long request, String name, Pid pid) ->
                    claimed(
                            new Question.Claimant(new Ask.OfNode(from, request, null), pid),
                            name,
                            null,
                            now);
            case NameItem.Granted(long request, long at) -> {
                if (questions.remove(request) instanceof Question.Claim claim) {
                    answers.give(claim, write(claim.name(), claim.pid(), at, now));
                }
            }
            case NameItem.Held(long request, Pid _) -> {
                if (questions.remove(request) instanceof Question.Claim claim) {
                    answers.give(claim, Reply.TAKEN);
                }
            }
            case NameItem.Lookup(long request, String name) ->
                    effects.send(from, map.found(request, name));
            case NameItem.Found found -> {
                if (questions.remove(found.request()) instanceof Question.Lookup lookup) {
                    answers.give(lookup.ask(), found(lookup.name(), found));
                }
            }
            case NameItem.Probe(long request, String name, Pid pid) -> {
                Grant own = map.ownGrant(name);
                boolean holds = own != null && own.pid().equals(pid) && effects.isAlive(pid);
                effects.send(from, new NameItem.Probed(request, holds));
            }
            case NameItem.Probed(long request, boolean holds) ->
                    probed(questions.remove(request), holds, now);
            case NameItem.Denied(long request, Failure why) -> {
                if (questions.remove(request) instanceof Question.Claim claim) {
                    denied(claim, why, now);
                }
            }
            case NameItem.Register register -> register(from, null, register, now);
            case NameItem.Unregister(long request, String name, Pid holder) ->
                    answers.give(new Ask.OfNode(from, request, null), release(name, holder));
            case NameItem.Done(long request, Failure failure) -> {
                if (questions.remove(request) instanceof Question.Order order) {
                    answers.give(
                            order.ask(),
                            failure == null ? Reply.of(order.pid()) : new Reply(null, failure));
                }
            }
            case NameItem.Delta delta -> merged(from, delta, now);
            case NameItem.Told() -> members.told(from);
            case NameItem.Load _, NameItem.Vote _ ->
                    throw new IllegalArgumentException("not about a name");
        }
    }

    /**
     * Another node asks for a name for a process of this one.
     *
     * @param by the process of that node which asks; null where nobody is refused anything
     */
    public void register(NodeStart from, Asker by, NameItem.Register asked, long now) {
        Ask ask = new Ask.OfNode(from, asked.request(), by);
        boolean here = self.owns(asked.pid());
        answers.give(ask, here ? claim(ask, asked.name(), asked.pid(), now) : Reply.ENDED);
    }

    /** Decides what other nodes have not answered in time. */
    public void expire(long now) {
        questions.removeUntil(now).forEach(question -> unanswered(question, now, false));
        arbiter.expire(now);
    }

    /** Whether {@link #expire} has something to wait for. */
    public boolean isWaiting() {
        return questions.size() + arbiter.size() > 0;
    }

    @Override
    public String toString() {
        return map + " open=" + questions.size() + " kept=" + arbiter.size();
    }

    /** Who has asked for the same on behalf of another process than the one refused asks again. */
    private void denied(Question.Claim claim, Failure why, long now) {
        for (Ask ask : claim.asks()) {
            boolean refused = Objects.equals(ask.by(), claim.by());
            answers.give(
                    ask,
                    refused ? new Reply(null, why) : claim(ask, claim.name(), claim.pid(), now));
        }
    }

    /** An arbiter has answered; since it was asked, its news may have come here as well. */
    private Reply found(String name, NameItem.Found found) {
        Pid holder = map.holder(name);
        if (holder == null && members.mayLive(found.holder()) && map.isNews(found)) {
            holder = found.holder();
        }
        return holder == null ? Reply.FREE : Reply.of(holder);
    }

    private void merged(NodeStart from, NameItem.Delta delta, long now) {
        Set<String> names = map.merge(from, delta);
        if (names == null) {
            // A link brings all in order, so nothing is missing but from a broken peer.
            return;
        }
        delta.changes().forEach(change -> arbiter.written(change.key(), change.pid()));
        names.forEach(name -> contest(name, now));
    }

    /**
     * Decides about a claim, as the arbiter of the name.
     *
     * @param gone a holder who has been found not to have the name any more, or null
     */
    private Reply claimed(Question.Claimant claimant, String name, Pid gone, long now) {
        return switch (arbiter.decide(name, claimant.pid(), gone, now)) {
            case Arbiter.Granted(long at) -> granted(claimant, name, at, now);
            case Arbiter.Held(Pid holder) -> answers.held(claimant, holder);
            case Arbiter.Doubtful(Pid holder) when questions.isFull() ->
                    answers.held(claimant, holder);
            case Arbiter.Doubtful(Pid holder) ->
                    questions.ask(
                            new Question.Holder(NodeStart.of(holder), claimant, name, holder),
                            request -> new NameItem.Probe(request, name, holder),
                            now);
        };
    }

    private Reply granted(Question.Claimant claimant, String name, long at, long now) {
        return switch (claimant.ask()) {
            case Ask.OfNode(NodeStart node, long request, _) when !self.owns(claimant.pid()) -> {
                effects.send(node, new NameItem.Granted(request, at));
                yield Reply.LATER;
            }
            case Ask _ -> write(name, claimant.pid(), at, now);
        };
    }

    private void probed(Question question, boolean holds, long now) {
        switch (question) {
            case Question.Holder(_, Question.Claimant claimant, String name, Pid holder) -> {
                // Others may have claimed it meanwhile: one of them gets it.
                Reply reply =
                        holds
                                ? answers.held(claimant, holder)
                                : claimed(claimant, name, holder, now);
                if (self.owns(claimant.pid())) {
                    answers.give(claimant.ask(), reply);
                }
            }
            case Question.Winner winner -> {
                if (holds && winner.winner().equals(map.winnerOver(winner.name()))) {
                    revoke(winner.name());
                } else {
                    contest(winner.name(), now); // there may be another older one
                }
            }
            case null, default -> {
                // given up meanwhile
            }
        }
    }

    /**
     * @param lost whether the node that was asked is lost, not only late
     */
    private void unanswered(Question question, long now, boolean lost) {
        switch (question) {
            case Question.Claim claim ->
                    answers.give(claim, write(claim.name(), claim.pid(), map.nextTime(), now));
            case Question.Order order ->
                    answers.give(
                            order.ask(),
                            lost
                                    ? Reply.failed(ErrorKind.UNAVAILABLE, "node disconnected")
                                    : Reply.failed(
                                            ErrorKind.TIMEOUT,
                                            "no answer from node " + order.of().node()));
            case Question.Lookup lookup -> answers.give(lookup.ask(), Reply.FREE);
            case Question.Holder holder -> probed(holder, !lost, now);
            case Question.Winner winner -> contest(winner.name(), now);
        }
    }

    /** Asks the node of an older holder, if there is one, whether it really has the name. */
    private void contest(String name, long now) {
        Pid winner = map.winnerOver(name);
        if (winner != null && !questions.isContested(name)) {
            questions.ask(
                    new Question.Winner(NodeStart.of(winner), name, winner),
                    request -> new NameItem.Probe(request, name, winner),
                    now);
        }
    }

    private void revoke(String name) {
        Pid loser = map.ownGrant(name).pid();
        release(name, loser);
        effects.revoked(loser, name);
    }

    /** Writes a name into this node's part, and tells all others. */
    private Reply write(String name, Pid pid, long at, long now) {
        Grant own = map.ownGrant(name);
        if (own != null) { // claimed twice at once, by processes of this node
            return own.pid().equals(pid) ? Reply.of(pid) : Reply.TAKEN;
        }
        Reply refusal = quota.refusal(pid); // of many claims at once some may be too many
        if (refusal != null) {
            return refusal;
        }
        // An arbiter that has just joined may not know a holder that this node knows.
        long since = map.holder(name) == null ? at : Math.max(at, map.nextTime());
        effects.sendAll(map.grant(name, pid, since));
        arbiter.written(name, pid);
        if (!effects.isAlive(pid)) { // it may have released its names before it got this one
            release(name, pid);
            return Reply.ENDED;
        }
        contest(name, now);
        return Reply.of(pid);
    }

    private Reply release(String name, Pid pid) {
        NameItem.Delta delta = map.release(name, pid);
        if (delta == null) {
            return Reply.FREE;
        }
        effects.sendAll(delta);
        return Reply.of(pid);
    }

    private Reply order(Ask.OfProcess ask, Pid pid, Questions.Writing item, long now) {
        NodeStart of = NodeStart.of(pid);
        return members.isUp(of)
                ? questions.ask(new Question.Order(of, ask, pid), item, now)
                : Reply.ENDED;
    }
}
