package moonlet.node.cluster;

import com.google.protobuf.ByteString;

import moonlet.lua.process.Outcome;
import moonlet.lua.process.World;
import moonlet.node.link.LinkCounters;
import moonlet.node.link.LinkSession;
import moonlet.node.remote.EndedProcesses;
import moonlet.node.remote.RemoteMailboxes;
import moonlet.node.remote.RemoteRelations;
import moonlet.node.remote.RemoteSpawns;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.codec.ItemCodec;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.Collection;
import java.util.function.BooleanSupplier;

/**
 * One start of another node, as this node deals with it: the machines of {@code node.link} and
 * {@code node.remote} behind one lock, and the writing of what they have to say. Any thread may
 * call; virtual threads of processes only while pinned.
 */
public final class Peer {
    private static final int FRAMES_PER_TURN = 16;
    private static final int CONTROL_WINDOWS = 4;

    private final Member member;
    private final LocalNode local;
    private final ItemCodec codec;
    private final ClusterSettings settings;
    private final Object lock = new Object();
    private final LinkSession session;
    private final RoomWaiters waiters = new RoomWaiters();
    private final EndedProcesses ended;
    private final PeerEffects effects;
    private final RemoteRelations relations;
    private final RemoteMailboxes mailboxes;
    private final RemoteSpawns spawns;
    private Connection connection; // null while there is none
    private boolean writing; // somebody has taken a frame, and goes on until there is none
    private boolean lost;
    private long unknownItems;

    Peer(Member member, LocalNode local, ItemCodec codec, ClusterSettings settings) {
        this.member = member;
        this.local = local;
        this.codec = codec;
        this.settings = settings;
        this.session = new LinkSession(settings.link());
        this.ended = new EndedProcesses(settings.endedMax());
        this.effects = new PeerEffects(this, local, ended, waiters);
        this.relations = new RemoteRelations(effects);
        this.mailboxes = new RemoteMailboxes(effects);
        this.spawns = new RemoteSpawns(member.name(), relations, effects, settings.openSpawnsMax());
    }

    public Member member() {
        return member;
    }

    /** Whether {@code pid} is of this start of that node. */
    public boolean owns(Pid pid) {
        return pid.incarnation() == member.incarnation() && pid.node().equals(member.name());
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
        synchronized (lock) {
            if (ended.contains(to)) {
                return World.Delivery.GONE;
            }
            if (mailboxes.isFull(to)) {
                return World.Delivery.FULL;
            }
            return switch (session.offer(message.from().number(), item)) {
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
        synchronized (lock) {
            if (lost || ended.contains(to) || !mailboxes.isFull(to) && session.awaitRoom()) {
                wake.run();
                return () -> {};
            }
            waiters.add(to, wake);
        }
        return () -> {
            synchronized (lock) {
                waiters.remove(to, wake);
            }
        };
    }

    /** Returns null, or why it cannot be done now; so do the following. */
    public Failure monitor(Pid from, Pid to) {
        return control(
                () -> {
                    relations.monitor(from, to);
                    return true;
                });
    }

    public Failure link(Pid from, Pid to) {
        return control(
                () -> {
                    relations.link(from, to);
                    return true;
                });
    }

    /** Sends a Cancel or a Terminate. */
    public Failure ask(Pid from, ProcessItem item) {
        return control(
                () -> {
                    if (ended.contains(item.to())) {
                        return false;
                    }
                    session.add(from.number(), codec.encode(item));
                    return true;
                });
    }

    public void unmonitor(Pid from, Pid to) {
        synchronized (lock) {
            relations.unmonitor(from, to);
        }
    }

    public void unlink(Pid from, Pid to) {
        synchronized (lock) {
            relations.unlink(from, to);
        }
    }

    /**
     * Asks for a process; {@code Signal.Answer(ticket)} follows.
     *
     * @param spawn the numbers in it do not matter
     */
    public Outcome<Pid> spawn(SpawnItem.Spawn spawn, long ticket) {
        long deadline = System.nanoTime() + settings.spawnTimeout().toNanos();
        synchronized (lock) {
            if (isCrowded()) {
                return new Outcome<>(null, crowded());
            }
            Outcome<Long> request = spawns.request(spawn, deadline);
            if (request.failure() != null) {
                return new Outcome<>(null, request.failure());
            }
            effects.asked(request.value(), spawn, ticket);
        }
        flush();
        return Outcome.later();
    }

    /**
     * A process that the peer asked for is ready to run; its relations are made here.
     *
     * @return false if nobody waits for it any more: then it must not run
     */
    public boolean prepared(long request, Pid pid, long sourceHash) {
        boolean wanted;
        synchronized (lock) {
            wanted = spawns.prepared(request, pid, sourceHash);
        }
        flush();
        return wanted;
    }

    /** There will be no process for this request of the peer. */
    public void failed(long request, Failure why) {
        synchronized (lock) {
            spawns.failed(request, why);
        }
        flush();
    }

    /**
     * A local process that had to do with this peer has ended.
     *
     * @param monitored what it monitored, here and elsewhere
     */
    public void ended(Pid pid, Ending how, long atSeconds, Collection<Pid> monitored) {
        synchronized (lock) {
            mailboxes.ended(pid);
            relations.ended(pid, how, atSeconds);
            for (Pid target : monitored) {
                if (owns(target)) {
                    relations.unmonitor(pid, target);
                }
            }
            effects.forget(spawns.ended(pid));
        }
        flush();
    }

    /**
     * A message of the peer has filled the mailbox of {@code pid}, or found it full.
     *
     * @return whether {@link #emptied} is to tell when it has room again
     */
    public boolean filled(Pid pid) {
        synchronized (lock) {
            return mailboxes.filled(pid);
        }
    }

    /** The mailbox of {@code pid} has room again. */
    public void emptied(Pid pid) {
        synchronized (lock) {
            mailboxes.emptied(pid);
        }
        flush();
    }

    /** A message of the peer came for {@code pid}, which has ended. */
    public void unread(Pid pid) {
        synchronized (lock) {
            mailboxes.unread(pid, 1);
        }
    }

    public LinkCounters counters() {
        synchronized (lock) {
            return session.counters();
        }
    }

    /** Whether there is a connection now. */
    boolean isConnected() {
        synchronized (lock) {
            return connection != null;
        }
    }

    /** What is said first on a new connection. */
    Hello hello(String self, long selfIncarnation) {
        synchronized (lock) {
            return new Hello(
                    self,
                    selfIncarnation,
                    member.name(),
                    member.incarnation(),
                    ItemCodec.VERSION,
                    ItemCodec.VERSION,
                    session.arrived());
        }
    }

    void connected(Connection fresh, Hello hello) {
        synchronized (lock) {
            connection = fresh;
            writing = false;
            if (session.connected(hello.acknowledged(), System.nanoTime())) {
                waiters.wake(_ -> true);
            }
        }
        flush();
    }

    void disconnected() {
        synchronized (lock) {
            connection = null;
            writing = false;
        }
    }

    /** Takes a frame of the peer. */
    void receive(Frame frame) {
        LinkSession.Received received;
        synchronized (lock) {
            received = session.receive(frame, System.nanoTime());
            if (received.room()) {
                waiters.wake(to -> !mailboxes.isFull(to));
            }
        }
        for (ByteString bytes : received.items()) {
            Item item = codec.decode(bytes);
            if (item instanceof ProcessItem.Message message) {
                local.deliver(message, this); // without the lock: it is what there is most of
            } else {
                receive(item);
            }
        }
    }

    private void receive(Item item) {
        long now = System.currentTimeMillis() / 1000;
        synchronized (lock) {
            if (lost) {
                return;
            }
            switch (item) {
                case null -> unknownItems++;
                case ProcessItem.Message message -> local.deliver(message, this);
                case ProcessItem.Cancel cancel -> local.cancel(cancel);
                case ProcessItem.Terminate terminate -> local.terminate(terminate);
                case RelationItem relation -> {
                    if (relation instanceof RelationItem.Exit exit) {
                        ended.add(exit.from());
                    }
                    relations.receive(relation, now);
                }
                case SpawnItem spawn -> {
                    spawns.receive(spawn);
                    effects.answer();
                }
                case FlowItem flow -> mailboxes.receive(flow);
                case NameItem _ -> unknownItems++;
            }
        }
    }

    /** Does what is due; returns when that is the case again, {@code System.nanoTime()}. */
    long tick() {
        long now = System.nanoTime();
        long next;
        synchronized (lock) {
            spawns.expire(now);
            next = earlier(session.wakeAtNanos(), spawns.deadlineNanos(), now);
        }
        flush();
        return next;
    }

    /** The node is lost, for good. */
    void lost() {
        synchronized (lock) {
            if (lost) {
                return;
            }
            lost = true;
            session.close();
            relations.lost(System.currentTimeMillis() / 1000);
            spawns.lost();
            mailboxes.lost();
            waiters.wake(_ -> true);
        }
    }

    /** Tells the peer, whether the link has room or not. */
    void send(long lane, Item item) {
        ByteString bytes = codec.encode(item);
        if (item instanceof RelationItem.Exit exit
                && bytes.size() > settings.link().itemBytesMax()) {
            String text = "the result has " + bytes.size() + " bytes, more than a link takes";
            Ending tooLarge = new Ending.Failed(Failure.of(ErrorKind.INVALID, text));
            bytes = codec.encode(new RelationItem.Exit(exit.from(), tooLarge, exit.atSeconds()));
        }
        session.add(lane, bytes);
    }

    /** Writes what there is to write, unless somebody does already. */
    public void flush() {
        Connection out;
        Frame frame;
        synchronized (lock) {
            if (writing || connection == null) {
                return;
            }
            frame = session.next(System.nanoTime());
            writing = frame != null;
            out = connection;
        }
        write(out, frame);
    }

    /** A connection that had no room for more bytes has some again. */
    void writable(Connection out) {
        write(out, next(out));
    }

    /** Whoever writes also writes what others add meanwhile, for a while. */
    private void write(Connection out, Frame first) {
        Frame frame = first;
        for (int written = 1; frame != null; written++) {
            if (!out.write(frame)) {
                return; // the thread of the connection goes on when it takes more
            }
            if (written == FRAMES_PER_TURN) {
                out.goOn();
                return;
            }
            frame = next(out);
        }
    }

    private Frame next(Connection out) {
        synchronized (lock) {
            if (connection != out) {
                return null;
            }
            Frame frame = session.next(System.nanoTime());
            writing = frame != null;
            return frame;
        }
    }

    private Failure control(BooleanSupplier request) {
        synchronized (lock) {
            if (isCrowded()) {
                return crowded();
            }
            if (!request.getAsBoolean()) {
                return Failure.of(ErrorKind.NOT_FOUND, "process not found");
            }
        }
        return null;
    }

    /** What never waits for room is bounded too: it is refused, and the caller sees it. */
    private boolean isCrowded() {
        return session.heldItems() > CONTROL_WINDOWS * settings.link().windowItems();
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
