package moonlet.registry;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Names that have never two holders: a process gets one once more than half of all members have
 * promised it. Scopes CONSISTENT and STRONG and locks are kept here; a key is the name with its
 * space in front. No clock, threads or network; one thread at a time, but for {@link #holder},
 * {@link #namesOf}, {@link #forEach} and {@link #count}.
 *
 * <p><b>Why there are never two.</b> A member promises a key to one process at a time, and keeps
 * the promise until the bidder's node withdraws it, gives the name up, or is down. What is won is
 * written into the bidder's own part of a {@link NameMap} and told to all, and a member promises
 * nothing that somebody has. Let x and y win the same name, with promises P and Q. If all of Q
 * count for x when it wins, and all of P for y, each of P and Q is more than half of a set that
 * holds both, so a member has promised both: impossible. A joiner in Q counts for x, since it
 * promises nothing before x has told it what x holds, and x counts it from before that on. A member
 * in Q that is down counts for x until y, too, has said that it is down; what y won with its
 * promise, y has told before that, and after it y does not use the promise.
 *
 * <p><b>What this relies on.</b> Links lose, double and reorder nothing while both nodes are up. Of
 * two members the later one hears of the earlier, from the cluster or from those that it copies.
 * What the cluster has decided to be down stays down, and a restarted node is a new start. A node
 * that is down and does not know it yet may still take a name for its own; it is no member.
 *
 * <p><b>Why bids end.</b> Of two bidders that hold promises the greater PID gives its promises back
 * and tries again with the next {@link #expire}; the other one asks again. Each has a deadline.
 */
public final class AgreedNames {
    /** The map whose deltas are for this machine. */
    public static final String MAP = "agreed";

    private static final Reply GIVEN_UP =
            Reply.failed(
                    ErrorKind.UNAVAILABLE,
                    "the process has given this name up while it claimed it in another scope");

    private record Verdict(boolean promised, Pid holder) {}

    private final NodeStart self;
    private final NameEffects effects;
    private final AgreedLimits limits;
    private final NameMap map;
    private final NameQuota quota;
    private final Electorate electorate = new Electorate();
    private final Map<String, Pid> promises = new HashMap<>(); // of this node
    private final Map<Long, Bid> bids = new LinkedHashMap<>(); // of processes of this node
    private final Set<String> confirmedByAll = new HashSet<>(); // of the names held here
    private long requests;

    public AgreedNames(NodeStart self, NameEffects effects, AgreedLimits limits) {
        this.self = self;
        this.effects = effects;
        this.limits = limits;
        this.map = new NameMap(self, MAP);
        this.quota = new NameQuota(effects, map);
    }

    /** The process that has a key, as far as this node knows, or null. For any thread. */
    public Pid holder(String key) {
        return map.holder(key);
    }

    /** The keys of a process of this node. For any thread. */
    public Set<String> namesOf(Pid local) {
        return map.namesOf(local);
    }

    /** Hands each key that this node knows, and its holder, to somebody. For any thread. */
    public void forEach(BiConsumer<String, Pid> reader) {
        map.forEach(reader);
    }

    /** Whether the process itself has the key: what its own node knows is the truth. */
    public boolean isHeldHere(String key) {
        return map.ownGrant(key) != null;
    }

    /** How many keys are held, as far as this node knows. For any thread. */
    public int count() {
        return map.names();
    }

    /** How much is kept: names in all parts, parts, promises and bids. */
    public int size() {
        return map.size() + promises.size() + bids.size();
    }

    /** This node is a member; {@code others} were before it. */
    public void joined(Set<NodeStart> others) {
        electorate.joined(others);
    }

    /** Another node is up: it learns what this one holds and knows. */
    public void up(NodeStart node) {
        if (electorate.up(node)) {
            map.own(MAP, limits.changesMax()).forEach(delta -> effects.send(node, delta));
            electorate.tombstones().forEach(gone -> effects.send(node, new NameItem.Gone(gone)));
            electorate.others().forEach(other -> effects.send(node, new NameItem.Knows(other)));
            effects.send(node, new NameItem.Copied());
        }
    }

    /** Another node is lost, for good: its names are free, and its promises count no more. */
    public void down(NodeStart node) {
        lost(node, self);
    }

    /**
     * Claims a key for a process of this node.
     *
     * @param all whether all members that are up have to agree; the holder asks them too, if they
     *     have not agreed before
     */
    public Reply claim(Ask ask, String key, Pid pid, boolean all, long now) {
        Grant own = map.ownGrant(key);
        if (own != null && own.pid().equals(pid) && (!all || confirmedByAll.contains(key))) {
            return effects.isAlive(pid) ? Reply.of(pid) : Reply.ENDED;
        }
        Reply refusal = refusal(key, pid);
        if (refusal != null) {
            return refusal;
        }
        for (Bid open : bids.values()) {
            if (open.key.equals(key) && open.pid.equals(pid)) {
                return open.join(ask, all);
            }
        }
        if (bids.size() >= limits.openMax()) {
            return Reply.failed(ErrorKind.UNAVAILABLE, "too many names are being claimed");
        }
        long nanos = all ? limits.allNanos() : limits.majorityNanos();
        Bid bid = new Bid(key, pid, all, now + nanos, ask);
        begin(bid);
        canvass(bid);
        return Reply.LATER;
    }

    /** Gives up the key of a process of this node; false if it does not have it. */
    public boolean release(String key, Pid pid) {
        NameItem.Delta delta = map.release(key, pid);
        if (delta != null) {
            confirmedByAll.remove(key);
            tellAll(delta);
            // The others have forgotten what they had promised.
            closeAll(bid -> bid.key.equals(key) && bid.pid.equals(pid), GIVEN_UP);
        }
        return delta != null;
    }

    /** A process of this node has ended: its names are free, before others learn of its end. */
    public void released(Pid local) {
        List.copyOf(map.namesOf(local)).forEach(key -> release(key, local));
    }

    /** Another node says something. */
    public void receive(NodeStart from, NameItem.Vote item) {
        if (!electorate.isUp(from)) {
            return; // it is down, and does not know it yet
        }
        switch (item) {
            case NameItem.Bid(long request, String key, Pid pid) -> {
                Verdict verdict = vote(key, pid);
                effects.send(
                        from,
                        verdict.promised
                                ? new NameItem.Promised(request)
                                : new NameItem.Unpromised(request, verdict.holder));
            }
            case NameItem.Promised(long request) -> counted(from, bids.get(request), null);
            case NameItem.Unpromised(long request, Pid holder) ->
                    counted(from, bids.get(request), new Verdict(false, holder));
            case NameItem.Vetoed(long request, Failure why) -> {
                if (bids.get(request) instanceof Bid bid) {
                    vetoed(bid, why);
                }
            }
            case NameItem.Withdrawn(String key, Pid pid) -> promises.remove(key, pid);
            case NameItem.Gone(NodeStart node) when node.equals(self) -> {
                // Its own news of that will follow.
            }
            case NameItem.Gone(NodeStart node) -> lost(node, from);
            case NameItem.Knows(NodeStart node) when node.equals(self) -> {
                // Whom it tells so.
            }
            case NameItem.Knows(NodeStart node) -> electorate.toldOf(node);
            case NameItem.Copied() -> electorate.copied(from);
        }
    }

    /** Another node has won or given up names. */
    public void receive(NodeStart from, NameItem.Delta delta) {
        if (!electorate.isUp(from) || map.merge(from, delta) == null) {
            return;
        }
        delta.changes().forEach(change -> promises.remove(change.key(), change.pid()));
        closeBeaten();
    }

    /** Asks those again who have refused, and ends the bids that have taken too long. */
    public void expire(long now) {
        closeAll(bid -> !effects.isAlive(bid.pid), Reply.ENDED);
        for (Bid bid : List.copyOf(bids.values())) {
            if (now - bid.deadlineNanos >= 0) {
                close(bid, bid.late(electorate));
            }
        }
        // One of them may win here, and so end another.
        List.copyOf(bids.values()).stream().filter(this::isOpen).forEach(this::canvass);
    }

    /** Whether {@link #expire} has something to wait for. */
    public boolean isWaiting() {
        return !bids.isEmpty();
    }

    @Override
    public String toString() {
        return map + " promises=" + promises + " bids=" + bids.size() + " " + electorate;
    }

    private Reply refusal(String key, Pid pid) {
        Pid holder = map.holder(key);
        if (holder == null || !effects.isAlive(pid)) {
            return quota.refusal(pid);
        }
        return holder.equals(pid) ? null : Reply.TAKEN;
    }

    private void begin(Bid bid) {
        bid.begin(++requests);
        bids.put(bid.request(), bid);
    }

    /** Asks all members that are up and have neither promised nor been asked. */
    private void canvass(Bid bid) {
        long request = bid.request();
        for (NodeStart other : electorate.others()) {
            if (bid.asked.add(other)) {
                Failure unsaid =
                        effects.request(
                                other, bid.by(), new NameItem.Bid(request, bid.key, bid.pid));
                if (unsaid != null) {
                    vetoed(bid, unsaid);
                    return;
                }
            }
        }
        if (bid.asked.add(self)) {
            Verdict verdict = vote(bid.key, bid.pid);
            counted(self, bid, verdict.promised ? null : verdict);
        }
    }

    private Verdict vote(String key, Pid pid) {
        Pid holder = map.holder(key);
        if (holder == null) {
            holder = promises.get(key);
        }
        boolean free = holder == null || holder.equals(pid);
        if (!free || !electorate.mayPromise()) {
            return new Verdict(false, holder);
        }
        promises.put(key, pid);
        return new Verdict(true, pid);
    }

    /**
     * @param refusal null where the member has promised
     */
    private void counted(NodeStart member, Bid bid, Verdict refusal) {
        if (bid == null || !bid.asked.contains(member)) {
            return; // given up meanwhile, and the member was told so
        }
        if (refusal == null) {
            bid.promised.add(member);
            decide(bid);
            return;
        }
        bid.forget(member);
        if (refusal.holder != null && bid.yieldsTo(refusal.holder)) {
            withdraw(bid);
            begin(bid);
        }
    }

    /** One member is enough to end a bid that is not won yet. */
    private void vetoed(Bid bid, Failure why) {
        withdraw(bid);
        answer(bid.removeRefused(), new Reply(null, why));
        if (!bid.asks.isEmpty()) { // on behalf of others than the one who is refused
            begin(bid);
            canvass(bid);
        }
    }

    private void decide(Bid bid) {
        if (!isOpen(bid) || !electorate.mayPromise() || !bid.isWon(electorate)) {
            return;
        }
        Reply refusal = refusal(bid.key, bid.pid); // of many bids at once some may be too many
        if (refusal != null) {
            close(bid, refusal);
            return;
        }
        if (isHeldHere(bid.key)) {
            withdraw(bid); // it has the name already, and now all have agreed
        } else {
            bids.remove(bid.request());
            promises.remove(bid.key, bid.pid);
            tellAll(map.grant(bid.key, bid.pid, map.nextTime()));
            closeBeaten();
        }
        if (bid.all) {
            confirmedByAll.add(bid.key);
        }
        if (effects.isAlive(bid.pid)) {
            answer(bid.asks, Reply.of(bid.pid));
        } else { // it may have released its names before it got this one
            release(bid.key, bid.pid);
            answer(bid.asks, Reply.ENDED);
        }
    }

    private boolean isOpen(Bid bid) {
        return bids.get(bid.request()) == bid;
    }

    /** Somebody has won a name: whoever else of this node wants it hears so at once. */
    private void closeBeaten() {
        closeAll(
                bid -> !bid.pid.equals(Objects.requireNonNullElse(map.holder(bid.key), bid.pid)),
                Reply.TAKEN);
    }

    private void closeAll(Predicate<Bid> which, Reply reply) {
        List.copyOf(bids.values()).stream().filter(which).forEach(bid -> close(bid, reply));
    }

    private void close(Bid bid, Reply reply) {
        withdraw(bid);
        answer(bid.asks, reply);
    }

    private void withdraw(Bid bid) {
        bids.remove(bid.request());
        promises.remove(bid.key, bid.pid);
        bid.asked.stream()
                .filter(electorate::isUp)
                .forEach(other -> effects.send(other, new NameItem.Withdrawn(bid.key, bid.pid)));
    }

    private void lost(NodeStart node, NodeStart by) {
        if (!electorate.isDown(node)) {
            List<NodeStart> gone = electorate.down(node);
            gone.forEach(map::drop);
            promises.values().removeIf(pid -> electorate.isDown(NodeStart.of(pid)));
            bids.values().forEach(bid -> gone.forEach(bid::forget));
            tellAll(new NameItem.Gone(node));
        }
        electorate.confirmed(node, by);
        electorate.shrink();
        new ArrayList<>(bids.values()).forEach(this::decide);
    }

    private void tellAll(NameItem item) {
        electorate.others().forEach(other -> effects.send(other, item));
    }

    private void answer(List<Ask> asks, Reply reply) {
        for (Ask ask : asks) {
            if (ask instanceof Ask.OfProcess process) {
                effects.answered(process, reply);
            }
        }
    }
}
