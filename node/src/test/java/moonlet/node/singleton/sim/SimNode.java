package moonlet.node.singleton.sim;

import moonlet.node.sim.Agenda;
import moonlet.node.singleton.Lease;
import moonlet.node.singleton.LostNodes;
import moonlet.node.singleton.Singleton;
import moonlet.node.singleton.SingletonEffects;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One start of a node: the machines of the product, and what they have around them there. */
final class SimNode implements SingletonEffects<SimNode> {
    private static final long PING = World.SECOND;
    private static final long PROBE = 500 * Agenda.MILLIS;

    /** A process has ended in that time after it was told to. */
    static final int STOP_MAX_MILLIS = 8000;

    final World world;
    final int place;
    final int start;
    final Map<SimNode, Status> view = new LinkedHashMap<>();
    final Map<SimNode, Long> latest = new HashMap<>(); // when the last of what each said arrives
    final Gossip gossip;
    final Ownership ownership = new Ownership(this);
    final Lease<SimNode> lease;
    final LostNodes<SimNode> lost;
    final Singleton<SimNode> singleton;
    int age = Integer.MAX_VALUE; // of members; the first has the smallest
    boolean alive = true;
    boolean doomed; // it will find that it is no member any more
    boolean terminated; // it knows that it is no member any more
    private boolean draining;
    private boolean process;
    private int run;
    private long pausedUntil;
    private final long startedAt;
    private final Map<SimNode, Long> slow = new HashMap<>(); // after the pause, who is read when

    SimNode(World world, int place, int start) {
        this.world = world;
        this.gossip = new Gossip(this);
        this.place = place;
        this.start = start;
        this.startedAt = world.agenda.now();
        boolean longLease = world.mutant == Mutant.THE_LEASE_IS_LONGER_THAN_THE_WAIT;
        this.lease = new Lease<>(longLease ? 3 * World.MARGIN : World.LEASE);
        boolean forgets = world.mutant == Mutant.LOSSES_ARE_FORGOTTEN_AT_ONCE;
        this.lost = new LostNodes<>(forgets ? -1 : World.MARGIN);
        this.singleton = new Singleton<>(this, World.MARGIN);
    }

    @Override
    public String toString() {
        return "n" + place + "/" + start;
    }

    Status status() {
        return view.getOrDefault(this, Status.JOINING);
    }

    Status status(SimNode other) {
        return view.get(other);
    }

    /** Whether those that go on with the cluster have taken it down. */
    boolean isOut() {
        return world.nodes.stream().anyMatch(other -> other.view.get(this) == Status.LOST);
    }

    long joinedFor() {
        return world.agenda.now() - startedAt;
    }

    boolean isAwake() {
        return alive && pausedUntil <= world.agenda.now();
    }

    /** For how long it still does nothing. */
    long stopsFor() {
        return Math.max(0, pausedUntil - world.agenda.now());
    }

    /** Whether nothing is to happen to it. */
    boolean isWell() {
        return isAwake() && status() == Status.UP && !draining && !doomed && !terminated;
    }

    /** How often it has begun to run the singleton. */
    int runs() {
        return run;
    }

    boolean hasProcess() {
        return alive && process;
    }

    /** What the product asks before every turn of the process. */
    boolean mayHaveTurn() {
        boolean open =
                world.mutant == Mutant.THE_LEASE_IS_NEVER_ASKED
                        || !terminated && lease.isOpen(world.agenda.now());
        return process && isAwake() && open;
    }

    /** Does something here, now or when the node goes on; nothing if it is gone by then. */
    void run(SimNode from, Runnable what) {
        if (!alive) {
            return;
        }
        if (isAwake()) {
            what.run();
            return;
        }
        // What each other node has said waits in a socket of its own: they are read in any order.
        long delay = slow.computeIfAbsent(from, _ -> world.chance.millis(0, 100));
        world.agenda.at(pausedUntil + delay, () -> run(from, what));
    }

    void in(long nanos, Runnable what) {
        world.agenda.in(nanos, () -> run(this, what));
    }

    void pause(long until) {
        world.trace(() -> this + " is stopped until " + until / 1e9);
        slow.clear();
        pausedUntil = Math.max(pausedUntil, until);
        world.changed();
        world.agenda.at(pausedUntil, world::changed);
    }

    /** Its operating system process ends; others may notice. */
    void die() {
        if (alive) {
            world.trace(() -> this + " is gone");
            alive = false;
            world.nodes.remove(this);
            world.resolver.gone(this);
        }
    }

    /** It finds that it is no member any more, and is about to end. */
    void terminate() {
        if (!terminated) {
            world.trace(() -> this + " knows that it is out");
            terminated = true;
            ownership.stop();
            in(world.chance.millis(0, 3000), this::die);
        }
    }

    /** It knows of members: from here on it speaks with them. */
    void live() {
        in(world.chance.millis(0, 1000), this::ping);
        in(world.chance.millis(0, 300), gossip::tell);
    }

    private void ping() {
        if (terminated) {
            return;
        }
        long sent = world.agenda.now();
        for (SimNode other : view.keySet()) {
            if (hasLink(other)) {
                world.network.send(this, other, () -> other.hear(this, sent));
            }
        }
        in(PING, this::ping);
    }

    /** Who was taken down is not answered; Pekko tells it that it is none of theirs any more. */
    private void hear(SimNode other, long sent) {
        if (!terminated && view.get(other) == Status.LOST) {
            world.network.send(this, other, other::terminate);
        }
        if (!terminated && hasLink(other)) {
            world.network.send(
                    this,
                    other,
                    () -> {
                        if (other.hasLink(this)) {
                            other.lease.heard(this, sent);
                        }
                    });
        }
    }

    boolean hasLink(SimNode other) {
        Status status = view.get(other);
        return other != this
                && status != null
                && status.compareTo(Status.WEAKLY_UP) >= 0
                && status.compareTo(Status.EXITING) < 0;
    }

    /** What is known of a member may be news; that is what {@code Membership} does with it. */
    void learn(SimNode member, Status status) {
        Status before = view.get(member);
        if (before != null && before.compareTo(status) >= 0) {
            return;
        }
        view.put(member, status);
        if (before == null && status.isOver()) {
            return; // who joins later hears nothing of it
        }
        world.trace(() -> "  " + this + " learns that " + member + " is " + status);
        if (member != this) {
            learnOfOther(member, status, before);
        } else if (status == Status.UP && view.size() > 1 && !knowsAll()) {
            lost.joined(world.agenda.now());
        }
        ownership.changed(member, status);
        if (member == this && status == Status.EXITING) {
            exit();
        } else if (member == this && status.compareTo(Status.REMOVED) >= 0) {
            terminate();
        }
    }

    private boolean knowsAll() {
        return world.mutant == Mutant.A_NEWCOMER_TAKES_ITSELF_FOR_KNOWING_ALL;
    }

    private void learnOfOther(SimNode member, Status status, Status before) {
        long now = world.agenda.now();
        switch (status) {
            case JOINING, WEAKLY_UP -> {
                if (world.mutant != Mutant.WHO_IS_JOINING_VOTES) {
                    lease.joins(member, now);
                } else if (status == Status.WEAKLY_UP) {
                    lease.up(member, now);
                }
            }
            case UP -> {
                lease.up(member, now);
                if (world.mutant == Mutant.WHO_IS_NEW_COUNTS_AS_HEARD) {
                    lease.heard(member, now);
                }
            }
            case LEAVING -> lease.leaves(member, now);
            case EXITING, REMOVED -> lease.gone(member);
            case DOWN, LOST -> {
                lease.gone(member);
                lost.add(member, now);
            }
        }
    }

    /** Its processes end, then it leaves the cluster, then it ends itself. */
    void drain(long nanos) {
        if (terminated || draining || status() != Status.UP) {
            return;
        }
        world.trace(() -> this + " drains for " + nanos / 1e9);
        draining = true;
        singleton.drain();
        in(nanos, this::leave);
    }

    /** What is on loan here has to end first; for what is its own, the hand-over sees to that. */
    private void leave() {
        if (process && ownership.isDone()) {
            in(World.SECOND / 10, this::leave);
            return;
        }
        learn(this, Status.LEAVING);
        in(10 * World.SECOND, this::die);
    }

    private void exit() {
        if (ownership.isDone()) {
            in(world.chance.millis(0, 300), this::die);
        } else {
            in(World.SECOND / 5, this::exit);
        }
    }

    @Override
    public void await(Set<SimNode> nodes) {
        world.trace(() -> this + " waits for " + nodes);
        nodes.forEach(this::probe);
        in(singleton.dueIn(world.agenda.now()), this::tick);
    }

    private void tick() {
        singleton.tick(world.agenda.now());
        long due = singleton.dueIn(world.agenda.now());
        if (due != Long.MAX_VALUE) {
            in(Math.max(1, due), this::tick);
        }
    }

    private void probe(SimNode node) {
        boolean mistaken =
                world.mutant == Mutant.A_REFUSAL_OF_ANOTHER_MACHINE_IS_BELIEVED
                        && !world.network.connects(this, node);
        boolean replaced = world.at(node.place) != null; // somebody takes the connection
        if (mistaken || !node.alive && !replaced && world.network.connects(this, node)) {
            world.trace(() -> this + " has proved that " + node + " is gone");
            singleton.provedGone(node, world.agenda.now());
            in(0, this::tick);
        } else if (!terminated && singleton.dueIn(world.agenda.now()) != Long.MAX_VALUE) {
            in(PROBE, () -> probe(node));
        }
    }

    LostNodes.Losses<SimNode> losses() {
        return world.mutant == Mutant.NOBODY_WAITS
                ? new LostNodes.Losses<>(List.of(), Long.MAX_VALUE)
                : lost.at(world.agenda.now());
    }

    @Override
    public void begin() {
        world.trace(() -> this + " begins");
        process = true;
        run++;
    }

    @Override
    public void end() {
        int ending = run;
        world.trace(() -> this + " is to end its process");
        if (world.mutant == Mutant.LENT_BEFORE_ITS_END) {
            in(0, singleton::ended);
        }
        in(
                world.chance.millis(0, STOP_MAX_MILLIS),
                () -> {
                    if (process && run == ending) {
                        world.trace(() -> this + " has ended its process");
                        process = false;
                    }
                    singleton.ended();
                });
    }

    @Override
    public void lend() {
        SimNode next =
                world.mutant == Mutant.LENT_TO_ANY_NODE
                        ? world.chance.of(List.copyOf(view.keySet()))
                        : ownership.next();
        if (next != null) {
            world.trace(() -> this + " lends it to " + next);
            world.network.sendByAddress(this, next.place, there -> there.loan(this, next));
        }
    }

    /** This node, or an earlier one in its place, is to have the singleton on loan. */
    private void loan(SimNode owner, SimNode addressee) {
        boolean isMine =
                switch (world.mutant) {
                    case LOANS_REACH_LATER_STARTS -> true;
                    case LENT_TO_ANY_NODE, LOANS_OF_ANYBODY_ARE_TAKEN -> addressee == this;
                    default -> addressee == this && ownership.next(owner) == this;
                };
        if (isMine && ownership.takesPart() && singleton.borrow()) {
            world.trace(() -> this + " has it on loan");
        }
    }

    @Override
    public void release() {
        ownership.released();
    }
}
