package moonlet.node.cluster;

import com.google.protobuf.ByteString;

import moonlet.lua.process.Outcome;
import moonlet.lua.process.World;
import moonlet.node.dispatch.Worker;
import moonlet.node.link.LinkCounters;
import moonlet.node.link.LinkSession;
import moonlet.protocol.Asker;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.codec.ItemCodec;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.Collection;

/**
 * One start of another node, as this node deals with it: the machines of {@code node.link} and
 * {@code node.remote} behind one lock. Any thread may call; virtual threads of processes only while
 * pinned.
 */
public final class Peer {
    private final Member member;
    private final ItemCodec codec;
    private final ClusterSettings settings;
    private final Runnable flushing = this::flush;
    private final Load load = new Load();
    private final Machines machines;
    private final LinkWriter writer;
    private final PeerReader reader;
    private boolean lost;

    Peer(Member member, LocalNode local, ItemCodec codec, ClusterSettings settings, Peers peers) {
        this.member = member;
        this.codec = codec;
        this.settings = settings;
        this.machines = new Machines(this, local, settings);
        this.writer = new LinkWriter(machines, machines.session);
        this.reader = new PeerReader(this, machines, local, codec, peers);
    }

    public Member member() {
        return member;
    }

    /** Whether {@code pid} is of this start of that node. */
    public boolean owns(Pid pid) {
        return pid.incarnation() == member.incarnation() && pid.node().equals(member.name());
    }

    public NodeStart start() {
        return new NodeStart(member.name(), member.incarnation());
    }

    public Load load() {
        return load;
    }

    /** Whether there is a connection now. */
    public boolean isConnected() {
        return writer.isConnected();
    }

    /** For how long it is not certain that the peer takes what this node says; or MAX_VALUE. */
    long unheardNanos(long now) {
        synchronized (machines) {
            return machines.session.unheardNanos(now);
        }
    }

    /** Whether a process of the peer is known to have ended. */
    public boolean hasEnded(Pid pid) {
        synchronized (machines) {
            return machines.ended.contains(pid);
        }
    }

    /** Tells the peer something about names; it leaves with the next {@link #flush}. */
    public void tell(Item item) {
        synchronized (machines) {
            send(LinkSession.NODE, item);
        }
    }

    /** The same for a process, if the link keeps up; null, or why actor and scope do not fit. */
    public Failure request(Asker by, NameItem item) {
        Failure large = large(by.pid(), by.context());
        if (large == null) {
            control(() -> tell(AccessItem.asked(by.pid(), by.context(), item)));
        }
        return large;
    }

    /** Hands a message to the link; it leaves with the next {@link #flush}. */
    public World.Delivery send(Pid to, Signal.Message message) {
        ByteString item =
                codec.encode(
                        new ProcessItem.Message(
                                message.from(), to, message.topic(), message.payload()));
        if (item.size() > settings.link().itemBytesMax()) {
            return World.Delivery.TOO_LARGE;
        }
        synchronized (machines) {
            if (machines.ended.contains(to)) {
                return World.Delivery.GONE;
            }
            if (machines.mailboxes.isFull(to)) {
                return World.Delivery.FULL;
            }
            return switch (machines.session.offer(message.from().number(), item)) {
                case TAKEN -> World.Delivery.ACCEPTED;
                case FULL -> World.Delivery.FULL;
                case CLOSED -> World.Delivery.GONE;
            };
        }
    }

    /**
     * Runs {@code wake} once a message to {@code to} may have room, which may be at once.
     *
     * @return takes the request back
     */
    public Runnable awaitRoom(Pid to, Runnable wake) {
        synchronized (machines) {
            if (lost
                    || machines.ended.contains(to)
                    || !machines.mailboxes.isFull(to) && machines.session.awaitRoom()) {
                wake.run();
                return () -> {};
            }
            machines.waiters.add(to, wake);
        }
        return () -> {
            synchronized (machines) {
                machines.waiters.remove(to, wake);
            }
        };
    }

    /** Returns null, or why it cannot be done now; so do the following. */
    public Failure monitor(Pid from, Context by, Pid to) {
        return relate(from, by, () -> machines.relations.monitor(from, by, to));
    }

    public Failure link(Pid from, Context by, Pid to) {
        return relate(from, by, () -> machines.relations.link(from, by, to));
    }

    /** Sends a Cancel or a Terminate. */
    public Failure ask(Pid from, Context by, ProcessItem item) {
        ByteString bytes = codec.encode(AccessItem.asked(from, by, item));
        return hasEnded(item.to())
                ? Failure.of(ErrorKind.NOT_FOUND, "process not found")
                : control(() -> machines.session.add(from.number(), bytes));
    }

    public void unmonitor(Pid from, Pid to) {
        synchronized (machines) {
            machines.relations.unmonitor(from, to);
        }
    }

    public void unlink(Pid from, Pid to) {
        synchronized (machines) {
            machines.relations.unlink(from, to);
        }
    }

    /**
     * Asks for a process; {@code Signal.Answer(ticket)} follows. It leaves with the next {@link
     * #flush}.
     *
     * @param spawn the numbers in it do not matter
     */
    public Outcome<Pid> spawn(SpawnItem.Spawn spawn, long ticket) {
        long deadline = System.nanoTime() + settings.spawnTimeout().toNanos();
        long bytes = spawn.valueBytes();
        if (bytes > settings.link().itemBytesMax()) {
            return new Outcome<>(null, TooLarge.of("arguments, context and messages have ", bytes));
        }
        synchronized (machines) {
            if (machines.areCrowded()) {
                return new Outcome<>(null, crowded());
            }
            Outcome<Long> request = machines.spawns.request(spawn, deadline);
            if (request.failure() != null) {
                return new Outcome<>(null, request.failure());
            }
            machines.effects.asked(request.value(), spawn, ticket);
        }
        return Outcome.later();
    }

    /** The top level of a process for the peer begins; false if nobody waits for it any more. */
    public boolean loads(long request, Pid pid) {
        synchronized (machines) {
            return machines.spawns.loads(request, pid);
        }
    }

    /**
     * A process that the peer asked for is ready to run; its relations are made here.
     *
     * @return false if nobody waits for it any more: then it must not run
     */
    public boolean prepared(long request, Pid pid, long sourceHash, long atSeconds) {
        boolean wanted;
        synchronized (machines) {
            wanted = machines.spawns.prepared(request, pid, sourceHash, atSeconds);
        }
        flush();
        return wanted;
    }

    /** There will be no process for this request of the peer. */
    public void failed(long request, Failure why) {
        synchronized (machines) {
            machines.spawns.failed(request, why);
        }
        flush();
    }

    /**
     * A local process that had to do with this peer has ended.
     *
     * @param monitored what it monitored, here and elsewhere
     */
    public void ended(Pid pid, Ending how, long atSeconds, Collection<Pid> monitored) {
        synchronized (machines) {
            machines.mailboxes.ended(pid);
            machines.relations.ended(pid, how, atSeconds);
            for (Pid target : monitored) {
                if (owns(target)) {
                    machines.relations.unmonitor(pid, target);
                }
            }
            machines.effects.forget(machines.spawns.ended(pid));
        }
        flushSoon();
    }

    /**
     * A message of the peer has filled the mailbox of {@code pid}, or found it full.
     *
     * @return whether {@link #emptied} is to tell when it has room again
     */
    public boolean filled(Pid pid) {
        synchronized (machines) {
            return machines.mailboxes.filled(pid);
        }
    }

    /** The mailbox of {@code pid} has room again. */
    public void emptied(Pid pid) {
        synchronized (machines) {
            machines.mailboxes.emptied(pid);
        }
        flush();
    }

    /** The message that is being delivered came for {@code pid}, which has ended. */
    public void unread(Pid pid) {
        reader.unread(pid);
    }

    public LinkCounters counters() {
        synchronized (machines) {
            return machines.session.counters();
        }
    }

    /** What is said first on a new connection. */
    Hello hello(Self self) {
        synchronized (machines) {
            return self.hello(start(), machines.session.arrived());
        }
    }

    void connected(Connection fresh, Hello hello) {
        synchronized (machines) {
            writer.connected(fresh);
            if (machines.session.connected(hello.acknowledged(), System.nanoTime())) {
                machines.waiters.wake(_ -> true);
            }
        }
        flush();
    }

    /** Does what is due; returns when that is the case again, {@code System.nanoTime()}. */
    long tick() {
        long now = System.nanoTime();
        long next;
        synchronized (machines) {
            machines.spawns.expire(now);
            next = earlier(machines.session.wakeAtNanos(), machines.spawns.deadlineNanos(), now);
        }
        flush();
        return next;
    }

    /** The node is lost, for good: nothing is said any more. */
    void refuse() {
        synchronized (machines) {
            lost = true;
            machines.session.close();
        }
    }

    /** Its relations and what waits for it end. */
    void lost() {
        synchronized (machines) {
            machines.relations.lost(System.currentTimeMillis() / 1000);
            machines.spawns.lost();
            machines.mailboxes.lost();
            machines.waiters.wake(_ -> true);
        }
    }

    /** Tells the peer, whether the link has room or not. */
    void send(long lane, Item item) {
        ByteString bytes = codec.encode(item);
        if (bytes.size() > settings.link().itemBytesMax()) {
            bytes = codec.encode(TooLarge.instead(item, bytes.size()));
        }
        machines.session.add(lane, bytes);
    }

    /** Writes what there is to write, unless somebody does already. */
    public void flush() {
        writer.flush();
    }

    /**
     * The same at the end of a turn: where more processes wait for theirs, what they have to say
     * may leave together.
     */
    public void flushSoon() {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.runSoon(flushing);
        } else {
            flush();
        }
    }

    PeerReader reader() {
        return reader;
    }

    LinkWriter writer() {
        return writer;
    }

    /** In the lane of the node, in which nothing is large. */
    private Failure relate(Pid from, Context by, Runnable request) {
        Failure large = large(from, by);
        return large != null ? large : control(request);
    }

    private Failure large(Pid from, Context by) {
        return TooLarge.behalf(from, by, codec, settings.link().pieceBytesMax());
    }

    private Failure control(Runnable request) {
        synchronized (machines) {
            if (machines.areCrowded()) {
                return crowded();
            }
            request.run();
        }
        return null;
    }

    private Failure crowded() {
        String text = "the link to node " + member.name() + " does not keep up; try again later";
        return new Failure(ErrorKind.UNAVAILABLE, text, true, null, null);
    }

    private static long earlier(long a, long b, long now) {
        long first = a == Long.MAX_VALUE || b != Long.MAX_VALUE && b - a < 0 ? b : a;
        return first == Long.MAX_VALUE ? now + 1_000_000_000L : first;
    }
}
