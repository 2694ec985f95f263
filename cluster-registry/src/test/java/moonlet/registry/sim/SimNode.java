package moonlet.registry.sim;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;
import moonlet.registry.AgreedLimits;
import moonlet.registry.AgreedNames;
import moonlet.registry.Ask;
import moonlet.registry.NameEffects;
import moonlet.registry.NameLimits;
import moonlet.registry.Names;
import moonlet.registry.Reply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** One start of a node: its names, its processes, and what it has told whom. */
final class SimNode implements NameEffects {
    private static final NameLimits LIMITS =
            new NameLimits(50 * SimCluster.MILLIS, 100 * SimCluster.MILLIS, 2, 1000);
    private static final AgreedLimits AGREED_LIMITS =
            new AgreedLimits(150 * SimCluster.MILLIS, 300 * SimCluster.MILLIS, 2, 1000);
    private static final long CLAIM_NANOS_MAX = 400 * SimCluster.MILLIS;
    private static final int NAMES_MAX = 3;
    private static final String HOST = "app:h";
    private static final Failure DENIED = Failure.of(ErrorKind.PERMISSION_DENIED, "not allowed");

    final SimCluster cluster;
    final NodeStart start;
    final Names names;
    final AgreedNames agreed;
    final Map<Pid, SimProcess> processes = new LinkedHashMap<>();

    /** What is on its way to every node that this one knows. */
    final Map<NodeStart, Queue<NameItem>> links = new LinkedHashMap<>();

    /** What happens to the members, in the order in which this node hears of it. */
    final Queue<Runnable> news = new ArrayDeque<>();

    /** Processes of other nodes of whose end this one has heard. */
    final Set<Pid> ended = new HashSet<>();

    boolean alive = true;
    private final Map<Long, Consumer<Reply>> asking = new HashMap<>();
    private long tickets;

    SimNode(SimCluster cluster, NodeStart start) {
        this.cluster = cluster;
        this.start = start;
        this.names = new Names(start, this, LIMITS);
        this.agreed = new AgreedNames(start, this, AGREED_LIMITS);
    }

    SimProcess spawn() {
        int number = processes.size() + 1;
        Pid pid = new Pid(start.node(), HOST, start.incarnation(), number);
        SimProcess process = new SimProcess(pid);
        processes.put(pid, process);
        return process;
    }

    List<SimProcess> living() {
        return processes.values().stream().filter(process -> process.lives).toList();
    }

    void up(SimNode other) {
        links.put(other.start, new ArrayDeque<>());
        agreed.up(other.start);
        names.up(other.start);
    }

    void down(SimNode other) {
        links.remove(other.start);
        other.links.remove(start); // refused from now on
        agreed.down(other.start);
        if (cluster.mutant == Mutant.LOSSES_ARE_NOT_CONFIRMED) {
            links.keySet().forEach(by -> agreed.receive(by, new NameItem.Gone(other.start)));
        }
        if (cluster.mutant != Mutant.NAMES_OF_THE_DEAD_ARE_KEPT) {
            names.down(other.start, cluster.now);
        }
    }

    void receive(NodeStart from, NameItem item) {
        if (item instanceof NameItem.Load(long number)) {
            ended.add(new Pid(from.node(), HOST, from.incarnation(), number));
            return;
        }
        if (refused(from, item)) {
            return;
        }
        if (item instanceof NameItem.Vote vote) {
            agreed.receive(from, vote);
            return;
        }
        if (item instanceof NameItem.Delta delta && delta.map().equals(AgreedNames.MAP)) {
            agreed.receive(from, delta);
            return;
        }
        if (item instanceof NameItem.Unregister(_, String name, Pid holder)) {
            takenFrom(holder, name);
        }
        if (item instanceof NameItem.Register(_, String name, Pid pid)
                && processes.containsKey(pid)) {
            processes.get(pid).given.add(name);
        }
        names.receive(from, item, cluster.now);
    }

    /** Some claims are refused before the machine hears of them, as they are without permission. */
    private boolean refused(NodeStart from, NameItem item) {
        NameItem refusal =
                switch (item) {
                    case NameItem.Claim(long request, _, _) -> new NameItem.Denied(request, DENIED);
                    case NameItem.Bid(long request, _, _) -> new NameItem.Vetoed(request, DENIED);
                    default -> null;
                };
        boolean refused = refusal != null && cluster.percent(cluster.refusedPercent);
        if (refused) {
            send(from, refusal);
        }
        return refused;
    }

    void register(SimProcess process, String name) {
        ask(
                process,
                reply -> {
                    if (reply.pid() != null && process.lives) {
                        process.names.add(name);
                        cluster.promises.won(process, name);
                    }
                },
                ask -> names.register(ask, name, process.pid, cluster.now));
    }

    void registerOther(SimProcess process, Pid other, String name) {
        SimProcess local = processes.get(other);
        if (local != null) {
            local.given.add(name);
        }
        ask(process, _ -> {}, ask -> names.register(ask, name, other, cluster.now));
    }

    void unregister(SimProcess process, String name) {
        Pid holder = names.holder(name);
        if (holder != null) {
            takenFrom(holder, name);
        }
        ask(process, _ -> {}, ask -> names.unregister(ask, name, cluster.now));
    }

    /** Claims a name that has never two holders; {@code all} as in scope STRONG. */
    void claim(SimProcess process, String key, boolean all, Consumer<Reply> done) {
        long asked = cluster.now;
        ask(
                process,
                reply -> {
                    if (cluster.now - asked > CLAIM_NANOS_MAX) {
                        throw new Violation("C4: a claim had no end for long: " + process.pid);
                    }
                    done.accept(reply);
                },
                ask -> agreed.claim(ask, key, process.pid, all, cluster.now));
    }

    void lookup(SimProcess process, String name) {
        Set<Pid> known = Set.copyOf(ended);
        ask(
                process,
                reply -> cluster.promises.found(reply.pid(), known),
                ask -> names.lookup(ask, name, cluster.now));
    }

    void end(SimProcess process) {
        process.lives = false;
        process.names.clear();
        agreed.released(process.pid);
        names.released(process.pid);
        sendAll(exit(process.pid));
    }

    /** What tells other nodes of an end: any item that names do not use. */
    private static NameItem exit(Pid pid) {
        return new NameItem.Load(pid.number());
    }

    int open() {
        return asking.size();
    }

    @Override
    public void send(NodeStart to, NameItem item) {
        Queue<NameItem> link = links.get(to);
        if (link != null) {
            link.add(broken(item));
        }
    }

    @Override
    public void sendAll(NameItem item) {
        new ArrayList<>(links.keySet()).forEach(to -> send(to, item));
    }

    @Override
    public boolean isReachable(NodeStart node) {
        return !cluster.isCut(start.node(), node.node());
    }

    @Override
    public boolean isAlive(Pid local) {
        return processes.get(local).lives;
    }

    @Override
    public int namesMax(Pid local) {
        return NAMES_MAX;
    }

    @Override
    public void answered(Ask.OfProcess ask, Reply reply) {
        Consumer<Reply> done = asking.remove(ask.ticket());
        if (done == null) {
            throw new Violation("R6: an answer that nobody waits for: " + ask);
        }
        done.accept(reply);
    }

    @Override
    public void revoked(Pid local, String name) {
        cluster.trace(local + " loses " + name);
        if (cluster.mutant != Mutant.LOSERS_ARE_NOT_TOLD) {
            cluster.promises.lost(processes.get(local), name);
        }
    }

    private void ask(
            SimProcess process, Consumer<Reply> done, Function<Ask.OfProcess, Reply> question) {
        long ticket = ++tickets;
        asking.put(ticket, done);
        Reply reply = question.apply(new Ask.OfProcess(process.pid, ticket));
        if (reply != Reply.LATER) {
            asking.remove(ticket);
            done.accept(reply);
        }
    }

    /** Somebody gives up a name of a process, which is not told so. */
    private void takenFrom(Pid holder, String name) {
        SimProcess process = processes.get(holder);
        if (process != null) {
            process.names.remove(name);
        }
    }

    private NameItem broken(NameItem item) {
        return switch (cluster.mutant) {
            case A_DELTA_IS_LOST ->
                    item instanceof NameItem.Delta delta
                                    && !delta.map().equals(AgreedNames.MAP)
                                    && cluster.percent(5)
                            ? new NameItem.Told()
                            : item;
            case A_WIN_IS_NOT_TOLD ->
                    item instanceof NameItem.Delta delta
                                    && delta.map().equals(AgreedNames.MAP)
                                    && cluster.percent(20)
                            ? new NameItem.Knows(start)
                            : item;
            case A_NAME_IS_PROMISED_TWICE ->
                    item instanceof NameItem.Unpromised(long request, Pid holder) && holder != null
                            ? new NameItem.Promised(request)
                            : item;
            case BIDS_ARE_NOT_WITHDRAWN ->
                    item instanceof NameItem.Withdrawn ? new NameItem.Knows(start) : item;
            case HOLDERS_ARE_NOT_PROBED ->
                    item instanceof NameItem.Probed(long request, _)
                            ? new NameItem.Probed(request, false)
                            : item;
            case ARBITERS_ARE_ALWAYS_BELIEVED ->
                    item instanceof NameItem.Found(long request, Pid holder, _)
                            ? new NameItem.Found(request, holder, Long.MAX_VALUE)
                            : item;
            case NONE,
                    LOSERS_ARE_NOT_TOLD,
                    NAMES_OF_THE_DEAD_ARE_KEPT,
                    A_JOINER_PROMISES_BEFORE_IT_HAS_COPIED,
                    ONLY_REACHABLE_MEMBERS_COUNT,
                    LOSSES_ARE_NOT_CONFIRMED ->
                    item;
        };
    }

    @Override
    public String toString() {
        return start.node() + "/" + start.incarnation();
    }
}
